"""Why an action was not carried out."""


class NotAllowed(Exception):
    """The action is not possible as things stand; the message says why and what to do instead."""
