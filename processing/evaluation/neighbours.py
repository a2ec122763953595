"""Issues that are taken for one another: each rule makes the neighbour of an issue.

A rule may also change the issue itself, so that the two belong together ("vol. 1", "vol. 2").
What makes a neighbour another issue is what catalogers make another record for (facts 1.7).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from processing.evaluation.invention import Inventor
from processing.evaluation.issues import Issue, Song, Text, complete
from processing.sample.entries import Carrier

Pair = tuple[Issue, Issue]
Rule = Callable[[Issue, Inventor], Pair]
_LAST_CD_YEAR = 2015


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of confusion, its rule, and for which forms of music it is made (empty: all).

    `part`: the issue is a part of its neighbour and has no record of its own.
    """

    name: str
    rule: Rule
    forms: frozenset[str] = frozenset()
    part: bool = False


def remaster(issue: Issue, inventor: Inventor) -> Pair:
    """The same tracks years later, remastered, with a number and a UPC of its own."""
    other = _later(issue, inventor)
    return issue, replace(other, edition="Remastered.", **inventor.codes(issue.label))


def remaster_with_bonus(issue: Issue, inventor: Inventor) -> Pair:
    base, other = remaster(issue, inventor)
    bonus = Song(Text(f"{inventor.track(issue.language).printed} (Bonus Track)"), other.discs)
    return base, replace(other, songs=(*other.songs, bonus))


def other_country(issue: Issue, inventor: Inventor) -> Pair:
    """The same tracks in the same year on another label."""
    label = inventor.other_label(issue.label)
    return issue, replace(issue, label=label, **inventor.codes(label, ean=True))


def deluxe(issue: Issue, inventor: Inventor) -> Pair:
    """Two discs: the album and as many tracks again."""
    more = tuple(
        Song(inventor.track(issue.language), issue.discs + 1) for _ in range(len(issue.songs) or 8)
    )
    other = replace(
        _later(issue, inventor),
        songs=(*issue.songs, *more) if issue.songs else (),
        discs=issue.discs + 1,
        edition="Deluxe edition.",
        **inventor.codes(issue.label),
    )
    return issue, other


def lp_twin(issue: Issue, _: Inventor) -> Pair:
    """The LP of the same year: number and UPC differ in the digit that tells the carrier."""
    numbers = tuple(_lp_number(number) for number in issue.numbers)
    upc = complete(f"{issue.upc[:-2]}1") if issue.upc else ""
    return issue, replace(issue, carrier=Carrier.LP, numbers=numbers, upc=upc)


def club(issue: Issue, inventor: Inventor) -> Pair:
    """A record club's edition: the label's number and one of the club, and no barcode."""
    number = f"D {inventor.chance.randrange(100_000, 199_999)}"
    note = "Manufactured by BMG Direct Marketing, Inc."
    return issue, replace(issue, upc="", numbers=(*issue.numbers, number), note=note)


def same_title(issue: Issue, inventor: Inventor) -> Pair:
    """Another name with other tracks under the same title."""
    label = inventor.other_label(issue.label)
    name, group = inventor.name(issue.language, issue.form)
    songs = tuple(Song(inventor.track(issue.language)) for _ in range(len(issue.songs) or 9))
    return issue, replace(
        issue, name=name, group=group, performers=(), label=label, songs=songs, discs=1,
        **inventor.codes(label),
    )  # fmt: skip


def volume(issue: Issue, inventor: Inventor) -> Pair:
    """Two volumes with neighbouring numbers and UPCs."""
    base = replace(issue, title=_ended(issue.title, ", Vol. 1"))
    songs = tuple(Song(inventor.track(issue.language)) for _ in issue.songs)
    other = replace(issue, title=_ended(issue.title, ", Vol. 2"), songs=songs)
    return base, replace(other, **inventor.next_codes(issue))


def opus(issue: Issue, inventor: Inventor) -> Pair:
    """Two works of one opus by the same performers: op. 27, no. 1 and no. 2."""
    number = inventor.chance.randrange(10, 120)
    base = replace(issue, title=Text(f"Sonata, Op. {number}, No. 1"))
    other = replace(issue, title=Text(f"Sonata, Op. {number}, No. 2"))
    return base, replace(other, **inventor.next_codes(issue))


def live(issue: Issue, inventor: Inventor) -> Pair:
    """The same songs before an audience."""
    songs = tuple(
        replace(song, title=_ended(song.title, " (Live)"), seconds=_about(song, inventor.chance))
        for song in issue.songs
    )
    title = Text(f"{issue.title.latin}: Live in {inventor.place()}")
    return issue, replace(
        issue, title=title, songs=songs, year=issue.year + 2,
        phonogram=issue.year + 2, **inventor.codes(issue.label),
    )  # fmt: skip


