"""The reader that asks a vision model: what it is told, the shape of its answer, what is made of it."""
