"""Grouping all photos of an upload anew, before it is started; what a hand has done stays."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from processing.catalog import stickers
from processing.catalog.arrange import Arrangement, Pile, arrange
from processing.catalog.codec import from_json
from processing.catalog.shots import Shot
from processing.grouping.order import CHUNK, put_in_order
from processing.grouping.places import lock
from processing.grouping.roles import settle_roles
from processing.models import OPEN_STATES, Bundle, Correction, Decision, Disc, Photo, State, Upload
from processing.readers.base import Barcode

Placed = tuple[int | None, str]  # the disc of a photo, None for the tray, and its role


def arrived(photo: Photo) -> None:
    """Says that only a look at all photos can place this one, or its disc in the order of the
    box; call it where the photo is made."""
    not_yet = Upload.objects.filter(pk=photo.upload_id, started_at=None, needs_grouping=False)
    not_yet.update(needs_grouping=True)


def regroup_if_complete(upload_id: int) -> None:
    """Groups the upload again if it waits for that and its last photo is in.

    By file name each photo has its disc from the first; only the order of the box is missing.
    """
    waiting = Upload.objects.filter(pk=upload_id, needs_grouping=True).first()
    if waiting is None or still_opening(waiting):  # asked after each photo: without a lock
        return
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
        if upload is None or not upload.needs_grouping or still_opening(upload):
            return
        if upload.grouping == Upload.Grouping.NAME and upload.started_at is None:
            put_in_order(upload)
            Upload.objects.filter(pk=upload_id).update(needs_grouping=False)
        else:
            regroup(upload)


def regroup_waiting() -> None:
    """Every upload that waits for its grouping, whoever missed the moment."""
    waiting = Upload.objects.filter(needs_grouping=True)
    for upload_id in waiting.order_by("pk").values_list("pk", flat=True):
        regroup_if_complete(upload_id)


def still_opening(upload: Upload) -> int:
    """Photos and files of several photos that no worker has opened yet: their marks are unknown."""
    photos = Photo.objects.filter(upload=upload, state__in=OPEN_STATES).count()
    return photos + _open_bundles(upload)


def awaited(upload: Upload) -> int:
    """Photos and files that must be opened before it is known which discs there are: of an upload
    that is not started all files of several photos, and by marks or by count the photos too."""
    if upload.started_at is not None:
        return 0
    by_look = upload.grouping in (Upload.Grouping.MARK, Upload.Grouping.COUNT)
    return still_opening(upload) if by_look else _open_bundles(upload)


def _open_bundles(upload: Upload) -> int:
    return Bundle.objects.filter(upload=upload, state__in=OPEN_STATES).count()


def proposal(upload: Upload, method: str, per_disc: int) -> Arrangement:
    """What this way of grouping would make of the photos that no hand has put where they are."""
    return _arranged(_shots(upload), method, per_disc)


def proposals(upload: Upload, per_disc: int) -> dict[Upload.Grouping, Arrangement]:
    """What each way of grouping would make; the photos are loaded once for all."""
    shots = _shots(upload)
    return {method: _arranged(shots, method, per_disc) for method in Upload.Grouping}


def _arranged(shots: Sequence[Shot], method: str, per_disc: int) -> Arrangement:
    return arrange(shots, method, pattern=settings.ITEM_BARCODE_PATTERN, per_disc=per_disc)


def _shots(upload: Upload) -> list[Shot]:
    fields = ("upload", "name", "folder", "page", "taken_at", "role", "barcodes")
    photos = _free(upload).only(*fields).order_by()
    return [shot_of(photo, settings.ITEM_BARCODE_PATTERN) for photo in photos]


def _free(upload: Upload) -> QuerySet[Photo]:
    """Photos that grouping may place: not those that a hand placed, nor those beside them."""
    beside = Q(disc__in=touched(upload).values("pk"), disc__isnull=False)
    return upload.photos.filter(~beside, by_hand=False)


def shot_of(photo: Photo, pattern: str = "") -> Shot:
    """What the rules of grouping know of a photo.

    A code that was read doubtfully is no sticker, unless the library's pattern speaks for it.
    """
    slip = photo.role == Photo.Role.SLIP
    codes: tuple[Barcode, ...] = ()
    if photo.barcodes and not slip:
        codes = from_json(tuple[Barcode, ...], photo.barcodes)
    seen = ((code.text, code.format) for code in codes if pattern or not code.doubtful)
    return Shot(
        id=photo.pk,
        name=photo.name,
        folder=photo.folder,
        page=photo.page,
        taken_at=photo.taken_at,
        stickers=stickers.item_barcodes(seen, pattern),
        slip=slip,
    )


def regroup(upload: Upload) -> None:
    """Groups by the upload's own way; does nothing after its start.

    By marks, photos that show none and had only the plain look are looked at longer first, by a
    worker; when the last of them is done the upload is grouped once more.
    """
    with transaction.atomic():
        upload = lock(upload)
        again = False
        if upload.started_at is None:
            shots = _shots(upload)
            if upload.grouping == Upload.Grouping.MARK:
                _seek_stickers(upload, shots)
            found = _arranged(shots, upload.grouping, upload.photos_per_disc)
            _Regrouping(upload).apply(found)
            again = still_opening(upload) > 0
        Upload.objects.filter(pk=upload.pk).update(needs_grouping=again)


def _seek_stickers(upload: Upload, shots: Iterable[Shot]) -> None:
    plain = [shot.id for shot in shots if not shot.stickers and not shot.slip]
    for start in range(0, len(plain), CHUNK):
        photos = Photo.objects.filter(pk__in=plain[start : start + CHUNK], state=State.DONE)
        photos.exclude(detail=Photo.SOUGHT).update(state=State.PENDING, ended_at=None)


def touched(upload: Upload) -> QuerySet[Disc]:
    """Discs that a hand has made or changed; grouping leaves them as they are."""
    by_hand = Exists(Photo.objects.filter(disc=OuterRef("pk"), by_hand=True))
    corrected = Exists(Correction.objects.filter(disc=OuterRef("pk")))
    decided = Exists(Decision.objects.filter(disc=OuterRef("pk")))
    return upload.discs.filter(Q(by_hand) | Q(corrected) | Q(decided))


class _Regrouping:
    """Turns an arrangement into rows; a disc that can stay the same disc does."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.discs = {disc.pk: disc for disc in upload.discs.all()}
        self.held = set(touched(upload).values_list("pk", flat=True))
        self.free = set(self.discs) - self.held
        photos = _free(upload)
        self.now = {pk: (disc, role) for pk, disc, role in photos.values_list("id", "disc", "role")}

    def apply(self, wanted: Arrangement) -> None:
        targets = self._targets(wanted.piles)
        self._name(targets, wanted.piles)
        self._make(targets, wanted.piles)
        places: dict[int, Placed] = {
            shot.id: (disc.pk, role)
            for disc, pile in zip(targets, wanted.piles, strict=True)
            if disc
            for shot, role in zip(pile.shots, pile.roles, strict=True)
        }
        for shot in wanted.loose:
            places[shot.id] = (None, self._loose_role(shot))
        self._place(places)
        self._join({photo: disc for photo, (disc, _) in places.items() if disc in self.held})
        Disc.objects.filter(pk__in=self.free, photos=None).delete()
        put_in_order(self.upload)

    def _join(self, joined: dict[int, int | None]) -> None:
        """Photos that came to a disc that a hand has made belong to it from now on."""
        _update(list(joined), by_hand=True)
        settle_roles(self.upload, {disc for disc in joined.values() if disc}, joined)

    def _targets(self, piles: Iterable[Pile]) -> list[Disc | None]:
        """The disc of each pile: by item barcode, by folder where a hand has been at it, else
        the one that its photos are in."""
        barred = {disc.item_barcode: disc for disc in self.discs.values() if disc.item_barcode}
        folders = {disc.folder: disc for disc in self.discs.values() if disc.pk in self.held}
        found = [barred.get(pile.item_barcode or "") for pile in piles]
        for index, pile in enumerate(piles):
            if pile.folder and found[index] is None:
                found[index] = folders.get(pile.folder)
        self.free -= {disc.pk for disc in found if disc}
        for index, pile in enumerate(piles):
            if found[index] is None:
                found[index] = self._present(pile)
        return found

    def _present(self, pile: Pile) -> Disc | None:
        for shot in pile.shots:
            disc, _ = self.now.get(shot.id, (None, ""))
            if disc in self.free:
                self.free.remove(disc)
                return self.discs[disc]
        return None

    def _name(self, targets: list[Disc | None], piles: Iterable[Pile]) -> None:
        """Item barcodes and folders of discs that stay; first all are taken away: each is unique."""
        changed = []
        for disc, pile in zip(targets, piles, strict=True):
            if disc is None or disc.pk in self.held:
                continue
            if (disc.item_barcode, disc.folder) != (pile.item_barcode, pile.folder):
                if disc.item_barcode != pile.item_barcode:
                    disc.repeat = Disc.Repeat.OPEN
                disc.item_barcode, disc.folder = pile.item_barcode, pile.folder
                changed.append(disc)
        gone = [*self.free, *(disc.pk for disc in changed)]
        Disc.objects.filter(pk__in=gone).update(item_barcode=None)
        Disc.objects.bulk_update(changed, ["item_barcode", "folder", "repeat"], batch_size=CHUNK)

    def _make(self, targets: list[Disc | None], piles: Iterable[Pile]) -> None:
        last = max((disc.position for disc in self.discs.values()), default=0)
        new: list[Disc] = []
        for index, pile in enumerate(piles):
            if targets[index] is None:
                last += 1
                disc = Disc(
                    upload=self.upload,
                    position=last,
                    item_barcode=pile.item_barcode,
                    folder=pile.folder,
                )
                new.append(disc)
                targets[index] = disc
        Disc.objects.bulk_create(new, batch_size=CHUNK)

    def _loose_role(self, shot: Shot) -> str:
        return Photo.Role.SLIP if shot.slip else Photo.Role.OTHER

    def _place(self, places: dict[int, Placed]) -> None:
        """Two kinds of updates, by disc and by role: far fewer than photos."""
        discs: dict[int | None, list[int]] = defaultdict(list)
        roles: dict[str, list[int]] = defaultdict(list)
        for photo, (disc, role) in places.items():
            disc_now, role_now = self.now[photo]
            if disc != disc_now:
                discs[disc].append(photo)
            if role != role_now:
                roles[role].append(photo)
        for disc, photos in discs.items():
            _update(photos, disc=disc)
        for role, photos in roles.items():
            _update(photos, role=role)


def _update(photos: list[int], **values: int | str | None) -> None:
    for start in range(0, len(photos), CHUNK):
        Photo.objects.filter(pk__in=photos[start : start + CHUNK]).update(**values)
