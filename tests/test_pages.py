"""PDFs and TIFFs of several pages: every page a photo, no page can hold up the program."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from processing import imaging
from processing.imaging import Refused, pages
from tests.pipeline_help import in_threads
from tests.test_imaging import check, pdf, tiff


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[bytes], Path]:
    def store(content: bytes) -> Path:
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return store


def test_a_pdf_page_is_drawn_at_300_dpi(stored: Callable[[bytes], Path]) -> None:
    _, page = next(imaging.pdf_pages(stored(pdf(1))))
    assert Image.open(io.BytesIO(page)).size == (1250, 834)


def test_a_tiff_frame_loses_nothing(stored: Callable[[bytes], Path]) -> None:
    found = imaging.tiff_frames(stored(tiff(2)))
    frames = [Image.open(io.BytesIO(frame)) for _, frame in found]
    assert [frame.size for frame in frames] == [(30, 20), (30, 21)]
    assert {frame.format for frame in frames} == {"PNG"}


def test_pages_that_are_there_already_are_not_drawn_again(
    stored: Callable[[bytes], Path],
) -> None:
    assert [number for number, _ in imaging.pdf_pages(stored(pdf(3)), {1, 3})] == [2]
    assert [number for number, _ in imaging.tiff_frames(stored(tiff(3)), {2})] == [1, 3]


def test_many_threads_may_draw_and_count_pages_at_once(stored: Callable[[bytes], Path]) -> None:
    content = pdf(4)
    path = stored(content)
    work = [lambda: len(list(imaging.pdf_pages(path)))] * 3 + [lambda: check(content).photos] * 3
    assert in_threads(*work) == [4] * 6


def test_a_name_from_a_browser_is_never_taken_for_a_path(tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(pdf(2))

    class Sent(io.BytesIO):
        name = str(secret)

    with imaging.on_disk(Sent(b"what was sent")) as path:
        assert path.read_bytes() == b"what was sent"
    with secret.open("rb") as file, imaging.on_disk(file) as path:
        assert path == secret


@pytest.mark.parametrize("content", [b"%PDF-1.4 this is not one", pdf(2)[:200], b"%PDF-1.7\n" * 9])
def test_a_damaged_pdf_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Refused, match="PDF is damaged"):
        check(content)


def broken_page(number: int, of: int = 4) -> bytes:
    """A PDF in which one page's object cannot be read: the page tree leads to nothing."""
    kids = " ".join(f"{page + 3} 0 R" for page in range(of))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {of} >>",
        *("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] >>" for _ in range(of)),
    ]
    objects[number + 1] = "(no page at all)"
    out = "%PDF-1.4\n" + "".join(
        f"{index} 0 obj\n{text}\nendobj\n" for index, text in enumerate(objects, start=1)
    )
    return (out + "trailer << /Root 1 0 R >>\n%%EOF\n").encode()


def drawn(found: Iterator[tuple[int, bytes]]) -> tuple[list[int], str]:
    """The pages that were drawn, and in which words the rest was refused."""
    numbers = []
    try:
        for number, _ in found:
            numbers.append(number)
    except Refused as error:
        return numbers, str(error)
    return numbers, ""


def test_a_page_that_cannot_be_drawn_is_named_and_the_others_go_on(
    stored: Callable[[bytes], Path],
) -> None:
    numbers, words = drawn(imaging.pdf_pages(stored(broken_page(2))))
    assert numbers == [1, 3, 4]
    assert words.startswith("Page 2 of the PDF cannot be drawn.")


def slow_page() -> bytes:
    """A page of 40 KB that keeps PDFium busy for hours: forms that draw each other, ten times each."""
    levels = 12
    forms = [
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 72 72] /Resources << /XObject "
        f"<< /F {level + 5} 0 R >> >> /Length {len('/F Do ' * 10)} >>\nstream\n{'/F Do ' * 10}\nendstream"
        for level in range(levels)
    ]
    square = "0 0 72 72 re f 10 10 m 60 60 l S"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] /Contents 5 0 R "
        "/Resources << /XObject << /F 4 0 R >> >> >>",
        *forms,
        f"<< /Length {len(square)} >>\nstream\n{square}\nendstream",
    ]
    # Object 4 is the first form; the page's own contents draw it, the last form draws a square.
    objects[2] = objects[2].replace("5 0 R", f"{len(objects) + 1} 0 R")
    objects[-1] = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 72 72] /Length "
        f"{len(square)} >>\nstream\n{square}\nendstream"
    )
    objects.append("<< /Length 5 >>\nstream\n/F Do\nendstream")
    out = "%PDF-1.4\n" + "".join(
        f"{index} 0 obj\n{text}\nendobj\n" for index, text in enumerate(objects, start=1)
    )
    return (out + "trailer << /Root 1 0 R >>\n%%EOF\n").encode()


def test_a_page_that_takes_for_ever_is_given_up(
    stored: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PAGE_SECONDS", 1.5)
    numbers, words = drawn(imaging.pdf_pages(stored(slow_page())))
    assert (numbers, words[:6]) == ([], "Page 1")


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(Refused, match="201 pages"):
        check(broken_page(1, of=201))


def test_a_tiff_that_leads_in_a_circle_ends() -> None:
    content = bytearray(tiff(2))
    first = int.from_bytes(content[4:8], "little")
    entries = int.from_bytes(content[first : first + 2], "little")
    following = first + 2 + 12 * entries
    content[following : following + 4] = content[4:8]  # the first frame again and again
    assert check(bytes(content)).photos == 1
