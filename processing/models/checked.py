"""What trial mode has shown so far: checked discs, and how many suggestions were right."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q

from processing.catalog.interval import wilson
from processing.models.human import Decision


@dataclass(frozen=True, slots=True)
class Share:
    """Checked discs, and those whose suggestion was the record that the cataloger took."""

    checked: int
    right: int

    @property
    def interval(self) -> tuple[float, float]:
        """Shares between which the true one lies, with 95 % confidence."""
        return wilson(self.right, self.checked)


@dataclass(frozen=True, slots=True)
class Checked:
    """`every` disc that was checked in trial mode, and of these the `hidden` ones."""

    every: Share
    hidden: Share


def checked() -> Checked:
    """In one query. Only decisions that stand and that a person made one by one count; another
    record counts as not right, even where it describes the same issue."""
    current = Decision.objects.current().order_by()
    newer = current.filter(disc=OuterRef("disc"), pk__gt=OuterRef("pk"))
    counted = current.filter(~Exists(newer), how=Decision.How.PERSON).exclude(
        Q(trial=Decision.Trial.NO) | Q(kind=Decision.Kind.LATER)
    )
    hidden = Q(trial=Decision.Trial.HIDDEN)
    right = Q(source=F("suggested_source"), number=F("suggested_number"))
    told = counted.aggregate(
        n=Count("pk"),
        right=Count("pk", filter=right),
        hidden=Count("pk", filter=hidden),
        hidden_right=Count("pk", filter=hidden & right),
    )
    return Checked(Share(told["n"], told["right"]), Share(told["hidden"], told["hidden_right"]))
