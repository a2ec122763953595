"""One real album as reading and record, for the tests of comparing and choosing."""

from processing.catalog.reading import CleanReading, CleanTrack, YearKind
from processing.catalog.record import Carrier, PublisherNumber, Record

GTIN = "00074646493526"
OTHER_GTIN = "05099706493525"
TRACKS = tuple(
    CleanTrack(title, number=number)
    for number, title in enumerate(
        ("So What", "Freddie Freeloader", "Blue in Green", "All Blues", "Flamenco Sketches"), 1
    )
)

READING = CleanReading(
    title="Kind of Blue",
    name="Miles Davis",
    labels=("Columbia/Legacy",),
    gtins=(GTIN,),
    publisher_numbers=("CK 64935",),
    years={YearKind.PHONOGRAM: (1997,)},
    tracks=TRACKS,
    disc_count=1,
)

RECORD = Record(
    source="worldcat",
    number="36889362",
    oclc_number="36889362",
    title="Kind of blue",
    titles=("Kind of blue",),
    name="Davis, Miles",
    names=("Davis, Miles", "Coltrane, John, 1926-1967"),
    responsibility="Miles Davis",
    labels=("Columbia/Legacy",),
    gtins=(GTIN,),
    publisher_numbers=(PublisherNumber("CK 64935", "Columbia/Legacy"),),
    years={YearKind.RELEASED: (1997,)},
    tracks=TRACKS,
    extent="1 audio disc",
    disc_count=1,
    carrier=Carrier.CD,
    record_type="j",
    cataloging_language="eng",
    encoding_level=" ",
)
