"""Names of persons, groups, and labels, compared in the forms that covers and records use."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from processing.catalog.credits import is_ensemble
from processing.catalog.folding import fold
from processing.catalog.thresholds import (
    INITIALS_SCORE,
    LABEL_EQUAL,
    NAME_PART_SCORE,
    OTHER_PERSON,
    SURNAME_SCORE,
)

MAX_INITIALS = 2  # letters: "J" or "JS" are no forename
MAX_LENGTH = 300  # characters that are compared; a hostile text must not cost seconds
_DATES = re.compile(
    r"[,\s]*(?:\(?\b(?:b\.|d\.|ca\.|born|approximately|active|fl\.)?\s*\d{4}\??"
    r"(?:\s*-\s*(?:ca\.|approximately)?\s*(?:\d{4}\??)?)?\)?)[.,]?\s*"
)
_RELATORS = re.compile(
    r"(?i)[,\s]+(?:(?:composer|performer|conductor|singer|vocalist|instrumentalist|musician|producer"
    r"|arranger|lyricist|librettist|author|narrator|pianist|violinist|soloist|artist|editor"
    r"|interprète|compositeur|komponist|mitwirkende|prf|cmp|cnd|sng|itr|voc|arr|pro|dir)\.?)+\s*$"
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_JOINED = re.compile(
    r"(?i)\s*(?:[&;/+]|\band\b|\bfeat(?:uring)?\b\.?|\bft\b\.?|\bwith\b|\bund\b|\bet\b|\by\b)\s*"
)
_ARTICLES = frozenset({"the", "les", "los", "die", "las", "le", "la", "el", "der", "das"})
_ARTICLE = re.compile(
    rf"^\s*(?:{'|'.join(sorted(_ARTICLES))})\s+|,\s*(?:{'|'.join(sorted(_ARTICLES))})\s*$",
    re.IGNORECASE,
)
_SAME_WORDS = {
    "orchester": "orchestra", "orchestre": "orchestra", "orquesta": "orchestra",
    "orkest": "orchestra", "philharmoniker": "philharmonic", "philharmonique": "philharmonic",
    "symphonie": "symphony", "sinfonie": "symphony", "sinfonia": "symphony",
    "quartett": "quartet", "quatuor": "quartet", "quartetto": "quartet", "chor": "choir",
    "choeur": "choir", "coro": "choir", "kammerorchester": "chamber orchestra",
}  # fmt: skip
_VARIOUS_TEXT = (
    "various|various artists|various artist|various performers|various composers|va|v a"
    "|various interpreters|verschiedene|verschiedene interpreten|verschiedene kunstler"
    "|diverse|diverse interpreten|diverse artister|divers|divers artistes|artistes varies"
    "|artistes divers|interpretes divers|varios|varios artistas|varios interpretes|vari"
    "|artisti vari|autori vari|artistas varios|aavv|diversos|verschillende artiesten"
)
# What stands on a spine in the place of a name: it names nobody.
_NOBODY = re.compile(
    r"(?:the )?(?:original )?(?:(?:motion picture|movie|film|television|tv|game) )?sound ?track"
    r"(?: album| recording)?"
    r"|(?:music from )?(?:the )?original (?:motion picture )?(?:score|soundtrack)"
    r"|(?:the )?original (?:\w+ ){0,2}cast(?: recording| album)?"
)
_VARIOUS = frozenset(_VARIOUS_TEXT.split("|"))
_LABEL_TEXT = (
    "records record recordings recording music musik musique ltd limited inc incorporated gmbh co"
    " company entertainment corp corporation llc bv ab ag kg sa sarl plc group productions"
    " production schallplatten disques discos edizioni compact disc disk cd the"
)
_LABEL_WORDS = frozenset(_LABEL_TEXT.split())
_LABEL_PARTS = re.compile(r"\s*(?:/|;|\||,|\s[-\u2013]\s)\s*")


def is_various(name: str) -> bool:
    """Whether a name means "various artists" in any of the usual languages."""
    return fold(name) in _VARIOUS


@lru_cache(maxsize=20_000)  # the candidates of a disc mostly have the same names
def name_similarity(a: str, b: str) -> float:
    """How alike two names are, 0.0 to 1.0: order of words, dates, roles, and articles do not count.

    "Bach, Johann Sebastian, 1685-1750" and "J.S. Bach" are one; a surname alone fits less well.
    One name of several ("A & B") is compared too.
    """
    a, b = a[:MAX_LENGTH], b[:MAX_LENGTH]
    whole = _one_name(a, b)
    left, right = _JOINED.split(_bare(a)), _JOINED.split(_bare(b))
    if len(left) == len(right) == 1:
        return whole
    parts = (_one_name(x, y) for x in left for y in right if fold(x) and fold(y))
    return max([whole, *(score * NAME_PART_SCORE for score in parts)])


def without_article(name: str) -> str:
    """The name without an article before it or, after a comma, behind it: headings have none.

    "The The" becomes "The"; a name that is nothing else stays.
    """
    left = _ARTICLE.sub("", name)
    return left if any(map(str.isalnum, left)) else name


def names_nobody(name: str) -> bool:
    """Whether what stands for a name is "original soundtrack" or "original Broadway cast"."""
    return bool(_NOBODY.fullmatch(fold(name[:MAX_LENGTH])))


def label_key(label: str) -> str:
    """A label's name without company words: `Columbia Records, Inc.` becomes `columbia`."""
    label = label[:MAX_LENGTH]
    folded = fold(_BRACKETS.sub("", label) or label)
    kept = [word for word in folded.split() if word not in _LABEL_WORDS]
    return " ".join(kept) or folded


