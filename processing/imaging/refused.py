"""The one way in which a file is not accepted."""


class Refused(Exception):
    """The file is not accepted; the message says why, for the person who sent it."""
