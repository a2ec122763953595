"""The table under the disc: wood, slate or cloth, made from seeded noise."""

from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageOps

GRAIN = {  # dark color, light color, grain cells across and down
    "oak": ("#a67c4c", "#d8b57e", (9, 260)),
    "walnut": ("#4a3222", "#7d5a3e", (7, 220)),
    "slate": ("#6b7075", "#8d9297", (220, 160)),
    "linen": ("#b9b4a8", "#d9d5ca", (600, 3)),
}
BROAD = (5, 4)  # cells of the slow change of tone over the table


def noise(size: tuple[int, int], rng: Random) -> Image.Image:
    """Gray noise; the same generator state gives the same picture."""
    return Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))


def surface(kind: str, size: tuple[int, int], rng: Random) -> Image.Image:
    """A table top of `size` in RGB."""
    dark, light, cells = GRAIN[kind]
    small = (size[0] // 2, size[1] // 2)
    fine = noise(cells, rng).resize(small, Image.Resampling.BICUBIC)
    if kind == "linen":
        threads = noise((3, 450), rng).resize(small, Image.Resampling.BICUBIC)
        fine = ImageChops.blend(fine, threads, 0.5)
    broad = noise(BROAD, rng).resize(small, Image.Resampling.BICUBIC)
    tone = ImageChops.blend(fine, broad, 0.35).filter(ImageFilter.GaussianBlur(0.8))
    return ImageOps.colorize(tone, dark, light).resize(size, Image.Resampling.BILINEAR)
