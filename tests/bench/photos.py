"""Photos: barcodes, and the parts of taking a photo in, in milliseconds."""

import io
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image

from processing import imaging
from processing.readers import barcodes
from processing.sample import photos

REPEATS = 5


def milliseconds(work: Callable[[], Any]) -> float:
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def measure() -> Iterator[str]:
    """Lines of figures over two photos of the sample: a back with a UPC, a disc face without."""
    names = photos.photo_names()
    back, face = photos.render(names[1]), photos.render(names[2])
    yield f"check of a photo: {milliseconds(lambda: imaging.check(io.BytesIO(back), max_bytes=10**8)):.0f} ms"
    yield f"working JPEG and thumbnail: {milliseconds(lambda: imaging.derive(io.BytesIO(back))):.0f} ms"
    for title, content in (("with a UPC", back), ("without a barcode", face)):
        image = Image.open(io.BytesIO(content)).convert("RGB")
        plain, hard = image.copy(), image.copy()
        hard.thumbnail((2048, 2048))
        yield f"barcodes, photo {title}: plain {milliseconds(lambda p=plain: barcodes.decode(p)):.0f} ms"
        yield f"  the whole cascade: {milliseconds(lambda h=hard: barcodes.decode_hard(h)):.0f} ms"
