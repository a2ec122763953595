"""Batches against the stand-in, over real HTTP, with its clock."""
