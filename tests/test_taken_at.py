"""When a photo was taken, as far as its camera can be believed; hostile EXIF does no harm."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from processing import imaging

ORIGINAL, FRACTION = 0x9003, 0x9291


def photo(taken: str | None = None, fraction: str | None = None, raw: bytes = b"") -> bytes:
    exif = Image.Exif()
    for tag, value in ((ORIGINAL, taken), (FRACTION, fraction)):
        if value is not None:
            exif.get_ifd(0x8769)[tag] = value
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "JPEG", exif=raw or exif)
    return out.getvalue()


def taken_at(content: bytes) -> datetime | None:
    return imaging.derive(io.BytesIO(content)).taken_at


def test_the_cameras_clock_is_read_with_its_fraction() -> None:
    noon = datetime(2026, 5, 6, 12, 0, 7, tzinfo=UTC)
    assert taken_at(photo("2026:05:06 12:00:07")) == noon
    assert taken_at(photo("2026:05:06 12:00:07", "37")) == noon.replace(microsecond=370_000)
    assert taken_at(photo("2026:05:06 12:00:07", "junk")) == noon


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "0000:00:00 00:00:00",
        "2026:13:45 99:99:99",
        "1970:01:01 00:00:00",
        "\0" * 19,
    ],
)
def test_a_clock_that_makes_no_sense_is_not_believed(text: str) -> None:
    assert taken_at(photo(text)) is None


def test_a_photo_from_next_year_is_not_believed() -> None:
    then = datetime.now(UTC) + timedelta(days=400)
    assert taken_at(photo(f"{then:%Y:%m:%d %H:%M:%S}")) is None


def test_a_photo_without_exif_was_taken_nobody_knows_when() -> None:
    assert taken_at(photo()) is None


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow says so; the program goes on
@pytest.mark.parametrize(
    "raw",
    [
        b"Exif\0\0" + b"\xff" * 500,
        b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12\0\x09" * 80,
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\0\0\0\0",  # in a circle
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x02\0\x04\0\0\0abc\0\0\0\0\0",  # turned by a word
    ],
)
def test_hostile_exif_does_no_harm(raw: bytes) -> None:
    assert imaging.check(io.BytesIO(photo(raw=raw)), max_bytes=1 << 20).kind == "photo"
    assert imaging.derive(io.BytesIO(photo(raw=raw))).upright.size == (60, 40)
