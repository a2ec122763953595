"""OpenAI's errors as sentences, and what follows from each."""

from collections.abc import Mapping
from enum import StrEnum

from processing.clients.errors import ServiceError
from processing.clients.hidden import hidden
from processing.clients.storable import storable

SERVICE = "openai"
SHOWN = 300


class Kind(StrEnum):
    """What is wrong, for those who must act differently on it."""

    KEY = "key"
    FORBIDDEN = "forbidden"
    MODEL = "model"
    FILE = "file"  # it is gone, or another project's
    CREDIT = "credit"
    BUSY = "busy"
    DOWN = "down"
    ENDED = "ended"  # a batch that was to be cancelled has ended already
    IMAGE = "image"
    REQUEST = "request"


_OF_REQUEST = {Kind.IMAGE, Kind.REQUEST, Kind.ENDED}
RETRYABLE = {Kind.BUSY, Kind.DOWN, Kind.CREDIT}  # they pass, or somebody pays: nobody's disc fails


class OpenAIError(ServiceError):
    """`possibly_paid`: the request may have been worked and charged although no answer came.

    `said` is OpenAI's own message, as it came. `headers` are those of the answer, where there was
    one, in lower case.
    """

    def __init__(
        self,
        message: str,
        kind: Kind,
        *,
        retry_after: float | None = None,
        possibly_paid: bool = False,
        request_id: str = "",
        said: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            message,
            service=SERVICE,
            retryable=kind in RETRYABLE,
            retry_after=retry_after,
            of_service=kind not in _OF_REQUEST,
        )
        self.kind = kind
        self.possibly_paid = possibly_paid
        self.request_id = request_id
        self.said = said
        self.headers = headers or {}


def shown(message: str) -> str:
    """What OpenAI said, fit for a sentence of ours: cut, and without photos and keys in it."""
    return hidden(str(storable(message))).strip()[:SHOWN]


def words_of(kind: Kind, message: str = "") -> str:
    said = shown(message)
    sentences = {
        Kind.KEY: "OpenAI does not accept the key. Whoever looks after the program must put a "
        "valid one into OPENAI_API_KEY.",
        Kind.FORBIDDEN: "OpenAI does not allow this key to ask. Whoever looks after the program "
        "must look at the key's permissions and the organisation's settings.",
        Kind.MODEL: "The model is not there, or this key may not use it. Whoever looks after the "
        "program must look at OPENAI_VISION_MODEL and OPENAI_TEXT_MODEL.",
        Kind.FILE: "OpenAI does not show a file to the present key: it is gone (files expire there), "
        "or the key, or its project, is another one than when it was sent.",
        Kind.CREDIT: "The credit at OpenAI is used up. A manager must add credit there; the work "
        "then goes on by itself.",
        Kind.BUSY: "OpenAI asks to send less for a while.",
        Kind.DOWN: "OpenAI has trouble of its own.",
        Kind.IMAGE: "OpenAI cannot open a photo of this disc. Photograph it again.",
    }
    return sentences.get(kind, f"OpenAI does not take this question: {said}")
