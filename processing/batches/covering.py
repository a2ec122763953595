"""Questions that were written before a part of a photo was covered, or shown again."""

from collections.abc import Sequence

from processing.clients.openai_questions import Box, Image, images_of
from processing.models import ModelCall, Photo, StageRun, State


def overtaken(call: ModelCall) -> bool:
    """Whether nobody waits for this question as it was written, since the covers are others now.

    The runs of discs whose covers are others go on without it and write a new question. It was
    never sent, so that nothing is paid; should the covers be the same again, it is used again.
    """
    images = images_of(call.request)
    if not images:
        return False
    runs = StageRun.objects.filter(call=call, state=State.WAITING)
    discs = runs.values_list("pk", "disc_id")
    other = [run for run, disc in discs if _differs(disc, images)]
    runs.filter(pk__in=other).update(state=State.PENDING, call=None, not_before=None)
    return bool(other) and not runs.exists()


def _differs(disc_id: int, images: Sequence[Image]) -> bool:
    """The same photo may stand in two discs and be covered in one of them: the run's own counts.

    A photo that the disc has no longer is looked for by its number, as for rendering.
    """
    photos = Photo.objects.prefetch_related("covers")
    of_disc = photos.filter(disc=disc_id, sha256__in={one.sha256 for one in images})
    ours = {photo.sha256: _covers(photo) for photo in of_disc}
    anywhere = photos.filter(pk__in={one.photo for one in images if one.sha256 not in ours})
    others = {photo.pk: _covers(photo) for photo in anywhere}
    now = [(one, ours.get(one.sha256, others.get(one.photo))) for one in images]
    return any(found is not None and found != frozenset(one.covers) for one, found in now)


def _covers(photo: Photo) -> frozenset[Box]:
    return frozenset(cover.box for cover in photo.covers.all())
