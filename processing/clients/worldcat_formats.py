"""OCLC's names for formats, and what they say of the carrier (facts: worldcat, 4a)."""

from processing.catalog.record import Carrier

# generalFormat → Leader/06
TYPES = {
    "music": "j",
    "snd": "i",
    "audiobook": "i",
    "archv": "p",
    "artchapter": "a",
    "book": "a",
    "compfile": "m",
    "encyc": "a",
    "game": "r",
    "image": "k",
    "intmm": "m",
    "jrnl": "a",
    "kit": "o",
    "map": "e",
    "msscr": "c",
    "news": "a",
    "object": "r",
    "toy": "r",
    "video": "g",
    "vis": "g",
    "web": "a",
}
SOUND = {"j", "i"}
CD = "cd"
# "rec" is any recording: what the record describes decides.
_OTHERS = {
    "2d", "artcl", "bluray", "braille", "cassette", "chptr", "continuing", "digital", "dvd",
    "encyc", "film", "largeprint", "lp", "mic", "mss", "printbook", "thsis", "vhs",
}  # fmt: skip


def record_type(general: str) -> str:
    """Leader/06 for a general format, "" for one that is not known."""
    return TYPES.get(general.casefold(), "")


def carrier_of(general: str, specific: str, described: tuple[Carrier, str]) -> tuple[Carrier, str]:
    """The carrier and why. `described` is what the rest of the record says; it counts where the
    formats name no carrier."""
    kind, carrier = record_type(general), specific.casefold()
    is_sound = not kind or kind in SOUND
    told = f"WorldCat gives the format as {', '.join(filter(None, (general, specific)))}."
    if carrier == CD:
        return (Carrier.CD, told) if is_sound else (Carrier.UNKNOWN, told)
    if carrier in _OTHERS or not is_sound:
        return Carrier.OTHER, told
    return described
