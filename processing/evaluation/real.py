"""A corpus from real data that the reader of a report has: MARC records, releases, a list of UPCs.

The folder may have `marc_cd.mrc`, `marc_other_formats.mrc`, `releases.jsonl` and
`library_upcs.csv`; what is not there is left out. Nothing of it is kept.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pymarc

from processing.catalog import gtin
from processing.catalog.folding import fold
from processing.catalog.marc import number_of, record_from_marc
from processing.catalog.marc_reader import read_records
from processing.catalog.reading import YearKind
from processing.catalog.record import Carrier, Record
from processing.catalog.same_issue import same_issue
from processing.catalog.text import similarity
from processing.catalog.thresholds import SAME_TITLE
from processing.evaluation.building import Builder
from processing.evaluation.cases import Corpus, Key
from processing.evaluation.cataloging import described, habit, is_cd
from processing.evaluation.corpus import reading_of
from processing.evaluation.families import SEED
from processing.evaluation.issues import reading_of_issue
from processing.evaluation.releases import Release, releases

CDS, OTHERS, RELEASES, UPCS = (
    "marc_cd.mrc", "marc_other_formats.mrc", "releases.jsonl", "library_upcs.csv",
)  # fmt: skip
MARC, RELEASE, EDITION, TITLES = (
    "real MARC record", "real release", "other edition of an album", "title with several UPCs",
)  # fmt: skip
MOST_TITLES = 300
ABSENT_OF = 3  # one case in so many has its record hidden


def is_folder(path: Path) -> bool:
    """Whether there is anything to measure on."""
    return any((path / name).is_file() for name in (CDS, RELEASES, UPCS))


def real(folder: Path, seed: int = SEED) -> Corpus:
    """All that the folder has, as one corpus."""
    builder = Builder(folder.name or "real", seed)
    if (folder / CDS).is_file():
        _add_marc(builder, folder)
    if (folder / RELEASES).is_file():
        _add_releases(builder, list(releases(folder / RELEASES)))
    if (folder / UPCS).is_file():
        _add_titles(builder, folder / UPCS)
    return with_copies(builder.corpus())


def with_copies(corpus: Corpus) -> Corpus:
    """With each true record those of other sources that have its UPC and a title like it: of
    real data nobody can say that they describe another issue."""
    by_code: dict[str, list[Record]] = defaultdict(list)
    for record in corpus.records:
        for code in record.gtins:
            by_code[code].append(record)
    copies = {_key(one): _copies(one, by_code) for one in corpus.records if one.gtins}

    def widened(keys: frozenset[Key]) -> frozenset[Key]:
        return keys.union(*(copies.get(key, frozenset()) for key in keys))

    cases = tuple(
        replace(case, truths=widened(case.truths), hidden=widened(case.hidden))
        for case in corpus.cases
    )
    return replace(corpus, cases=cases)


def _key(record: Record) -> Key:
    return record.source, record.number


def _copies(record: Record, by_code: dict[str, list[Record]]) -> frozenset[Key]:
    beside = {_key(one): one for code in record.gtins for one in by_code[code]}
    return frozenset(
        key for key, one in beside.items() if similarity(record.title, one.title) >= SAME_TITLE
    )


def records(path: Path, source: str) -> Iterator[Record]:
    """The readable records of a MARC file."""
    with path.open("rb") as stream:
        for position, marc in read_records(stream):
            if isinstance(marc, pymarc.Record):
                number = f"{path.stem}-{number_of(marc, position)}"
                yield record_from_marc(marc, source=source, number=number)


def _add_marc(builder: Builder, folder: Path) -> None:
    found = list(records(folder / CDS, builder.name))
    builder.keep(found)
    if (folder / OTHERS).is_file():
        builder.keep(list(records(folder / OTHERS, builder.name)))
    for place, record in enumerate(found):
        same = [one for one in found if one is record or same_issue(record, one)]
        family = f"{record.name} / {record.title}"
        add = partial(builder.add, family=family, kind=MARC)
        add(reading_of(record), same, present=True)
        if place % ABSENT_OF != 0:
            add(reading_of(record), same, present=False)


def _add_releases(builder: Builder, found: list[Release]) -> None:
    """A disc of each release on CD. Of editions of one album, each is also looked for without
    its own record."""
    chance = builder.chance
    own: dict[str, Record] = {}
    for one in found:
        own[one.number] = described(
            one.issue, source=builder.name, number=one.number, habit=habit(chance)
        )
    builder.keep(list(own.values()))
    editions: dict[str, int] = defaultdict(int)
    for one in found:
        editions[one.album] += is_cd(one.issue)
    for place, one in enumerate(one for one in found if is_cd(one.issue)):
        kind = EDITION if editions[one.album] > 1 else RELEASE
        add = partial(
            builder.add, family=f"{one.issue.name.printed} / {one.issue.title.printed}", kind=kind
        )
        reading = reading_of_issue(one.issue, durations=bool(place % 2))
        same = [own[one.number]]
        add(reading, same, present=True)
        if kind == EDITION or place % ABSENT_OF == 0:
            add(reading, same, present=False)


def _add_titles(builder: Builder, path: Path) -> None:
    """Titles of which a library has several UPCs: each by its own UPC, and without its record.

    All other CDs of the library are there too, to be taken for one of them.
    """
    rows = list(_rows(path, builder.name))
    builder.keep(rows)
    groups: dict[tuple[str, str], dict[str, Record]] = defaultdict(dict)
    for record in rows:
        groups[fold(record.name or ""), fold(record.title)].setdefault(record.gtins[0], record)
    several = [list(group.values()) for group in groups.values() if len(group) > 1]
    chosen = random.Random(SEED).sample(several, min(len(several), MOST_TITLES))
    for place, group in enumerate(chosen):
        record = group[place % len(group)]
        add = partial(builder.add, family=f"{record.name} / {record.title}", kind=TITLES)
        add(reading_of(record), [record], present=True)
        add(reading_of(record), [record], present=False)


def _rows(path: Path, source: str) -> Iterator[Record]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            code = gtin.parse(row["UPC Barcode"])
            if not code or gtin.is_book(code) or not row["Title"].strip():
                continue
            year = row["Date"].strip()
            yield Record(
                source, f"row-{number}", title=row["Title"].strip(), titles=(row["Title"].strip(),),
                name=row["Artist"].strip() or None, names=(row["Artist"].strip(),),
                gtins=(code,), carrier=Carrier.CD, record_type="j",
                years={YearKind.RELEASED: (int(year),)} if year.isdigit() else None,
            )  # fmt: skip
