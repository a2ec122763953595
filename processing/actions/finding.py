"""Records that a cataloger looks for by hand, and searching a disc once more."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from processing import ledger
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.actions.runs import run_again
from processing.catalog.codec import to_json
from processing.catalog.compare import compare
from processing.catalog.policy import policy_of
from processing.clients.errors import ServiceError
from processing.models import BibRecord, Candidate, Disc, Stage, State
from processing.sources import asked
from processing.sources.worldcat import by_hand

BY_HAND = "by hand"
OF_SAMPLE = "The sample is searched only in the records that came with it, not in WorldCat."
NO_KEY = (
    "WorldCat cannot be searched: there is no key for it. Whoever looks after the program can set "
    "OCLC_CLIENT_ID and OCLC_SECRET."
)
NOT_CHOSEN = (
    "WorldCat is not searched here, because CATALOG does not name it. Whoever looks after the "
    "program can change that setting."
)
STARTED_WITHOUT = (
    "The upload of this disc was started without WorldCat, so that there is nothing to ask anew. "
    "Search by hand, or run the upload again from “Read photos”."
)


def check_by_hand(disc: Disc) -> None:
    """Raises NotAllowed in words where people cannot ask WorldCat for this disc."""
    if asked.by_hand(disc.upload):
        return
    if disc.upload.is_sample:
        raise NotAllowed(OF_SAMPLE)
    raise NotAllowed(NOT_CHOSEN if settings.OCLC_CLIENT_ID else NO_KEY)


def find_records(*, disc: Disc, by: str, typed: str, user: User) -> by_hand.Found:
    """Searches WorldCat for a disc; raises NotAllowed in words where that is not possible."""
    if by not in {one.value for one in by_hand.By}:
        raise NotAllowed("Choose what you have typed: words, a number, or a query.")
    check_by_hand(disc)
    try:
        return by_hand.find(by_hand.By(by), typed)
    except (by_hand.Mistyped, ServiceError) as error:
        raise NotAllowed(f"Nothing was searched. {error}") from error


def add_candidate(*, disc: Disc, number: str, by: User) -> Candidate:
    """Adds the WorldCat record of this OCLC number to the possible records, and compares again.

    Raises NotAllowed where WorldCat has no such record, where it is one of the possible records
    already, or where the disc has not been searched yet.
    """
    check_by_hand(disc)
    try:
        found = by_hand.fetch(by_hand.oclc_number(number))
    except (by_hand.Mistyped, ServiceError) as error:
        raise NotAllowed(f"Nothing was added. {error}") from error
    with transaction.atomic():
        # A cancelled upload goes on as far as somebody asks for it; locks go upload first.
        ledger.resume(disc.upload)
        disc = Disc.objects.select_for_update(of=("self",)).select_related("upload").get(pk=disc.pk)
        _refuse(disc, found.row_id)
        ledger.restart(disc, Stage.ANALYZE)
        disc.refresh_from_db(fields=["revision"])
        candidate = _candidate(disc, found.row_id)
        nudge_on_commit()
    return candidate


def search_again(*, disc: Disc, by: User) -> None:
    """Searches the disc once more; answers that were kept from before are not used.

    Raises NotAllowed where WorldCat is not searched for this disc, or where it was never read.
    """
    check_by_hand(disc)
    if not asked.asked(disc.upload).worldcat:
        raise NotAllowed(STARTED_WITHOUT)
    with transaction.atomic():
        run_again(disc=disc, stage=Stage.SEARCH, by=by)
        Disc.objects.filter(pk=disc.pk).update(search_anew_since=timezone.now())


def _refuse(disc: Disc, row_id: int) -> None:
    runs = disc.runs.filter(stage=Stage.SEARCH, state=State.DONE)
    if not runs.exists():
        raise NotAllowed(
            f"{disc} has not been searched yet. Wait until it is, then add the record."
        )
    if disc.candidates.filter(revision=disc.revision, record=row_id).exists():
        raise NotAllowed("This record is one of the possible records already.")


def _candidate(disc: Disc, row_id: int) -> Candidate:
    reading = disc.readings.get(revision=disc.revision).cleaned
    assert reading is not None  # the search has ended
    record = BibRecord.objects.select_related("source").get(pk=row_id).record
    scored = compare(reading, record, policy_of(disc.upload.snapshot))
    return Candidate.objects.create(
        disc=disc,
        revision=disc.revision,
        record_id=row_id,
        rank=disc.candidates.filter(revision=disc.revision).count() + 1,
        score=scored.score,
        evidence_data=to_json(scored.evidence),
        veto=scored.veto or "",
        found_by=BY_HAND,
        by_hand=True,
    )
