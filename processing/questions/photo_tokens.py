"""The input tokens of an upload's photos."""

from django.db.models import Count

from processing.clients import image_tokens
from processing.models import Disc, Photo, State, Upload

UNOPENED = (1824, 1368)  # pixels: a photo that is not opened yet is taken for one of a phone


def photo_tokens(upload: Upload, model: str) -> int:
    """Of all photos that belong to a disc; few sizes occur, so they are counted by size."""
    photos = Photo.objects.filter(upload=upload, disc__isnull=False)
    sizes = photos.exclude(disc__repeat=Disc.Repeat.SKIP).exclude(state=State.FAILED)
    rows = sizes.order_by().values_list("width", "height").annotate(n=Count("pk"))
    return sum(n * image_tokens.tokens(model, *_size(w, h)) for w, h, n in rows)


def _size(width: int, height: int) -> tuple[int, int]:
    return (width, height) if width and height else UNOPENED
