"""Questions to a model: written down and claimed before they are sent, answered once, counted."""

from processing.questions.asking import SERVICE, Answered, answered, ask
from processing.questions.waiting import Unusable, Wait

__all__ = ["SERVICE", "Answered", "Unusable", "Wait", "answered", "ask"]
