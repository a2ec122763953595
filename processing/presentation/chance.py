"""The confidence as pages show it: in tens where a test set says what it is worth."""

from typing import Any

MEASURED = "measured on a test set, not on your discs"
_TENS = 10


def chance(confidence: int | None, snapshot: dict[str, Any]) -> str:
    """ "93" where the library's own decisions are behind it, else "90–100"; "–" without one.

    `snapshot` is that of the disc's upload.
    """
    if confidence is None:
        return "–"
    return str(confidence) if is_own(snapshot) else band(confidence)


def band(confidence: int) -> str:
    """The ten points that a confidence lies in, as the bars of an upload have them."""
    if not confidence:
        return "0"
    low = min(confidence // _TENS * _TENS, 100 - _TENS)
    return f"{low}–{100 if low == 100 - _TENS else low + _TENS - 1}"


def is_own(snapshot: dict[str, Any]) -> bool:
    """Whether the confidence is calibrated on the library's own decisions."""
    return bool((snapshot.get("calibration") or {}).get("own"))


def words(confidence: int, snapshot: dict[str, Any]) -> str:
    """What the number means, as a sentence."""
    if is_own(snapshot):
        return (
            f"Of a hundred such matches about {confidence} are right, measured on your decisions."
        )
    return f"Of a hundred such matches {band(confidence)} are right, {MEASURED}."
