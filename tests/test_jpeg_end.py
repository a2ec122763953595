"""Whether a JPEG is whole is seen from its ends; what cannot be seen there is decoded."""

import io

import pytest
from PIL import Image

from processing import imaging
from processing.imaging import Refused
from processing.imaging.jpeg_end import is_whole

EMBEDDED_END = b"\xff\xe1\x00\x08Exif\xff\xd9"  # as where a camera's own thumbnail ends
STEP = 61


def photo(**options: object) -> bytes:
    out = io.BytesIO()
    image = Image.effect_noise((160, 120), 80).convert("RGB")
    image.save(out, "JPEG", **options)  # type: ignore[arg-type]
    return out.getvalue()


def whole(content: bytes) -> bool:
    return is_whole(io.BytesIO(content))


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"comment": b"a" * 500}])
def test_a_photo_as_a_camera_leaves_it_is_whole(options: dict[str, object]) -> None:
    assert whole(photo(**options))


@pytest.mark.parametrize("options", [{}, {"progressive": True}])
def test_a_photo_that_was_cut_off_anywhere_is_refused(options: dict[str, object]) -> None:
    content = photo(**options)
    for length in range(1, len(content) - 2, STEP):
        assert not whole(content[:length])
        with pytest.raises(Refused):
            imaging.check(io.BytesIO(content[:length]), max_bytes=len(content))


def test_the_end_of_a_thumbnail_is_not_the_end_of_the_photo() -> None:
    content = photo()
    assert not whole(content[:2] + EMBEDDED_END)
    assert whole(content[:2] + EMBEDDED_END + content[2:])


def test_markers_may_be_filled_up_but_not_without_end() -> None:
    content = photo()
    assert whole(content[:2] + b"\xff" * 9 + content[2:])
    assert not whole(content[:2] + b"\xff" * 5000 + content[2:])


@pytest.mark.parametrize("content", [b"", b"\xff", b"\xff\xd8", b"\xff\xd8\xff\xe1\0\0\xff\xd9"])
def test_what_has_no_image_data_is_not_whole(content: bytes) -> None:
    assert not whole(content)


def test_what_cameras_append_is_left_to_the_decoder() -> None:
    content = photo() + b"SEFT" * 300
    assert not whole(content)
    assert imaging.check(io.BytesIO(content), max_bytes=len(content)).kind == "photo"


def test_damage_between_the_ends_is_said_when_the_photo_is_opened() -> None:
    content = bytearray(photo())
    tables = content.index(b"\xff\xc4") + 5
    content[tables : tables + 16] = b"\xff" * 16
    assert whole(bytes(content))
    with pytest.raises(Refused, match="breaks off"):
        imaging.derive(io.BytesIO(content))
