"""A disc with everything that the stages leave behind, as the pages meet it."""

from processing.catalog.codec import to_json
from processing.catalog.evidence import (
    Choice,
    Evidence,
    Field,
    Tier,
    TrackComparison,
    TrackPair,
    Verdict,
    YearComparison,
)
from processing.catalog.reading import (
    BarcodeRead,
    CleanReading,
    CleanTrack,
    Legibility,
    Reading,
    TrackRead,
    Value,
    YearKind,
    YearRead,
)
from processing.catalog.record import Carrier, Record
from processing.catalog.verify import Verified
from processing.models import BibRecord, Disc, Source, Stage, StageRun, State

GTIN = "00074646493526"


def read(disc: Disc, title: str) -> None:
    photo = disc.photos.first()
    seen = photo.pk if photo else None
    machine = Reading(
        title=Value(title, seen),
        name=Value("Miles Davis", seen, legibility=Legibility.PARTLY),
        barcodes=(BarcodeRead(decoded=GTIN[1:], printed=GTIN[2:], photo=seen),),
        publisher_numbers=(Value("CK 64935", seen),),
        years=(YearRead(1997, YearKind.PHONOGRAM, Value("℗ 1997", seen)),),
        tracks=(TrackRead(Value("So what", seen), number=1, seconds=545),),
    )
    cleaned = CleanReading(
        title=title,
        name="Miles Davis",
        gtins=(GTIN,),
        publisher_numbers=("CK 64935",),
        years={YearKind.PHONOGRAM: (1997,)},
        tracks=(CleanTrack("So what", number=1, seconds=545), CleanTrack("Blue in green")),
        doubts=("Name: part of it is under a sticker.",),
    )
    disc.readings.create(
        revision=disc.revision,
        reader="local",
        machine_data=to_json(machine),
        cleaned_data=to_json(cleaned),
    )


def record(number: str = "123", title: str = "Kind of blue") -> BibRecord:
    source, _ = Source.objects.get_or_create(name="Shelf list")
    told = Record(
        source=source.name,
        number=number,
        title=title,
        gtins=(GTIN,),
        tracks=(CleanTrack("So what", seconds=544), CleanTrack("Flamenco sketches")),
        carrier=Carrier.CD,
        holdings=412,
    )
    return BibRecord.objects.create(
        source=source, number=number, oclc_number="", title=title, data=to_json(told), raw="<r/>"
    )


EVIDENCE = (
    Evidence(Field.GTIN, Verdict.AGREE, GTIN, GTIN, 1.0, "The UPC is the same."),
    Evidence(Field.TITLE, Verdict.PARTIAL, "Kind", "Kind of blue", 0.8, "The title is alike."),
    Evidence(Field.LABEL, Verdict.ABSENT, "Columbia", "", None, "The record gives no label."),
    Evidence(Field.YEARS, Verdict.CONFLICT, "1997", "1987", 0.0, "The years differ."),
)


def matched(disc: Disc, found: BibRecord, *, high: bool = False) -> None:
    disc.candidates.create(
        revision=disc.revision, record=found, rank=1, score=90, evidence_data=to_json_list()
    )
    key = (found.source.name, found.number)
    reasons = () if high else ("2 of 12 tracks differ.",)
    tier = Tier.HIGH if high else Tier.MEDIUM
    choice = Choice(key, tier, 93 if high else 61, "Number and UPC agree.", reasons)
    disc.matches.create(
        revision=disc.revision, record=found, choice_data=to_json(choice), made_by="rules"
    )
    verified = Verified(
        tier=tier,
        confidence=choice.confidence,
        reasons=reasons,
        tracks=TrackComparison(score=50, pairs=(TrackPair(0, 0, 0.98),), missing=(1,), extra=(1,)),
        years=YearComparison(Verdict.CONFLICT, "The record is of another year."),
    )
    disc.verifications.create(revision=disc.revision, data=to_json(verified))


def to_json_list() -> list[object]:
    return [to_json(one) for one in EVIDENCE]


def runs(disc: Disc, **states: str) -> None:
    """All five runs, done where no other state is given."""
    for stage in Stage.values:
        state = states.get(stage, State.DONE)
        error = "The photo is blurred." if state == State.FAILED else ""
        StageRun.objects.create(disc=disc, stage=stage, state=state, error=error)


def finish(disc: Disc, *, title: str = "Kind of blue", high: bool = False) -> BibRecord:
    """The disc as it stands when all stages have ended."""
    found = BibRecord.objects.filter(number="123").first() or record()
    read(disc, title)
    matched(disc, found, high=high)
    runs(disc)
    disc.confidence = 93 if high else 61
    disc.needs_review = not high
    if high:
        disc.accepted_source, disc.accepted_number = found.source.name, found.number
    disc.save()
    return found
