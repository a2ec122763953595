"""Search in imported records: each way of finding, joined, the strongest first."""

from dataclasses import replace as changed

import pytest

from processing.catalog.reading import CleanReading, CleanTrack
from processing.catalog.record import Carrier, PublisherNumber, Record
from processing.models import BibRecord, Source, Upload
from processing.sources import local
from processing.sources.storing import prepare, store

pytestmark = pytest.mark.django_db

BLUE = Record(
    "Ours",
    "blue",
    title="Kind of blue",
    titles=("Kind of blue",),
    name="Davis, Miles",
    names=("Davis, Miles",),
    gtins=("00074646493526",),
    publisher_numbers=(PublisherNumber("CK 64935", "Columbia"),),
    tracks=tuple(
        CleanTrack(title)
        for title in ("So what", "Freddie Freeloader", "Blue in green", "All blues")
    ),
    carrier=Carrier.CD,
)
SPAIN = changed(
    BLUE,
    number="spain",
    title="Sketches of Spain",
    titles=("Sketches of Spain",),
    gtins=("00074646514221",),
    publisher_numbers=(PublisherNumber("CK 65142"),),
    tracks=(CleanTrack("Concierto de Aranjuez"), CleanTrack("Will o' the wisp")),
)
PIANO = Record(
    "Ours",
    "piano",
    title="Piano sonatas",
    titles=("Piano sonatas", "Klaviersonaten"),
    name="Beethoven, Ludwig van, 1770-1827",
    names=("Beethoven, Ludwig van, 1770-1827", "Brendel, Alfred"),
    publisher_numbers=(PublisherNumber("446 093-2", "Philips"),),
)
ALL = (BLUE, SPAIN, PIANO)


def keep(*records: Record, source: str = "Ours", **more) -> Source:
    row, _ = Source.objects.get_or_create(name=source, defaults=more)
    store(row, [prepare(record, "") for record in records])
    return row


def found(reading: CleanReading, sources=None) -> dict[str, str]:
    """What is found: the number and by what, the strongest first."""
    hits = local.search(reading, Source.objects.all() if sources is None else sources)
    return {hit.record.number: hit.found_by for hit in hits}


@pytest.fixture
def _three():
    keep(*ALL)


@pytest.mark.usefixtures("_three")
class TestWaysOfFinding:
    def test_by_upc(self):
        reading = CleanReading(gtins=("00074646493526",))
        assert found(reading) == {"blue": "UPC/EAN 0 74646 49352 6"}

    def test_by_a_upc_that_was_not_read_in_full(self):
        reading = CleanReading(weak_gtins=("00074646493526",))
        assert found(reading) == {"blue": "UPC/EAN 0 74646 49352 6 (not read in full)"}

    def test_by_a_upc_that_is_damaged_in_the_record(self):
        keep(changed(BLUE, number="damaged", gtins=(), weak_gtins=("00074646493526",)))
        hits = found(CleanReading(gtins=("00074646493526",)))
        assert list(hits) == ["blue", "damaged"]
        assert hits["damaged"] == "UPC/EAN 0 74646 49352 6 (damaged in the record)"

    @pytest.mark.parametrize("number", ["CK 64935", "ck-64935", "CK64935", "64935"])
    def test_by_publisher_number_however_it_is_written(self, number):
        hits = found(CleanReading(publisher_numbers=(number,)))
        assert hits == {"blue": f"publisher number {number}"}

    @pytest.mark.parametrize("number", ["446 093-2", "446093-2", "446 093"])
    def test_by_publisher_number_without_its_carrier_digit(self, number):
        assert "piano" in found(CleanReading(publisher_numbers=(number,)))

    def test_by_title_and_name(self):
        hits = found(CleanReading(title="Sketches of Spain", name="Miles Davis"))
        assert hits == {"spain": "title and name", "blue": "name"}

    def test_by_another_form_of_the_title(self):
        assert found(CleanReading(title="Klaviersonaten")) == {"piano": "title"}

    def test_by_title_and_name_where_the_reader_confused_them(self):
        hits = found(CleanReading(title="Miles Davis", name="Sketches of Spain"))
        assert next(iter(hits)) == "spain"

    def test_by_tracks_alone(self):
        tracks = (CleanTrack("So what"), CleanTrack("Freddie Freeloader"), CleanTrack("xx"))
        assert found(CleanReading(tracks=tracks)) == {"blue": "track titles"}

    def test_not_by_one_track_of_many(self):
        tracks = tuple(CleanTrack(title) for title in ("So what", "Another one", "A third one"))
        assert found(CleanReading(tracks=tracks)) == {}

    def test_what_several_ways_find_is_one_hit_with_all_reasons(self):
        reading = CleanReading(
            title="Kind of blue",
            name="Miles Davis",
            gtins=("00074646493526",),
            publisher_numbers=("CK 64935",),
        )
        hits = found(reading)
        assert list(hits) == ["blue", "spain"]
        assert hits["blue"] == (
            "UPC/EAN 0 74646 49352 6; publisher number CK 64935; title and name"
        )

    @pytest.mark.parametrize(
        "title",
        [
            "Sketchcs of Spain",
            "Sketches of Spaln",
            "Sketchesof Spain",
            "SketchesofSpain",
            "Sket ches of Sp ain",
            "Sketohe5",
            "Slketches",
            "Sketces",
        ],
    )
    def test_by_a_title_that_the_ocr_damaged(self, title):
        assert found(CleanReading(title=title)) == {"spain": "title"}

    def test_nothing_read_finds_nothing(self):
        assert found(CleanReading()) == {}
        assert found(CleanReading(title="", name="", publisher_numbers=("",))) == {}

    def test_nothing_fitting_finds_nothing(self):
        reading = CleanReading(
            title="Zzyzx", name="Qwrtp", gtins=("00000000000017",), publisher_numbers=("ZZ 9",)
        )
        assert found(reading) == {}

    @pytest.mark.parametrize("title", ["' OR 1=1 --", "%", "_____", "💿", "椎名林檎", "a" * 5_000])
    def test_hostile_titles_do_no_harm(self, title):
        assert found(CleanReading(title=title, name=title)) == {}


