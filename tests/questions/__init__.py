"""Asking a model: the program against the stand-in, over real HTTP."""
