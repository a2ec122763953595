"""What `manage.py process` decides before the start: the way of grouping, and repeated discs."""

from typing import Any

from django.core.management.base import CommandError

from processing import actions, grouping
from processing.actions.repeats import CHOICES
from processing.catalog.arrange import Arrangement
from processing.models import Disc, Upload
from processing.models.repeats import may_begin, undecided
from processing.questions.allowed import allowed, reads_with_model

# Ways of grouping that need no number, the one that catalogers mean most often first.
WAYS = (Upload.Grouping.NAME, Upload.Grouping.MARK, Upload.Grouping.FOLDER)
ENOUGH_BY_NAME = 0.8  # of the photos that the best other way places
MOST_OF_A_DISC = 24  # photos; a folder with more is a box and not a disc
REPEATS = CHOICES
REPEATED = {
    "skip": "skipped",
    "again": "processed again",
    "add": "their photos added to the earlier discs, which `manage.py run` reads again",
}
UNSAID = (
    "Nobody has confirmed yet what is sent to the model: a manager can do so on the page “What is "
    "sent” of the running program, or set SEND_TO_MODEL to photos, to photos,records, or to none."
)


def refuse_unsaid() -> None:
    """Discs would wait for a manager's word while nobody is at the command line to give it."""
    if reads_with_model() and allowed().photos is None:
        raise CommandError(UNSAID)


def group(upload: Upload, out: Any) -> None:
    """The way of grouping that places most photos; file names count first (facts: workflow)."""
    made = grouping.proposals(upload, upload.photos_per_disc)
    placed = {way: _placed(made[way]) for way in WAYS}
    best = max(WAYS, key=lambda way: placed[way])
    if placed[WAYS[0]] >= ENOUGH_BY_NAME * placed[best]:
        best = WAYS[0]
    if best != upload.grouping:
        actions.choose_grouping(upload=upload, grouping=best, by=None)
    out.write(f"Grouping: {Upload.Grouping(best).label}.")


def _placed(made: Arrangement) -> int:
    """How many photos a way of grouping gives to a disc that can be one."""
    return sum(len(pile.shots) for pile in made.piles if len(pile.shots) <= MOST_OF_A_DISC)


def start(upload: Upload, repeats: str | None, out: Any) -> bool:
    """Starts the discs; False where none is left to start. Raises CommandError.

    `repeats` says what is done with discs that stand in an earlier upload: skip, again or add.
    """
    if number := undecided(upload).count():
        if repeats is None:
            raise CommandError(_ask(upload, number))
        _choose(upload, repeats, number, out)
    if not may_begin(upload).exists():
        return False
    try:
        actions.start(upload=upload, by=None)
    except actions.NotAllowed as error:
        raise CommandError(f"Upload {upload.pk} is here and not started: {error}") from error
    return True


def _ask(upload: Upload, number: int) -> str:
    discs = "1 disc stands" if number == 1 else f"{number} discs stand"
    return (
        f"{discs} in an earlier upload already, so upload {upload.pk} is here with all its photos "
        "and not started: choose on its page what is done with each and start it there, or delete "
        "it and run this again with --repeats skip, again or add."
    )


def _choose(upload: Upload, choice: str, number: int, out: Any) -> None:
    known = Disc.objects.filter(pk__in=undecided(upload).values("pk"))
    named = ", ".join(str(disc) for disc in known.order_by("position"))
    try:
        actions.choose_repeats(upload=upload, choice=choice, by=None)
    except actions.NotAllowed as error:
        raise CommandError(f"Upload {upload.pk} is here and not started: {error}") from error
    out.write(f"{number} in an earlier upload already, {REPEATED[choice]}: {named}.")
