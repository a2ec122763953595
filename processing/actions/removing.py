"""Taking away what is no longer wanted: reports, and catalogues that were imported."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef

from processing.actions.errors import NotAllowed
from processing.models import Candidate, Decision, Disc, Match, Report, Source
from processing.models.record import WORLDCAT
from processing.sources.storing import remove_unseen


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing a catalogue means, in numbers.

    `records` it has; `referred` of them are possible records of discs and stay with these;
    `discs` are those that have one as their record now, `decisions` those that name one.
    """

    records: int
    referred: int
    discs: int
    decisions: int


def what_goes(source: Source) -> Removal:
    """What `remove_catalogue` would do."""
    used = Exists(Candidate.objects.filter(record=OuterRef("pk")))
    chosen = Exists(Match.objects.filter(record=OuterRef("pk")))
    return Removal(
        records=source.records.count(),
        referred=source.records.filter(used | chosen).count(),
        discs=Disc.objects.filter(accepted_source=source.name).count(),
        decisions=Decision.objects.filter(source=source.name).count(),
    )


def remove_catalogue(*, source: Source, by: User) -> Removal:
    """Removes an imported catalogue: nothing finds its records any more.

    Records that discs refer to stay with these discs until they are searched again, and the
    catalogue's row with them, no longer as our holdings. Decisions name their record by value
    and stay as they are.
    """
    if source.upload_id is not None:
        raise NotAllowed(f"“{source}” belongs to the sample; it goes when that upload is deleted.")
    if source.name == WORLDCAT:
        raise NotAllowed(
            "WorldCat is no file that was imported. What is kept of it is asked for again when it "
            "is older than OCLC_CACHE_DAYS."
        )
    removal = what_goes(source)
    remove_unseen(source, ())
    with transaction.atomic():
        if source.records.exists():
            Source.objects.filter(pk=source.pk).update(own=False)
        else:
            source.delete()
    return removal


def delete_report(*, report: Report, by: User) -> None:
    """Deletes a report with its file. It can be asked for again."""
    name = report.file.name
    with transaction.atomic():
        report.delete()
        if name:
            transaction.on_commit(lambda: default_storage.delete(name), robust=True)
