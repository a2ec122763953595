"""The page “Trial mode”: how the check stands so far, and what a manager may switch."""

from dataclasses import dataclass

from django.conf import settings

from processing.models import AutoAccept, Disc
from processing.models.checked import Checked, Share, checked
from processing.models.trial import ENOUGH, HIDDEN_SHARE, trial_state
from processing.presentation import words


@dataclass(frozen=True, slots=True)
class Trial:
    """`waiting` are the discs of High confidence that nobody has checked yet."""

    on: bool
    by_setting: bool
    switch: AutoAccept | None
    checked: Checked
    waiting: int
    setting: str = ""
    enough: int = ENOUGH
    hidden_share: int = HIDDEN_SHARE

    @property
    def left(self) -> int:
        """How many are to be checked until there are enough."""
        return max(0, ENOUGH - self.checked.every.checked)

    @property
    def shown(self) -> int:
        """For the bar of progress."""
        return min(ENOUGH, self.checked.every.checked)

    @property
    def result(self) -> str:
        return _share(self.checked.every)

    @property
    def hidden_result(self) -> str:
        return _share(self.checked.hidden)


def _share(told: Share) -> str:
    """197 of 200 suggestions were right: 98.5 %, and truly 95.7 to 99.5 % (95 % confidence)."""
    if not told.checked:
        return "none checked yet"
    low, high = told.interval
    verb = "was" if told.right == 1 else "were"
    return (
        f"{told.right:,} of {words.count(told.checked, 'suggestion')} {verb} right: "
        f"{_percent(told.right / told.checked)} %; the true share lies between "
        f"{_percent(low)} and {_percent(high)} % (95 % confidence)"
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f}"


def trial() -> Trial:
    """In three queries."""
    state = trial_state()
    return Trial(
        on=state.on,
        by_setting=state.by_setting,
        switch=state.switch,
        checked=checked(),
        waiting=Disc.objects.filter(trial=Disc.Trial.CHECK).count(),
        setting=settings.TRIAL,
    )
