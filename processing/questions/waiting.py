"""Why an answer is not there: it comes later, or it is of no use."""

from datetime import datetime

from processing.clients.openai_answers import Outcome
from processing.models import ModelCall


class Wait(Exception):
    """Not now, and nobody's fault: `until` and `reason` say when to ask again, or `call` is under
    way already and its answer is waited for."""

    def __init__(
        self, reason: str, *, until: datetime | None = None, call: ModelCall | None = None
    ) -> None:
        super().__init__(reason)
        self.reason, self.until, self.call = reason, until, call


class Unusable(Exception):
    """The model has answered, and the answer cannot be used; the message says why and what to do."""

    def __init__(self, message: str, outcome: Outcome | None = None) -> None:
        super().__init__(message)
        self.outcome = outcome
