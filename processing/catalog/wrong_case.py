"""Whether the disc belongs into its case: each part of the item is read by itself."""

from collections.abc import Iterator, Sequence

from processing.catalog import publisher_number, text
from processing.catalog.evidence import Field, Verdict
from processing.catalog.reading import Legibility, Part, PartRead, Reading, Value
from processing.catalog.thresholds import NAME_PARTLY, OTHER_WORK

YEAR_DIGITS = 4
MAY_BE_WRONG = "it may be the wrong disc in the case."


def wrong_case(reading: Reading) -> Iterator[tuple[Field, str]]:
    """The fields in which the disc differs from case and booklet, each with a sentence.

    A title differs only where no number is the same; a disc may name a part of what the case
    does, but not "Greatest hits" where the case says "Greatest hits, vol. 2". A name differs where
    it is none of all names of the item.
    """
    parts = [_without_guesses(part) for part in reading.parts]
    discs = [part for part in parts if part.part is Part.DISC]
    around = [part for part in parts if part.part is not Part.DISC]
    for disc in discs if around else ():
        if (found := _title(disc, around)) and not _shares_number(disc, around):
            yield Field.TITLE, _sentence(disc.title, found)
        if found := _name(disc, around, reading):
            yield Field.NAME, _sentence(disc.name, found)
        if found := _number(disc, around):
            yield Field.PUBLISHER_NUMBER, _sentence(disc.numbers[0], found)


def _without_guesses(part: PartRead) -> PartRead:
    def sure(value: Value | None) -> Value | None:
        return None if value and value.legibility is Legibility.UNSURE else value

    numbers = tuple(one for one in part.numbers if sure(one))
    return PartRead(part.part, sure(part.title), sure(part.name), numbers)


def _sentence(disc: Value | None, case: str) -> str:
    read = disc.text if disc else ""
    return f"the disc reads “{read}”, the case “{case}”: {MAY_BE_WRONG}"


def _title(disc: PartRead, around: Sequence[PartRead]) -> str | None:
    """The title of the case, where it is another one than the disc's."""
    if disc.title is None:
        return None
    titles = [part.title.text for part in around if part.title]
    other = all(_are_two_works(disc.title.text, title) for title in titles)
    return titles[0] if titles and other else None


def _name(disc: PartRead, around: Sequence[PartRead], reading: Reading) -> str | None:
    """A name of the case, where the disc's is none of the item's."""
    if disc.name is None or text.is_various(disc.name.text):
        return None
    found = [part.name.text for part in around if part.name]
    if not found or any(map(text.is_various, found)):
        return None
    credited = [one.name for one in reading.contributors]
    credited += [track.responsibility for track in reading.tracks if track.responsibility]
    credited += [reading.responsibility] if reading.responsibility else []
    everyone = [*found, *(value.text for value in credited)]
    if any(_may_be_one(disc.name.text, name) for name in everyone):
        return None
    return found[0]


def _number(disc: PartRead, around: Sequence[PartRead]) -> str | None:
    """The numbers of the case, where both have some and none is alike."""
    own = [one.text for one in disc.numbers if publisher_number.is_publisher_number(one.text)]
    others = [one.text for part in around for one in part.numbers]
    others = [one for one in others if publisher_number.is_publisher_number(one)]
    found = publisher_number.compare(own, others)
    return found.theirs if found.verdict is Verdict.CONFLICT else None


def _shares_number(disc: PartRead, around: Sequence[PartRead]) -> bool:
    others = [one.text for part in around for one in part.numbers]
    found = publisher_number.compare([one.text for one in disc.numbers], others)
    return found.verdict is Verdict.AGREE


def _are_two_works(one: str, other: str) -> bool:
    """Whether both name different things; one may be a part of the other, but not of a volume."""
    left, right = text.fold(one), text.fold(other)
    if not left or not right:
        return False
    if left in right or right in left:
        begins = left.startswith(right) or right.startswith(left)
        kinds = ("vol", "") if begins else ("vol",)
        return bool(_volumes(one, kinds)) != bool(_volumes(other, kinds))
    return text.similarity(one, other) < OTHER_WORK


def _volumes(title: str, kinds: Sequence[str]) -> list[str]:
    """The numbers of volumes, and of sequels ("Chicago II"); a year is none of them."""
    found = text.numbers(title)
    return [number for kind, number in found if kind in kinds and len(number) < YEAR_DIGITS]


def _may_be_one(one: str, other: str) -> bool:
    left, right = text.fold(one), text.fold(other)
    if not left or not right or left in right or right in left:
        return True
    return text.name_similarity(one, other) >= NAME_PARTLY
