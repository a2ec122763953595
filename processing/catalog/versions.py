"""Version words of a track or album: live, remix, mono. The same title in another version is
only partly the same (facts 5.1)."""

import re

from processing.catalog.folding import fold

# Anywhere in the title these words tell a version.
MAX_LENGTH = 1000  # characters that are compared; a hostile text must not cost seconds
_ALWAYS = {
    "remix": r"\bremix(?:es|ed)?\b|\bre mix\b",
    "karaoke": r"\bkaraoke\b",
    "instrumental": r"\binstrumental\b",
    "unplugged": r"\bunplugged\b",
    "a cappella": r"\ba c?cappella\b|\bacapella\b|\ba capella\b",
    "radio edit": r"\bradio (?:edit|mix|version)\b",
    "extended": r"\bextended\b",
    "live": r"\blive(?= (?:at|in|from|on|au|en|im|aus|dal|version)\b)|\ben vivo\b|\bao vivo\b"
    r"|\ben public\b|\bin concert\b|\blive$",
    "alternate": r"\balternat(?:e|ive) (?:take|version|mix)\b|\btake \d+\b",
}
# Only in brackets or after a dash: elsewhere they are ordinary words.
_IN_TAIL = {
    "live": r"\blive\b",
    "mono": r"\bmono\b",
    "demo": r"\bdemo\b",
    "acoustic": r"\bacoustic\b",
    "dub": r"\bdub\b",
    "reprise": r"\breprise\b",
    "edit": r"\bedit\b",
    "mix": r"\bmix\b",
    "outtake": r"\bouttakes?\b",
    "rehearsal": r"\brehearsal\b",
    "alternate": r"\balternat(?:e|ive)\b",
}
# They say how an issue was made or sold, not which performance it is.
_SOFT = re.compile(
    r"(?i)\b(?:remaster(?:ed|izado|isé)?|bonus(?: track)?|album version|explicit|stereo|deluxe"
    r"|digital(?:ly)?|single version|original version|lp version)\b"
)
_TAIL = re.compile(r"[(\[]([^)\]]*)[)\]]|\s[-\u2013\u2014]\s(.*)$")
_ALWAYS_RULES = {tag: re.compile(rule) for tag, rule in _ALWAYS.items()}
_TAIL_RULES = {tag: re.compile(rule) for tag, rule in _IN_TAIL.items()}


def version_tags(text: str) -> frozenset[str]:
    """The version words of a title in one spelling, e.g. {"live"} for "Help! (ao vivo)"."""
    text = text[:MAX_LENGTH]
    folded = fold(text)
    tails = [fold(hit[1] or hit[2] or "") for hit in _TAIL.finditer(text)]
    found = {tag for tag, rule in _ALWAYS_RULES.items() if rule.search(folded)}
    found |= {tag for tag, rule in _TAIL_RULES.items() if any(rule.search(t) for t in tails)}
    return frozenset(found - ({"mix", "edit"} if found & {"remix", "radio edit"} else set()))


def without_soft_tails(text: str) -> str:
    """The title without tails such as "(2009 remaster)" or " - bonus track"."""

    def drop(hit: re.Match[str]) -> str:
        return "" if _SOFT.search(hit[0]) and not version_tags(hit[0]) else hit[0]

    return _TAIL.sub(drop, text).strip() or text
