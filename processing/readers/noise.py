"""Text on a photo that is not of the recording: stickers, advice, rights notices, web addresses."""

import re

from processing.readers.base import Line

_STICKER = re.compile(
    r"\b(?:librar(?:y|ies)|bibliothe[ck]|biblioth[eè]que|biblioteca|b[üu]cherei|m[eé]diath[eè]que"
    r"|property of|withdrawn|discarded?|pre-?owned|used|sale|clearance|due date|call n(?:o|umber)"
    r"|do not remove|item barcode)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"parental advisory|explicit (?:content|lyrics)|compact dis[ck]|digital audio"
    r"|^(?:stereo|mono|digital|audio|dolby|hdcd|dsd|aad|add|ddd|gema|biem|sacem|ifpi)$"
    r"|\bmade in\b|\bprinted in\b|remaster|\bnew release\b|bonus (?:track|disc|dvd)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"unauthori[sz]ed|all rights|rights reserved|copyright|copying|lending|broadcasting"
    r"|\bviolation\b|applicable laws|licen[cs]e|manufactured|distributed|marketed|produced by"
    r"|recorded|published|www\.|https?:|\.(?:com|de|org|net|co\.uk|fr)\b|[©℗®]|\bltd\b|\bgmbh\b|\binc\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_sticker(text: str) -> bool:
    """Whether the text is a library's or a shop's, not the disc's."""
    return bool(_STICKER.search(text))


def is_rights(text: str) -> bool:
    """Whether the text is of the small print: rights, makers, addresses."""
    return bool(_RIGHTS.search(text))


def is_plain(line: Line) -> bool:
    """Whether a line can be a title or a name: words, and none of the above."""
    text = line.text
    return bool(_WORD.search(text)) and not (
        is_sticker(text) or is_rights(text) or _ADVICE.search(text)
    )
