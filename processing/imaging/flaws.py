"""What makes a photo hard to read, seen when it is taken in.

Sharpness is the width of edges: how much of the step between two points some pixels apart lies
between neighbours. Only patches with strong edges are asked, so that a white back with three
lines of text is judged by these lines; and each direction by itself, since a moved camera blurs
one of them. The limits were chosen on four
backs, each blurred in 11 ways and read by OCR, and judged on the same four, so they are no proof:
of 24 views of which OCR read less than four words in five 22 are called blurred, of 22 of which
it read nine in ten or more 3 are. Of the 32 photos of the sample that are drawn sharp, and the
two of the one real CD at hand, none is.
"""

from PIL import Image, ImageChops

# Longest side in pixels below which a photo is too small. Of four backs that fill the photo the UPC
# was found on all at 640 (on two by the long search only) and on one at 480 (by that search), where
# OCR lost 9 to 18 of 100 words.
TINY_SIDE = 640
SIDE = 1536  # larger images are halved first: quick, and less noise
TILE = 96  # pixels; a patch is judged by itself
EDGES = 0.01  # of the pixels of a patch: its strongest edges
CONTRAST = 48  # grey levels from which on a step counts as an edge
MIN_TILES = 3  # patches with edges in one direction; fewer prove nothing
SHARPEST = 0.75  # of the patches, sorted: a blurred table behind a sharp disc does no harm
COARSE = 4  # times smaller: where edges are looked for that are wider than any far neighbour
# Near and far neighbours (across, down) of a direction, and the sharpness that is needed there.
DIRECTIONS = (
    ((1, 0), (6, 0), 0.34),
    ((0, 1), (0, 6), 0.34),
    ((1, 1), (4, 4), 0.36),
    ((1, -1), (4, -4), 0.36),
)


def flaw_of(image: Image.Image) -> str:
    """ "tiny" or "blurred" as `Photo.Flaw` has it, or "" for a photo that can be read.

    `image` is the working JPEG's: upright, longest side at most 2,048 pixels.
    """
    if max(image.size) < TINY_SIDE:
        return "tiny"
    gray = image.convert("L")
    if max(gray.size) >= SIDE:
        gray = gray.reduce(2)
    found = [(sharpness(gray, near, far), needed) for near, far, needed in DIRECTIONS]
    told = [(value, needed) for value, needed in found if value is not None]
    if told:
        return "blurred" if any(value < needed for value, needed in told) else ""
    return "blurred" if _has_edges(gray.reduce(COARSE)) else ""


def sharpness(gray: Image.Image, near: tuple[int, int], far: tuple[int, int]) -> float | None:
    """0 to 1: what part of a step over `far` lies between neighbours; None where nothing tells."""
    steps, reach = _differences(gray, near), _differences(gray, far)
    found = []
    for left in range(0, gray.width - TILE - far[0] + 1, TILE):
        for top in range(abs(far[1]), gray.height - TILE - abs(far[1]) + 1, TILE):
            tile = (left, top, left + TILE, top + TILE)
            height = _strong(reach.crop(tile))
            if height >= CONTRAST:
                found.append(_strong(steps.crop(tile)) / height)
    if len(found) < MIN_TILES:
        return None
    return sorted(found)[int(SHARPEST * len(found))]


def _has_edges(gray: Image.Image) -> bool:
    """Whether there is something to be seen in an image that is shrunk until no blur counts.

    A photo far out of focus has steps there and none at its full size; a blank sheet has neither.
    """
    return any(_strong(_differences(gray, far)) >= CONTRAST for _, far, _ in DIRECTIONS)


def _differences(gray: Image.Image, lag: tuple[int, int]) -> Image.Image:
    """Each pixel's distance in grey to the one that lies so many pixels on."""
    return ImageChops.difference(gray, ImageChops.offset(gray, -lag[0], -lag[1]))


def _strong(tile: Image.Image) -> int:
    """The difference that the strongest edges of a patch reach."""
    _, value = tile.getextrema()
    if not isinstance(value, int) or value < CONTRAST // 8:
        return 0
    counts, left = tile.histogram(), int(EDGES * tile.width * tile.height)
    while left >= counts[value] and value:
        left -= counts[value]
        value -= 1
    return value