def test_hits_bring_record_and_row():
    keep(BLUE)
    (hit,) = local.search(CleanReading(gtins=BLUE.gtins), Source.objects.all())
    assert hit.record == BLUE
    assert hit.row_id == BibRecord.objects.get().pk


def test_a_hit_of_our_own_is_held_and_bears_the_name_that_its_source_has_now():
    source = keep(BLUE, own=True)
    source.name = "Holdings"
    source.save()
    (hit,) = local.search(CleanReading(gtins=BLUE.gtins), Source.objects.all())
    assert (hit.record.held, hit.record.source) == (True, "Holdings")


def test_only_the_given_sources_are_searched():
    keep(BLUE)
    upload = Upload.objects.create(name="Sample")
    keep(changed(BLUE, number="sample"), source="Sample", upload=upload)
    reading = CleanReading(title="Kind of blue", gtins=BLUE.gtins)
    assert list(found(reading, Source.objects.filter(upload=None))) == ["blue"]
    assert list(found(reading, Source.objects.filter(upload=upload))) == ["sample"]
    assert found(reading, Source.objects.none()) == {}


def test_a_small_source_is_found_behind_a_large_one():
    keep(*(changed(BLUE, number=f"b{number}") for number in range(local.FILTERED_AT_ONCE + 60)))
    keep(changed(BLUE, number="sample"), source="Sample")
    own = Source.objects.filter(name="Sample")
    for reading in (
        CleanReading(gtins=BLUE.gtins),
        CleanReading(title="Kind of blue"),
        CleanReading(tracks=BLUE.tracks),
    ):
        assert list(found(reading, own)) == ["sample"]


def test_a_damaged_word_is_compared_with_the_words_of_the_searched_sources():
    keep(changed(BLUE, title="Kino", titles=()))
    keep(changed(BLUE, number="sample", title="Kind", titles=()), source="Sample")
    own = Source.objects.filter(name="Sample")
    assert list(found(CleanReading(title="Kino"), own)) == ["sample"]


def test_another_carrier_is_never_a_hit():
    keep(changed(BLUE, carrier=Carrier.OTHER))
    assert found(CleanReading(title="Kind of blue", gtins=BLUE.gtins)) == {}


def test_a_carrier_that_was_set_later_is_heeded():
    keep(BLUE)
    BibRecord.objects.update(carrier=Carrier.OTHER)
    assert found(CleanReading(gtins=BLUE.gtins)) == {}


def test_a_record_that_does_not_tell_its_carrier_is_a_hit():
    keep(changed(BLUE, carrier=Carrier.UNKNOWN))
    assert list(found(CleanReading(gtins=BLUE.gtins))) == ["blue"]


def test_no_more_than_fifty_are_found_the_fitting_ones_first():
    keep(
        *(changed(BLUE, number=f"b{n}", title=f"Blue {n}", titles=(), gtins=()) for n in range(80))
    )
    keep(BLUE)
    hits = found(CleanReading(title="Kind of blue", name="Miles Davis"))
    assert len(hits) == local.MAX_HITS
    assert next(iter(hits)) == "blue"


def test_the_number_of_queries_does_not_grow_with_the_records(django_assert_max_num_queries):
    reading = CleanReading(title="Kind of blue", name="Miles Davis", gtins=BLUE.gtins)
    keep(*(changed(BLUE, number=f"b{number}") for number in range(300)))
    with django_assert_max_num_queries(16):
        assert len(found(reading)) == local.MAX_HITS
