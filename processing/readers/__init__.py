"""Readers: photos of one disc in, a `Reading` out. Nothing here knows the database."""
