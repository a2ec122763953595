"""Questions to a model: written down and claimed before they are sent, answered once, counted."""
