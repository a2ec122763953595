"""Draws pages of one PDF in a process of its own; started by `pages`, imports nothing of the program.

PDFium is a large program that reads hostile files: here it may crash, hang or eat memory, and
only this process ends. Asked on stdin: `0` for the number of pages, else a page's number, one
a line. Answers on stdout: one letter (`n` number, `j` JPEG, `e` error), the length in 8 bytes,
and the content. Ends when stdin does, so it never outlives its parent.
"""

import importlib.util
import io
import sys

import pypdfium2

SCALE = 300 / 72  # 300 dpi
MAX_PIXELS = 40_000_000  # a larger page is drawn with fewer dots
MAX_MEMORY = 4 << 30  # bytes of address space, most of it never used
QUALITY = 90


def limit_memory() -> None:
    """Where the system can do it; elsewhere the limit of time must do."""
    if importlib.util.find_spec("resource"):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def draw(pdf: pypdfium2.PdfDocument, number: int) -> bytes:
    page = pdf[number - 1]
    width, height = page.get_size()
    scale = min(SCALE, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    image = page.render(scale=scale).to_pil().convert("RGB")
    page.close()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def answer(kind: bytes, content: bytes) -> None:
    sys.stdout.buffer.write(kind + len(content).to_bytes(8, "big") + content)
    sys.stdout.buffer.flush()


def main() -> None:
    limit_memory()
    with pypdfium2.PdfDocument(sys.argv[1]) as pdf:
        for line in sys.stdin:
            try:
                number = int(line)
                if number:
                    answer(b"j", draw(pdf, number))
                else:
                    answer(b"n", str(len(pdf)).encode())
            except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError) as error:
                answer(b"e", str(error).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
