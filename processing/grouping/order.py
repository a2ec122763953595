"""The order of discs in the box, for a whole upload at once."""

from collections.abc import Sequence
from itertools import groupby

from django.db.models import F

from processing.catalog.shots import Shot, in_order
from processing.models import Disc, Upload

ASIDE = 1_000_000  # where positions stand while they are renumbered (they are unique)
FEW_RUNS = 50  # so many neighbours that move together are moved by one query each
CHUNK = 500


def put_in_order(upload: Upload) -> None:
    """Gives the discs their places in the box, in the order of photographing.

    Photos arrive three at a time, so the order of arrival is not the order of the shelf. A photo
    that a person put into a disc does not take the disc elsewhere. Call it with the upload locked.
    """
    first = _first_photos(upload)
    placed = list(upload.discs.order_by("position").values_list("pk", "position"))
    keys: list[tuple[int, int, int]] = []
    before = -1
    for pk, position in placed:
        before = first.get(pk, before)  # without a photo it stays behind its neighbour
        keys.append((before, position, pk))
    wanted = [pk for _, _, pk in sorted(keys)]
    renumber(upload, dict(placed), wanted)


def _first_photos(upload: Upload) -> dict[int, int]:
    """Disc to the place of its first photo in the order of photographing."""
    disc_of: dict[int, int] = {}
    by_hand: set[int] = set()
    shots = []
    photos = upload.photos.filter(disc__isnull=False)
    fields = ("disc", "by_hand", "id", "name", "folder", "page", "taken_at")
    for disc, hand, *known in photos.order_by().values_list(*fields):
        shot = Shot(*known)
        shots.append(shot)
        disc_of[shot.id] = disc
        if hand:
            by_hand.add(shot.id)
    first: dict[int, int] = {}
    of_hand: dict[int, int] = {}
    for place, shot in enumerate(in_order(shots)):
        (of_hand if shot.id in by_hand else first).setdefault(disc_of[shot.id], place)
    return of_hand | first


def renumber(upload: Upload, now: dict[int, int], wanted: Sequence[int]) -> None:
    """Gives these discs the positions 1, 2, 3 …; writes only what changes."""
    changed = [(pk, place) for place, pk in enumerate(wanted, start=1) if now[pk] != place]
    if not changed:
        return
    runs = [list(run) for _, run in groupby(changed, key=lambda to: to[1] - now[to[0]])]
    if len(runs) <= FEW_RUNS:
        _shift(upload, [(now[run[0][0]], now[run[-1][0]], run[0][1]) for run in runs])
    else:
        upload.discs.update(position=F("position") + ASIDE)
        discs = [Disc(pk=pk, position=place) for place, pk in enumerate(wanted, start=1)]
        Disc.objects.bulk_update(discs, ["position"], batch_size=CHUNK)


def _shift(upload: Upload, runs: Sequence[tuple[int, int, int]]) -> None:
    """Each run: its first and last position now, and its first position afterwards."""
    for first, last, _ in runs:
        upload.discs.filter(position__range=(first, last)).update(position=F("position") + ASIDE)
    for first, last, to in runs:
        aside = upload.discs.filter(position__range=(first + ASIDE, last + ASIDE))
        aside.update(position=F("position") - (ASIDE + first - to))
