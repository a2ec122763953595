"""Photos that are hard to read are flagged, and good photos are not."""

import io
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from processing import imaging
from processing.imaging import flaws
from processing.sample import fonts, photos

SHARP = [name for name in photos.photo_names() if "209" not in name]  # 209 is drawn blurred
SOME = SHARP[1::9]


@cache
def working(name: str) -> Image.Image:
    return imaging.derive(io.BytesIO(photos.render(name))).small


def moved(image: Image.Image, pixels: int, degrees: float) -> Image.Image:
    """As if the camera had been moved by so many pixels while the photo was taken."""
    steps = np.linspace(-pixels / 2, pixels / 2, 2 * pixels)
    angle = np.radians(degrees)
    total = np.zeros((image.height, image.width, 3), np.float32)
    for step in steps:
        shift = (1, 0, step * np.cos(angle), 0, 1, step * np.sin(angle))
        total += np.asarray(
            image.transform(image.size, Image.Transform.AFFINE, shift, Image.Resampling.BILINEAR)
        )
    return Image.fromarray((total / len(steps)).astype(np.uint8))


@pytest.mark.parametrize("name", SOME)
def test_a_sharp_photo_has_no_flaw(name: str) -> None:
    assert imaging.flaw_of(working(name)) == ""


@pytest.mark.parametrize("name", SOME)
def test_a_little_blur_that_can_still_be_read_is_no_flaw(name: str) -> None:
    assert imaging.flaw_of(working(name).filter(ImageFilter.GaussianBlur(1))) == ""


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("radius", [3, 5, 8])
def test_a_photo_out_of_focus_is_blurred(name: str, radius: float) -> None:
    assert imaging.flaw_of(working(name).filter(ImageFilter.GaussianBlur(radius))) == "blurred"


@pytest.mark.parametrize("name", SOME[:2])
@pytest.mark.parametrize("degrees", [0, 90])
def test_a_photo_taken_with_a_moving_camera_is_blurred(name: str, degrees: float) -> None:
    assert imaging.flaw_of(moved(working(name), 16, degrees)) == "blurred"


def test_real_photos_of_a_cd_are_sharp(shared: Path) -> None:
    for path in sorted((shared / "photos").glob("*.jpg")):
        with path.open("rb") as file:
            assert imaging.flaw_of(imaging.derive(file).small) == ""


def test_a_white_back_with_three_lines_of_text_is_not_blurred() -> None:
    image = Image.new("RGB", (2048, 1536), "white")
    for row in range(3):
        ImageDraw.Draw(image).text(
            (200, 300 + 90 * row), "1. Prelude in C  2. Fugue", "black", fonts.font("source", 60)
        )
    assert imaging.flaw_of(image) == ""
    assert imaging.flaw_of(image.filter(ImageFilter.GaussianBlur(5))) == "blurred"


@pytest.mark.parametrize("colour", ["white", "black", (120, 130, 140)])
def test_where_nothing_is_to_be_seen_nothing_is_blurred(colour: object) -> None:
    assert imaging.flaw_of(Image.new("RGB", (2048, 1536), colour)) == ""  # type: ignore[arg-type]


def test_noise_is_not_taken_for_sharpness() -> None:
    blurred = np.asarray(working(SOME[0]).filter(ImageFilter.GaussianBlur(5)), dtype=np.int16)
    noise = np.random.default_rng(1).normal(0, 5, blurred.shape)
    noisy = Image.fromarray(np.clip(blurred + noise, 0, 255).astype(np.uint8))
    assert imaging.flaw_of(noisy) == "blurred"


def test_a_small_photo_is_tiny() -> None:
    assert imaging.flaw_of(Image.new("RGB", (flaws.TINY_SIDE - 1, 500))) == "tiny"
    assert imaging.flaw_of(Image.new("RGB", (500, flaws.TINY_SIDE))) == ""
