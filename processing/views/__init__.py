"""The front pages: typed functions, each short; what they write is an action."""