def label_similarity(a: str, b: str) -> float:
    """How alike two labels are, 0.0 to 1.0; of `Columbia/Legacy` any part may be equal."""
    a, b = a[:MAX_LENGTH], b[:MAX_LENGTH]
    left = {label_key(part) for part in (a, *_LABEL_PARTS.split(a)) if part}
    right = {label_key(part) for part in (b, *_LABEL_PARTS.split(b)) if part}
    return max((_label_pair(x, y) for x in left for y in right), default=0.0)


def _label_pair(a: str, b: str) -> float:
    if a == b:
        return 1.0 if a else 0.0
    left, right = set(a.split()), set(b.split())
    if left and right and (left <= right or right <= left):
        return LABEL_EQUAL
    return fuzz.ratio(a, b) / 100


def _bare(name: str) -> str:
    """The name without dates, roles, qualifiers, and end punctuation."""
    plain = _BRACKETS.sub("", _DATES.sub(" ", name)).strip(" ,.;:")
    return _RELATORS.sub("", plain).strip(" ,;:") or name


def _tokens(name: str) -> list[str]:
    folded = [_SAME_WORDS.get(word, word) for word in fold(_bare(name)).split()]
    if len(folded) > 1 and folded[0] in _ARTICLES:
        return folded[1:]
    if len(folded) > 1 and "," in name and folded[-1] in _ARTICLES:
        return folded[:-1]
    return folded


def _one_name(a: str, b: str) -> float:
    left, right = _tokens(a), _tokens(b)
    if not left or not right:
        return 0.0
    score = fuzz.ratio(" ".join(sorted(left)), " ".join(sorted(right))) / 100
    joined = fuzz.ratio("".join(left), "".join(right)) / 100
    best = max(score, joined, _short_form(a, b, left, right))
    return min(best, OTHER_PERSON) if _is_relative(a, b, left, right) else best


def _is_relative(a: str, b: str, left: list[str], right: list[str]) -> bool:
    """Whether two persons share the surname alone: Dmitri and Maxim Shostakovich.

    Forenames that begin alike may be one in two spellings.
    """
    if min(len(left), len(right)) < 2 or is_ensemble(a) or is_ensemble(b):
        return False
    surname = _surname(left, a)
    if surname != _surname(right, b):
        return False
    own, other = ([word for word in side if word != surname] for side in (left, right))
    full = all(len(word) > MAX_INITIALS for word in (*own, *other))
    told = bool(own and other) and full
    return told and not {word[0] for word in own} & {word[0] for word in other}


def _short_form(a: str, b: str, left: list[str], right: list[str]) -> float:
    """Initials for forenames, or the surname alone."""
    (short, short_name), (long, long_name) = sorted(
        ((left, a), (right, b)), key=lambda side: (sum(map(len, side[0])), side[0])
    )
    last, longest = _surname(short, short_name), _surname(long, long_name)
    if last != longest or len(long) < 2:
        return 0.0
    if len(short) == 1:
        return SURNAME_SCORE
    given = "".join(word[0] for word in short if word != last)
    full = "".join(word[0] for word in long if word != longest)
    letters = all(len(word) <= MAX_INITIALS for word in short if word != last)
    return INITIALS_SCORE if letters and (full.startswith(given) or given == full) else 0.0


def _surname(tokens: list[str], name: str) -> str:
    """The word a person is filed under: the first of an inverted name, else the last."""
    inverted = "," in _bare(name)
    return tokens[0] if inverted else tokens[-1]
