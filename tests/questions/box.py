"""A box of discs with real photos, what is to be seen on them, and the records that describe them."""

import io
import random
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from processing.catalog.reading import CleanTrack, YearKind
from processing.catalog.record import Carrier, PublisherNumber, Record
from processing.models import Disc, Photo, Source, State, Upload
from processing.sources.storing import prepare, store
from tests.standins.openai import StandIn
from tests.standins.openai.images import look

SIZE = (800, 600)
TRACKS = ("Opening", "Middle part", "Closing")


def picture(seed: int) -> Image.Image:
    """A picture of large blocks: unlike every other in its look."""
    dice = random.Random(seed)
    image = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(image)
    for column in range(9):
        for row in range(8):
            shade = dice.randrange(256)
            box = (column * 90, row * 76, column * 90 + 90, row * 76 + 76)
            draw.rectangle(box, fill=(shade, shade, shade))
    return image


def jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"text": words, "photo": 0, "legibility": "clear", "romanized": None, **more}


def title_of(number: int) -> str:
    """Words that no other disc of the box has."""
    return f"Music of the {['north', 'south', 'east', 'west', 'inner', 'outer'][number % 6]} lake no. {number}"


def number_of(number: int) -> str:
    return f"ABC {4000 + number}-2"


def front(number: int) -> dict[str, Any]:
    """What a front shows."""
    return {"title": text(title_of(number)), "name": text(f"Ensemble {number} Lund")}


def back(number: int) -> dict[str, Any]:
    """What a back shows."""
    tracks = [
        {
            "disc": None,
            "number": place,
            "title": text(f"{title} {number}"),
            "responsibility": None,
            "duration": f"{place}:0{place}",
        }
        for place, title in enumerate(TRACKS, start=1)
    ]
    year = {"year": 1999, "kind": "phonogram", "statement": "℗ 1999 Lake", "photo": 0}
    shown = {"text": number_of(number), "photo": 0, "legibility": "clear", "label": "Lake"}
    return {
        "labels": [text("Lake")],
        "publisher_numbers": [shown],
        "years": [{**year, "legibility": "clear"}],
        "tracks": tracks,
    }


def record(of: int, **more: Any) -> Record:
    """The record that describes the disc of this number."""
    fields: dict[str, Any] = {
        "source": "books",
        "number": f"{700_000 + of}",
        "oclc_number": f"{700_000 + of}",
        "title": title_of(of),
        "titles": (title_of(of),),
        "name": f"Ensemble {of} Lund",
        "names": (f"Ensemble {of} Lund",),
        "labels": ("Lake",),
        "publisher_numbers": (PublisherNumber(number_of(of), "Lake"),),
        "years": {YearKind.RELEASED: (1999,)},
        "tracks": tuple(CleanTrack(f"{title} {of}") for title in TRACKS),
        "carrier": Carrier.CD,
        "record_type": "j",
        "cataloging_language": "eng",
        "encoding_level": " ",
    }
    return Record(**{**fields, **more})


def catalogue(*records: Record) -> None:
    """Puts the records into the local catalogue."""
    source, _ = Source.objects.get_or_create(name="books")
    store(source, [prepare(one, "") for one in records])


def add_photo(disc: Disc, role: str, image: Image.Image) -> Photo:
    content = jpeg(image)
    number = Photo.objects.count()
    return Photo.objects.create(
        upload=disc.upload,
        disc=disc,
        sha256=f"{number:064d}",
        name=f"{disc.item_barcode}{role[0]}.jpg",
        role=role,
        original=ContentFile(content, name=f"{number}.jpg"),
        working=ContentFile(content, name=f"{number}.jpg"),
        width=image.width,
        height=image.height,
        state=State.DONE,
    )


def box(
    stand_in: StandIn, discs: int, sees: Callable[[int], list[dict[str, Any]]] | None = None
) -> Upload:
    """An upload of discs with a front and a back each; the stand-in sees what stands on them."""
    upload = Upload.objects.create(name="Box of the lake")
    for number in range(1, discs + 1):
        disc = Disc.objects.create(
            upload=upload,
            position=number,
            item_barcode=f"059173{upload.pk % 1000:03d}00{number:04d}",
        )
        shown = sees(number) if sees else [front(number), back(number)]
        for side, (role, seen) in enumerate(zip(("front", "back"), shown, strict=True)):
            image = picture(1000 * upload.pk + 10 * number + side)
            add_photo(disc, role, image)
            stand_in.truth.add({"photos": [{"look": f"{look(image):016x}", "sees": seen}]})
    return upload
