"""Which files are accepted, refused (in words) and what is made of them."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from processing import imaging, optional
from processing.imaging import Refused

LIMIT = 10 << 20


def picture(size: tuple[int, int] = (640, 480), **options: object) -> bytes:
    kind = str(options.pop("format", "JPEG"))
    image = Image.effect_noise(size, 80).convert(str(options.pop("mode", "RGB")))
    out = io.BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def check(content: bytes) -> imaging.Checked:
    return imaging.check(io.BytesIO(content), max_bytes=LIMIT)


@pytest.mark.parametrize(
    ("kind", "extension"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp"), ("TIFF", ".tiff")]
)
def test_the_usual_formats_are_photos(kind: str, extension: str) -> None:
    assert check(picture(format=kind)) == imaging.Checked("photo", extension)


def pdf(pages: int) -> bytes:
    first, *rest = [Image.new("RGB", (300, 200), "white") for _ in range(pages)]
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=72)
    return out.getvalue()


def tiff(frames: int) -> bytes:
    first, *rest = [Image.new("RGB", (30, 20 + n), "white") for n in range(frames)]
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=rest)
    return out.getvalue()


def test_each_page_of_a_pdf_is_a_photo() -> None:
    assert check(pdf(3)) == imaging.Checked("pdf", ".pdf", 3)


def test_each_frame_of_a_tiff_is_a_photo() -> None:
    assert check(tiff(2)) == imaging.Checked("tiff", ".tif", 2)


def bomb() -> bytes:
    """A PNG of 60,000 × 60,000 pixels in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zeros(content: bytes) -> bytes:
    """What an interrupted copy may leave: the whole size, but nothing in its end."""
    return content[:-20_000] + b"\0" * 20_000


def moving(kind: str) -> bytes:
    first, second = Image.new("RGB", (60, 40), "red"), Image.new("RGB", (60, 40), "blue")
    out = io.BytesIO()
    first.save(out, kind, save_all=True, append_images=[second])
    return out.getvalue()


def sized(height: int, width: int) -> bytes:
    """A JPEG that says it has this size."""
    content = picture((60, 40))
    start = content.index(b"\xff\xc0") + 5
    return content[:start] + struct.pack(">HH", height, width) + content[start + 4 :]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"", "empty"),
        (lambda: b"\0" * (LIMIT + 1), "at most 10 MB"),
        (bomb, "million pixels"),
        (lambda: b"Dear sir or madam, this is a letter", "not a photo"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a photo"),
        (lambda: b"GIF89a" + b"\0" * 50, "not a photo"),
        (lambda: cut(picture()), "breaks off"),
        (lambda: cut(picture(format="PNG")), "breaks off"),
        (lambda: cut(picture(format="WEBP")), "damaged"),
        (lambda: b"%PDF-1.4 this is not one", "PDF is damaged"),
        (lambda: b"\xff\xd8\xff\xe0", "not a photo"),
        (lambda: picture()[:-1], "breaks off"),
        (lambda: picture()[:-3000], "breaks off"),
        (lambda: picture(progressive=True)[:-500], "breaks off"),
        (lambda: zeros(picture((2000, 1500))), "breaks off"),
        (lambda: sized(0, 60), "not a photo"),
        (lambda: sized(40, 0), "not a photo"),
        (lambda: sized(65_000, 65_000), "million pixels"),
        (lambda: moving("GIF"), "JPEG, PNG, TIFF, WebP, HEIC, PDF and ZIP are accepted"),
        (lambda: moving("WEBP"), "This picture moves"),
        (lambda: moving("PNG"), "This picture moves"),
    ],
)
def test_bad_files_are_refused_in_words(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(Refused, match=words):
        check(make())


@pytest.mark.parametrize("filled", [b"\0" * 30_000, b"SEFT" * 500])
def test_what_some_cameras_write_after_the_image_is_no_fault(filled: bytes) -> None:
    assert check(picture() + filled).kind == "photo"


@pytest.mark.parametrize("options", [{"mode": "CMYK"}, {"mode": "L"}, {"progressive": True}])
def test_every_kind_of_jpeg_can_be_used(options: dict[str, object]) -> None:
    content = picture(**options)
    assert check(content).kind == "photo"
    assert imaging.derive(io.BytesIO(content)).upright.mode == "RGB"


def test_pillows_own_verify_would_have_passed_the_truncated_photo() -> None:
    """Why `check` looks for itself: this is the trap that the facts describe."""
    with Image.open(io.BytesIO(cut(picture()))) as image:
        image.verify()


def test_the_working_jpeg_is_upright_small_and_carries_no_exif() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Camera of a patron"
    exif.get_ifd(0x8825)[1] = "N"  # a place
    content = picture((3000, 2000), exif=exif)
    derived = imaging.derive(io.BytesIO(content))
    assert (derived.width, derived.height) == (1365, 2048)
    for made in (derived.working, derived.thumb):
        with Image.open(io.BytesIO(made)) as image:
            assert not image.getexif()
        assert b"Camera" not in made
    assert max(Image.open(io.BytesIO(derived.thumb)).size) == 320


def test_a_small_photo_is_not_blown_up() -> None:
    assert imaging.derive(io.BytesIO(picture((400, 300)))).width == 400


def test_what_is_transparent_becomes_white() -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(clear, "PNG")
    derived = imaging.derive(io.BytesIO(clear.getvalue()))
    assert derived.upright.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_every_colour_mode_can_be_used(mode: str) -> None:
    content = picture(mode=mode, format="TIFF")
    assert imaging.derive(io.BytesIO(content)).upright.mode == "RGB"


@pytest.mark.skipif(not optional.available("pillow_heif"), reason="pillow-heif is not installed")
def test_a_phones_heic_photo_is_read() -> None:
    heif = optional.load("pillow_heif")
    assert heif is not None
    heif.register_heif_opener()
    content = picture((320, 200), format="HEIF")
    assert check(content).kind == "photo"
    assert imaging.derive(io.BytesIO(content)).width == 320


def test_without_the_package_a_heic_photo_is_refused_with_what_to_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(optional, "available", lambda name: False)
    with pytest.raises(Refused, match="Most Compatible"):
        check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100)


def test_a_scanners_16_bit_grey_is_scaled_and_not_clipped_to_white() -> None:
    image = Image.new("I;16", (30, 10))
    for x in range(30):
        for y in range(10):
            image.putpixel((x, y), (1 + x // 10) * 16384)
    for kind in ("PNG", "TIFF"):
        out = io.BytesIO()
        image.save(out, kind)
        upright = imaging.derive(io.BytesIO(out.getvalue())).upright
        assert [upright.getpixel((x, 5)) for x in (5, 15, 25)] == [
            (v, v, v) for v in (64, 128, 192)
        ]


def test_what_must_be_decoded_whole_has_a_lower_limit() -> None:
    out = io.BytesIO()
    Image.new("1", (10_000, 9_000)).save(out, "PNG")
    with pytest.raises(Refused, match="80 million pixels"):
        check(out.getvalue())
