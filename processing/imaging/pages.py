"""Files of several pages: each page of a PDF and each frame of a TIFF is a photo.

PDFs are drawn in a child process (`pdf_child`), which is ended where a page takes too long.
"""

import io
import subprocess
import sys
import threading
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from processing.imaging.deriving import upright
from processing.imaging.localfile import on_disk
from processing.imaging.opening import BREAKS_OFF, BROKEN, open_image, refuse_too_large
from processing.imaging.refused import Refused

MAX_PAGES = 200
COUNT_SECONDS = 20.0  # to open a PDF and count its pages
PAGE_SECONDS = 60.0  # to draw one page; a usual one takes 0.2
MAX_BAD_PAGES = 3  # then the rest is not tried
MAX_ANSWER = 200 << 20  # bytes of a drawn page; a usual one has 1 MB
_CHILD = Path(__file__).with_name("pdf_child.py")
_DAMAGED = "The PDF is damaged or locked with a password."
_ENOUGH = threading.BoundedSemaphore(2)  # eight PDFs at once must not start eight children


class _Failed(Exception):
    """The child gave no page; the message says what happened to it."""


class _Child:
    """PDFium in a process of its own, with one PDF open."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_CHILD), str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, number: int, seconds: float) -> bytes:
        """The page as JPEG, or for 0 the number of pages; raises _Failed."""
        watch = threading.Timer(seconds, self._process.kill)
        watch.start()
        try:
            return self._answer(number)
        except OSError as error:  # the child has ended
            raise _Failed from error
        finally:
            watch.cancel()

    def _answer(self, number: int) -> bytes:
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answered is not None
        asked.write(b"%d\n" % number)
        asked.flush()
        head = answered.read(9)
        length = int.from_bytes(head[1:], "big")
        content = answered.read(min(length, MAX_ANSWER)) if len(head) == 9 else b""
        if head[:1] not in (b"n", b"j") or len(content) != length:
            raise _Failed
        return content

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was left to write has no reader
                    continue
        self._process.wait()


@contextmanager
def _child(path: Path) -> Iterator[_Child]:
    child = _Child(path)
    try:
        yield child
    finally:
        child.end()


def count_pages(file: BinaryIO) -> int:
    """The pages of a PDF; raises Refused where it cannot be opened or has too many."""
    with _ENOUGH, on_disk(file) as path, _child(path) as child:
        pages = _count(child)
    if pages > MAX_PAGES:
        raise Refused(f"The PDF has {pages} pages; at most {MAX_PAGES} are accepted.")
    if not pages:
        raise Refused("The PDF has no pages.")
    return pages


def _count(child: _Child) -> int:
    try:
        return int(child.ask(0, COUNT_SECONDS))
    except _Failed as error:
        raise Refused(_DAMAGED) from error


def pdf_pages(path: Path, skip: Container[int] = ()) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and JPEG at 300 dpi of each page that is not to be skipped.

    Pages that cannot be drawn are passed over; Refused, at the end, names them.
    """
    with path.open("rb") as file:
        wanted = [number for number in range(1, count_pages(file) + 1) if number not in skip]
    bad: list[int] = []
    while wanted and len(bad) < MAX_BAD_PAGES:
        with _child(path) as child:
            yield from _drawn(child, wanted, bad)
    if bad:
        raise Refused(_bad_pages(bad, left=len(wanted)))


def _drawn(child: _Child, wanted: list[int], bad: list[int]) -> Iterator[tuple[int, bytes]]:
    """Takes pages from `wanted` until one fails: after that the child may be gone."""
    while wanted:
        number = wanted.pop(0)
        try:
            page = child.ask(number, PAGE_SECONDS)
        except _Failed:
            bad.append(number)
            return
        yield number, page


def _bad_pages(bad: list[int], left: int) -> str:
    one = len(bad) == 1
    names = ", ".join(str(number) for number in bad)
    rest = f" The {left} pages after them were not tried." if left else ""
    return (
        f"{'Page' if one else 'Pages'} {names} of the PDF cannot be drawn.{rest} The other pages "
        f"are here: scan {'that one' if one else 'those'} again and add {'it' if one else 'them'}."
    )


def tiff_frames(path: Path, skip: Container[int] = ()) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and PNG of each frame that is not to be skipped: nothing is lost."""
    with path.open("rb") as file, open_image(file) as image:
        for number in range(1, MAX_PAGES + 1):
            if not _has_frame(image, number):
                return
            if number in skip:
                continue
            refuse_too_large(image)
            out = io.BytesIO()
            upright(image).save(out, "PNG", compress_level=3)
            yield number, out.getvalue()


def _has_frame(image: Image.Image, number: int) -> bool:
    try:
        image.seek(number - 1)
    except EOFError:
        return False
    except BROKEN as error:
        raise Refused(BREAKS_OFF) from error
    return True