def reissue(issue: Issue, inventor: Inventor) -> Pair:
    """The same number and UPC in a later year: only the © tells it."""
    return issue, replace(_later(issue, inventor), edition="Reissue.")


def upc_again(issue: Issue, inventor: Inventor) -> Pair:
    """The label has used the UPC for another album of the same name."""
    songs = tuple(Song(inventor.track(issue.language)) for _ in range(len(issue.songs) or 9))
    other = replace(issue, title=inventor.title(issue.language), songs=songs, discs=1)
    numbers = inventor.codes(issue.label)["numbers"]
    return issue, replace(other, numbers=numbers)


def number_again(issue: Issue, inventor: Inventor) -> Pair:
    """Another label has the same number, of digits alone, for another album."""
    number = str(inventor.chance.randrange(1_000, 99_999))
    label = inventor.other_label(issue.label)
    name, group = inventor.name(issue.language, issue.form)
    songs = tuple(Song(inventor.track(issue.language)) for _ in range(9))
    other = replace(
        issue, title=inventor.title(issue.language), name=name, group=group, performers=(),
        label=label, songs=songs, discs=1, numbers=(number,), upc="",
    )  # fmt: skip
    return replace(issue, numbers=(number,), upc=""), other


def whole_set(issue: Issue, inventor: Inventor) -> Pair:
    """The disc alone and a set of three that has it, with the set's own number."""
    more = tuple(Song(inventor.track(issue.language), disc) for disc in (2, 3) for _ in issue.songs)
    other = replace(
        issue, songs=(*issue.songs, *more) if issue.songs else (), discs=3,
        title=_ended(issue.title, ": The Complete Recordings"), **inventor.codes(issue.label),
    )  # fmt: skip
    return issue, other


def one_of_set(issue: Issue, inventor: Inventor) -> Pair:
    """One disc of a set in the hand, without its box: title, UPC and number are the set's."""
    base, box = whole_set(issue, inventor)
    return replace(base, title=box.title, numbers=box.numbers, upc=box.upc), box


def without_codes(issue: Issue, inventor: Inventor) -> Pair:
    """A private pressing without number or UPC, and its second edition."""
    bare = replace(issue, numbers=(), upc="")
    return bare, replace(_later(bare, inventor), edition="Second edition.")


def other_performers(issue: Issue, inventor: Inventor) -> Pair:
    """The same work by others."""
    label = inventor.other_label(issue.label)
    performers = (inventor.orchestra(), inventor.person())
    return issue, replace(issue, performers=performers, label=label, **inventor.codes(label))


def fewer_songs(issue: Issue, inventor: Inventor) -> Pair:
    """The same collection in another country, with some other tracks in another order."""
    label = inventor.other_label(issue.label)
    songs = [replace(song) for song in issue.songs]
    inventor.chance.shuffle(songs)
    kept = (*songs[2:], Song(inventor.track(issue.language)))
    return issue, replace(issue, songs=kept, label=label, **inventor.codes(label))


_CLASSICAL = frozenset({"co", "sy", "sn", "su", "or", "op"})
_SONGS = frozenset({"pp", "rc", "jz", "bl", "cy", "fm"})
KINDS = (
    Kind("remaster and original", remaster),
    Kind("remaster with bonus tracks", remaster_with_bonus, _SONGS),
    Kind("other country", other_country),
    Kind("deluxe edition", deluxe, _SONGS),
    Kind("LP twin", lp_twin),
    Kind("club edition", club, _SONGS),
    Kind("same title by others", same_title),
    Kind("volumes", volume),
    Kind("op. 27 no. 1 and 2", opus, _CLASSICAL),
    Kind("live and studio", live, _SONGS),
    Kind("reissue with the same number", reissue),
    Kind("UPC used again", upc_again),
    Kind("number used again", number_again),
    Kind("disc and set", whole_set),
    Kind("one disc of a set", one_of_set, part=True),
    Kind("no identifier", without_codes),
    Kind("other performers", other_performers, _CLASSICAL),
    Kind("collection in another country", fewer_songs, _SONGS),
)


def suitable(form: str) -> tuple[Kind, ...]:
    """The kinds that are made for a form of music (008/18-19)."""
    return tuple(kind for kind in KINDS if not kind.forms or form in kind.forms)


def _later(issue: Issue, inventor: Inventor) -> Issue:
    year = min(issue.year + inventor.chance.randrange(4, 15), _LAST_CD_YEAR + issue.year % 5)
    year = max(year, issue.year + 3)
    return replace(issue, year=year, copyright=year, original=issue.original or issue.year)


def _lp_number(number: str) -> str:
    return f"{number[:-2]}-1" if number.endswith("-2") else f"{number} LP"


def _ended(title: Text, end: str) -> Text:
    return Text(title.printed + end, title.roman + end if title.roman else "")


def _about(song: Song, chance: random.Random) -> int | None:
    return song.seconds + chance.randrange(20, 150) if song.seconds else None
