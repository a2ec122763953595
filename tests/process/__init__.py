"""The program as a process of its own, as a user starts it."""
