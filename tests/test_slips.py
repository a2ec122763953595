"""Separator slips: every slip of a sheet is read again, from the sheet and from a poor photo of it."""

import io

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from processing import slips
from processing.catalog import stickers
from processing.readers import barcodes


def pages(content: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.render(scale=150 / 72).to_pil().convert("RGB") for page in pdf]


def numbers(image: Image.Image) -> list[int]:
    found = barcodes.decode(image)
    assert stickers.is_slip((code.text, code.format) for code in found)
    return sorted(int(code.text.removeprefix(stickers.SLIP)) for code in found)


def test_every_slip_of_a_sheet_can_be_read() -> None:
    drawn = pages(slips.sheets(first=17, count=11))
    assert [numbers(page) for page in drawn] == [list(range(17, 25)), [25, 26, 27]]


def test_a_sheet_is_a4() -> None:
    with pypdfium2.PdfDocument(slips.sheets(first=1, count=1)) as pdf:
        width, height = pdf[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)


def seen_askew(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The image on a dark table of this size, from the side: its right edge is shorter."""
    width, height = size
    corners = [(300, 260), (width - 420, 380), (width - 500, height - 330), (240, height - 180)]
    source = [(0, 0), (image.width, 0), (image.width, image.height), (0, image.height)]
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    matrix = np.linalg.solve(np.array(rows, float), np.array(values, float))
    return image.transform(
        size,
        Image.Transform.PERSPECTIVE,
        list(matrix),
        Image.Resampling.BICUBIC,
        fillcolor=(60, 50, 45),
    )


def poor_photo(image: Image.Image) -> Image.Image:
    askew = seen_askew(image, (2000, 1500)).filter(ImageFilter.GaussianBlur(2.5))
    out = io.BytesIO()
    askew.point(lambda value: 30 + value * 0.7).save(out, "JPEG", quality=60)
    return Image.open(out)


@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_slip_is_read_from_a_blurred_photo_taken_askew(turn: int) -> None:
    sheet = pages(slips.sheets(first=1, count=8))[0]
    slip = sheet.crop((0, 0, sheet.width // 2, sheet.height // 4)).rotate(turn, expand=True)
    assert numbers(poor_photo(slip)) == [1]


def test_a_whole_sheet_is_read_from_one_photo() -> None:
    sheet = pages(slips.sheets(first=101, count=8))[0].rotate(90, expand=True)
    assert numbers(seen_askew(sheet, (3000, 2200))) == list(range(101, 109))


@pytest.mark.parametrize(("first", "count"), [(0, 1), (1, 0), (1, 501), (-5, 3)])
def test_no_slips_are_made_without_sense(first: int, count: int) -> None:
    with pytest.raises(ValueError, match="numbered from 1"):
        slips.sheets(first=first, count=count)


def test_many_slips_are_made_quickly_and_small() -> None:
    assert len(slips.sheets(first=9_901, count=200)) < 3_000_000
