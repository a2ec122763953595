"""Parts of a photo that are painted over before it is sent. The original stays as it is."""

from django.contrib.auth.models import User
from django.db import transaction

from processing.actions import changing
from processing.actions.errors import NotAllowed
from processing.models import Cover, Photo

LEAST = 8  # pixels a side: less was no covering but a slip of the hand
MOST = 50  # parts of one photo


def cover_photo(*, photo: Photo, left: int, top: int, right: int, bottom: int, by: User) -> Cover:
    """Covers a rectangle, in pixels of the working JPEG and clipped to it.

    The edges may be given from any corner. The same rectangle twice is one.
    """
    left, right = sorted((left, right))
    top, bottom = sorted((top, bottom))
    with transaction.atomic():
        upload = changing.lock(photo.upload)
        row = changing.lock_photos(upload, [photo])[0]
        if not row.working:
            raise NotAllowed(f"{row} is still being opened. Cover a part of it once it is shown.")
        edges = {
            "left": max(left, 0),
            "top": max(top, 0),
            "right": min(right, row.width),
            "bottom": min(bottom, row.height),
        }
        if min(edges["right"] - edges["left"], edges["bottom"] - edges["top"]) < LEAST:
            raise NotAllowed(
                f"The part must be at least {LEAST} pixels wide and high, and on the photo, which "
                f"is {row.width} × {row.height} pixels."
            )
        if row.covers.count() >= MOST:
            raise NotAllowed(
                f"There are at most {MOST} covered parts on a photo. Cover a larger one."
            )
        cover, _ = row.covers.get_or_create(**edges, defaults={"made_by": by})
    return cover


def uncover_photo(*, cover: Cover, by: User) -> None:
    """Takes a covered part away; no harm if somebody else has done so."""
    Cover.objects.filter(pk=cover.pk).delete()
