"""Which of our errors a failed request is: by the SDK's error, or by status and code of an answer.

Source: facts, openai, section 1.3.
"""

import time
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
import openai

from processing.clients.openai_errors import RETRYABLE, Kind, OpenAIError, words_of

IMAGE_CODES = {
    "invalid_image",
    "invalid_image_format",
    "invalid_image_url",
    "invalid_base64_image",
    "image_parse_error",
    "image_too_large",
    "image_too_small",
    "empty_image_file",
    "unsupported_image_media_type",
    "image_content_policy_violation",
}
# No connection came about, so nothing was sent.
_NOT_SENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.UnsupportedProtocol,
)
ELSEWHERE = (
    "The server sends questions on to another address, which nobody has confirmed. Whoever looks "
    "after the program must put the right address into OPENAI_BASE_URL."
)
NO_CREDIT = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}


def understood(error: openai.APIError, seconds: float) -> OpenAIError:
    """The SDK's error in our words. `seconds` is how long was waited for an answer."""
    if isinstance(error.__cause__, _NOT_SENT):
        return OpenAIError("OpenAI cannot be reached.", Kind.DOWN)
    if isinstance(error, openai.APITimeoutError):
        words = f"OpenAI did not answer within {seconds:.0f} seconds."
        return OpenAIError(words, Kind.DOWN, possibly_paid=True)
    if isinstance(error, openai.APIConnectionError):
        return OpenAIError("The connection to OpenAI broke off.", Kind.DOWN, possibly_paid=True)
    if not isinstance(error, openai.APIStatusError):
        return OpenAIError("OpenAI's answer cannot be understood.", Kind.DOWN, possibly_paid=True)
    return of_status(
        error.status_code,
        code=str(error.code or ""),
        message=error.message,
        headers=error.response.headers,
        request_id=error.request_id or "",
    )


def of_status(
    status: int, *, code: str = "", message: str = "", headers: Any = None, request_id: str = ""
) -> OpenAIError:
    """An answer that is an error, live or on a line of a batch."""
    kind = _kind(status, code, message)
    words = ELSEWHERE if 300 <= status < 400 else words_of(kind, message)
    wait = retry_after(headers or {}) if kind in RETRYABLE else None
    paid = status >= 500 and status != 503  # 503: overloaded, turned away at the door
    return OpenAIError(
        words,
        kind,
        retry_after=wait,
        possibly_paid=paid,
        request_id=request_id,
        said=message,
        headers={name.lower(): value for name, value in dict(headers or {}).items()},
    )


def _kind(status: int, code: str, message: str) -> Kind:
    if 300 <= status < 400:
        return Kind.FORBIDDEN
    if status == 429:
        return Kind.CREDIT if code in NO_CREDIT else Kind.BUSY
    if status == 409 and "cannot cancel" in message.lower():
        return Kind.ENDED
    if status >= 500 or status in (408, 409):
        return Kind.DOWN
    if code in IMAGE_CODES:
        return Kind.IMAGE
    if status == 404 and "no such file" in message.lower():
        return Kind.FILE
    if status == 404 or code == "model_not_found":
        return Kind.MODEL
    return {401: Kind.KEY, 403: Kind.FORBIDDEN}.get(status, Kind.REQUEST)


def retry_after(headers: Any) -> float | None:
    """Seconds to wait as the server says it: milliseconds, seconds or a date; None where it does not."""
    try:
        if told := headers.get("retry-after-ms"):
            return max(0.0, float(told) / 1000)
        if told := headers.get("retry-after"):
            return max(0.0, float(told))
    except ValueError:
        return _until(str(told))
    return None


def _until(date: str) -> float | None:
    try:
        return max(0.0, parsedate_to_datetime(date).timestamp() - time.time())
    except ValueError:
        return None
