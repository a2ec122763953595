"""The judge that asks a text model which record fits, and what the rules leave of its answer."""
