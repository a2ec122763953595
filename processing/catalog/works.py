"""Titles of musical works: the same number with the same form is one work in any language.

"Sinfonie Nr. 5 c-Moll op. 67" and "Symphony no. 5 in C minor" are far apart as strings. Where both
name a number of the same kind, what is left without numbers and keys is compared in one language.
"""

from rapidfuzz import fuzz

from processing.catalog import title_numbers
from processing.catalog.folding import words
from processing.catalog.thresholds import SAME_WORK, SAME_WORK_WORDS, TITLE_NUMBER_MISSING
from processing.catalog.title_numbers import Numbers, without_numbers

_SPOKEN = {
    "symphony": "symphonie sinfonie sinfonia symphonies sinfonien symphonien sinfonias",
    "sonata": "sonate sonaten sonates sonatas",
    "concerto": "konzert konzerte concert concertos concerti concierto",
    "quartet": "quartett quatuor quartetto quartets quartette quatuors",
    "quintet": "quintett quintette quintetto quintets",
    "trio": "trios",
    "suite": "suiten suites",
    "mass": "messe missa misa",
    "overture": "ouverture ouverturen overtures",
    "prelude": "preludes praeludium praeludien preludio",
    "fugue": "fugues fuge fugen fuga",
    "study": "etude etudes studies etuden estudio",
    "waltz": "walzer waltzes valse valses",
    "piano": "klavier pianoforte",
    "violin": "violine violon violino geige",
    "cello": "violoncello violoncelle",
    "string": "strings streich cordes archi",
}
_ENGLISH = {spoken: word for word, several in _SPOKEN.items() for spoken in several.split()}
_ORCHESTRA = frozenset(
    ["orchestra", "orchester", "orchestre", "orquesta", "orkest"]
)  # of a concerto
# German joins instrument and form in one word.
_JOINED = {
    "klavierkonzert": "piano concerto", "klaviersonate": "piano sonata",
    "klaviersonaten": "piano sonata", "klaviertrio": "piano trio",
    "violinkonzert": "violin concerto", "violinsonate": "violin sonata",
    "cellokonzert": "cello concerto", "cellosuite": "cello suite", "cellosuiten": "cello suite",
    "streichquartett": "string quartet", "streichquartette": "string quartet",
}  # fmt: skip


def work_similarity(a: str, b: str, left: Numbers, right: Numbers) -> float:
    """How surely two titles are one work, 0.0 where they share no number or differ in one.

    `left` and `right` are their numbers (see `title_numbers.numbers`). At most 0.9, and less where
    one side names more numbers than the other.
    """
    shared = {kind for kind, _ in left & right}
    if not shared - {"key", "", "movement"} or title_numbers.conflict(left, right):
        return 0.0
    pairs = ((a, b), (_headless(a), b), (a, _headless(b)))
    if not any(_alike(one, other) for one, other in pairs):
        return 0.0
    return TITLE_NUMBER_MISSING if title_numbers.differ(left, right) else SAME_WORK


def _alike(a: str, b: str) -> bool:
    one, other = _form(a), _form(b)
    return bool(one and other) and fuzz.ratio(one, other) >= SAME_WORK_WORDS


def _headless(title: str) -> str:
    """ "Symphony no. 5" of "Beethoven: Symphony no. 5"; a head with a number is the work itself."""
    head, _, tail = title.partition(": ")
    return title if title_numbers.numbers(head) else tail


def _form(title: str) -> str:
    """The words without numbers and keys, in English where they are usual, in one order."""
    found = (
        _JOINED.get(word) or _ENGLISH.get(word, word) for word in words(without_numbers(title))
    )
    parts = {part for word in found for part in word.split()}
    return " ".join(sorted(parts - _ORCHESTRA))
