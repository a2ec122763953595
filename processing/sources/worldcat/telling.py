"""Which tracks of a disc tell it apart from others: those are searched for."""

from processing.catalog.reading import CleanReading
from processing.catalog.text import fold
from processing.sources.worldcat.phrases import phrase, words

MAX_TRACKS = 4
MAX_WORDS = 3  # of a track: titles are shortened, and misread, towards their end
BEST_WORDS = (2, 6)
BEST_LETTERS = 14  # in those words: fewer are common, more are easily misread
# Movements and forms that stand on thousands of discs, folded.
_GENERIC = """
intro introduction outro interlude prelude preludium overture ouverture finale reprise bonus
allegro allegretto andante andantino adagio largo larghetto lento presto prestissimo vivace
moderato grave maestoso scherzo menuet menuetto minuet rondo trio aria recitativo recitative
chorus allemande courante sarabande gigue gavotte bourree sonata concerto symphony track untitled
kyrie gloria credo sanctus benedictus agnus dei amen con brio molto ma non troppo assai e
"""
GENERIC = frozenset(_GENERIC.split())


def telling_tracks(reading: CleanReading) -> tuple[str, ...]:
    """At most four track titles as quoted phrases, those that tell most first."""
    found = [track.title for track in reading.tracks if _tells(track.title)]
    best = sorted(dict.fromkeys(found), key=_worth, reverse=True)[:MAX_TRACKS]
    return tuple(dict.fromkeys(filter(None, (phrase(title, MAX_WORDS) for title in best))))


def _tells(title: str) -> bool:
    own = [word for word in fold(title).split() if word not in GENERIC and not word.isdigit()]
    return len("".join(own)) >= 4


def _worth(title: str) -> tuple[bool, int]:
    found = words(title)
    letters = len("".join(found[:MAX_WORDS]))
    return BEST_WORDS[0] <= len(found) <= BEST_WORDS[1], -abs(letters - BEST_LETTERS)
