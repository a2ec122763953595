"""Item barcodes: checked as they are scanned or typed, and given to discs."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from processing import ledger
from processing.actions import changing
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.catalog import gtin
from processing.catalog.filenames import is_item_barcode
from processing.models import Disc, Photo


def checked(typed: str) -> str:
    """The digits of an item barcode, "" for none; raises NotAllowed for anything else."""
    barcode = "".join(typed.split())
    pattern = settings.ITEM_BARCODE_PATTERN
    if barcode and not is_item_barcode(barcode, pattern):
        raise NotAllowed(
            f"“{typed}” is not an item barcode: scan or type the digits of the sticker."
            + (f" This library's look like {pattern}." if pattern else "")
        )
    if len(barcode) in (12, 13) and gtin.parse(barcode) and not pattern:
        raise NotAllowed(
            f"{barcode} is a UPC/EAN, which the disc shares with all its copies. Scan the "
            "library's own sticker, or leave the field empty."
        )
    return barcode


def set_item_barcode(*, disc: Disc, item_barcode: str, by: User | None) -> None:
    """Gives a disc its item barcode, at any time; "" takes it away."""
    barcode = checked(item_barcode) or None
    with transaction.atomic():
        upload = changing.lock(disc.upload)
        row = changing.lock_disc(upload, disc)
        if row.item_barcode == barcode:
            return
        other = upload.discs.filter(item_barcode=barcode, item_barcode__isnull=False).first()
        if other:
            raise NotAllowed(
                f"Item {other.work_number} of this upload has {barcode} already: merge the two, "
                "or check the sticker."
            )
        row.item_barcode, row.repeat = barcode, Disc.Repeat.OPEN
        row.save(update_fields=["item_barcode", "repeat"])
        Photo.objects.filter(disc=row).update(by_hand=True)  # grouping leaves this disc from now on
        if upload.started_at and not row.runs.exists():  # it waited because it was a repeat
            ledger.photo_came(row)
            nudge_on_commit()
    disc.item_barcode, disc.repeat = row.item_barcode, row.repeat
