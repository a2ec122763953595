"""What the photos of a disc show, as far as names and their order tell."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from processing.catalog.arrange import told_by_name
from processing.catalog.shots import Shot, in_order
from processing.models import Disc, Photo, Upload

CHUNK = 500
FACES = (Photo.Role.FRONT, Photo.Role.BACK)

Seen = tuple[Shot, str]  # a photo and its role now


def suggest_roles(discs: Iterable[Disc]) -> None:
    """Where no role is known, the first photo is the front and the second the back."""
    keys = [disc.pk for disc in discs]
    chosen: dict[str, list[int]] = defaultdict(list)
    for start in range(0, len(keys), CHUNK):
        for photos in _seen(keys[start : start + CHUNK]).values():
            if all(role in (Photo.Role.OTHER, Photo.Role.SLIP) for _, role in photos):
                for role, shot in _missing_faces(photos):
                    chosen[role].append(shot)
    _write(chosen)


def settle_roles(upload: Upload, discs: Collection[int], moved: Collection[int]) -> None:
    """After photos were moved between discs: a front of one disc is not the front of another.

    Where names tell roles they count; where they do not, a disc without a front or back takes
    its next photo of no known role. What a person said of other roles stays.
    """
    by_page = upload.grouping in (Upload.Grouping.NAME, Upload.Grouping.FOLDER)
    chosen: dict[str, list[int]] = defaultdict(list)
    for photos in _seen(list(discs)).values():
        names = {shot.id: told_by_name(shot, by_page=by_page) for shot, _ in photos}
        told = any(role not in (Photo.Role.OTHER, Photo.Role.SLIP) for role in names.values())
        settled = []
        for shot, role in photos:
            if shot.id in moved and role in FACES:
                role = names[shot.id]
                chosen[role].append(shot.id)
            settled.append((shot, role))
        if not told:
            for role, shot_id in _missing_faces(settled):
                chosen[role].append(shot_id)
    _write(chosen)


def _seen(discs: list[int]) -> dict[int, list[Seen]]:
    """The photos of each disc, in the order of photographing, with their roles."""
    roles: dict[int, str] = {}
    of: dict[int, list[Shot]] = defaultdict(list)
    fields = ("disc_id", "role", "id", "name", "folder", "page", "taken_at")
    for disc, role, *known in Photo.objects.filter(disc__in=discs).values_list(*fields):
        shot = replace(Shot(*known), slip=role == Photo.Role.SLIP)
        roles[shot.id] = role
        of[disc].append(shot)
    return {disc: [(s, roles[s.id]) for s in in_order(shots)] for disc, shots in of.items()}


def _missing_faces(photos: Iterable[Seen]) -> list[tuple[str, int]]:
    photos = list(photos)
    missing = [face for face in FACES if all(role != face for _, role in photos)]
    unknown = [shot.id for shot, role in photos if role == Photo.Role.OTHER]
    return list(zip(missing, unknown, strict=False))


def _write(chosen: dict[str, list[int]]) -> None:
    for role, ids in chosen.items():
        for start in range(0, len(ids), CHUNK):
            Photo.objects.filter(pk__in=ids[start : start + CHUNK]).update(role=role)
