"""The program on real services: PostgreSQL, a Redis-compatible broker, an S3-compatible storage."""
