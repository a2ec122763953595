"""`manage.py calibrate`: on own decisions, reported first, switched on and back by somebody."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError

from processing import ledger
from processing.catalog import signs
from processing.catalog.calibration import SHIPPED, of_data
from processing.catalog.codec import to_json
from processing.catalog.evidence import Choice, Tier
from processing.catalog.verify import Verified
from processing.evaluation.decided import ENOUGH, decided
from processing.models import (
    BibRecord,
    CalibrationSwitch,
    Decision,
    Disc,
    Match,
    Source,
    Upload,
    Verification,
)
from tests.fake_stages import CHECKED

pytestmark = pytest.mark.django_db
SIGNS = {
    Tier.HIGH: {signs.HIGH: 1.0, signs.SCORE: 0.9, signs.MARGIN: 1.0},
    Tier.MEDIUM: {signs.SCORE: 0.6, signs.REASONS: 0.5},
}


def calibrated(*options: str, by: str | None = None) -> str:
    out = StringIO()
    call_command("calibrate", *options, by=by, stdout=out)
    return out.getvalue()


@pytest.fixture
def decide(cataloger: User) -> Callable[..., None]:
    """Discs of an upload with a check each, and a decision on the first `checked` of them."""
    upload = Upload.objects.create(name="Box 1")

    def make(
        tier: Tier, *, right: int, wrong: int = 0, unchecked: int = 0, how: str = "person"
    ) -> None:
        first = upload.discs.count() + 1
        discs = Disc.objects.bulk_create(
            Disc(upload=upload, position=first + place)
            for place in range(right + wrong + unchecked)
        )
        found = Verified(tier, 50, (), CHECKED.tracks, CHECKED.years, signs=SIGNS[tier])
        Verification.objects.bulk_create(
            Verification(disc=disc, revision=1, data=to_json(found)) for disc in discs
        )
        Decision.objects.bulk_create(
            _decision(disc, place < right, how, cataloger)
            for place, disc in enumerate(discs[: right + wrong])
        )

    return make


def _decision(disc: Disc, right: bool, how: str, by: User) -> Decision:  # noqa: FBT001
    suggested = f"r{disc.position}"
    return Decision(
        disc=disc,
        kind=Decision.Kind.APPROVE if right else Decision.Kind.DIFFERENT,
        how=how,
        revision=1,
        source="worldcat",
        number=suggested if right else "another",
        suggested_source="worldcat",
        suggested_number=suggested,
        made_by=by,
    )


def test_fewer_than_two_hundred_decisions_are_not_enough(
    decide: Callable[..., None], cataloger: User
) -> None:
    decide(Tier.HIGH, right=ENOUGH - 1)
    assert f"Fewer than {ENOUGH}" in calibrated()
    with pytest.raises(CommandError, match="Fewer than 200"):
        calibrated("--use", by=cataloger.username)
    assert not CalibrationSwitch.objects.exists()


@pytest.mark.parametrize("how", ["bulk", "sheet"])
def test_what_was_approved_together_says_nothing(decide: Callable[..., None], how: str) -> None:
    decide(Tier.HIGH, right=ENOUGH, how=how)
    decide(Tier.HIGH, right=3)
    assert len(decided().judged) == 3


def test_a_decision_that_was_undone_and_one_to_look_later_do_not_count(
    decide: Callable[..., None], cataloger: User
) -> None:
    decide(Tier.HIGH, right=3)
    undone, later, _ = Decision.objects.order_by("pk")
    Decision.objects.create(
        disc=undone.disc, kind="undo", undoes=undone, revision=1, made_by=cataloger
    )
    Decision.objects.filter(pk=later.pk).update(kind=Decision.Kind.LATER)
    assert len(decided().judged) == 1


def test_each_decision_stands_for_as_many_discs_as_its_tier_has(
    decide: Callable[..., None], make_match: Callable[[], None]
) -> None:
    decide(Tier.HIGH, right=10, unchecked=90)
    decide(Tier.MEDIUM, right=5, wrong=5)
    make_match()
    weights = {one.signs.get(signs.HIGH, 0.0): one.weight for one in decided().judged}
    assert weights[1.0] == pytest.approx(10 * weights[0.0])
    assert sum(one.weight for one in decided().judged) == pytest.approx(20)


def begun(upload: Upload) -> dict[str, Any]:
    """What counts for an upload that starts now."""
    ledger.begin(upload)
    upload.refresh_from_db()
    return dict(upload.snapshot)


def test_a_report_changes_nothing(decide: Callable[..., None]) -> None:
    decide(Tier.HIGH, right=150)
    decide(Tier.MEDIUM, right=20, wrong=80)
    text = calibrated()
    assert "250 decisions that people made one by one" in text
    assert "As it is now" in text
    assert "Fitted on your decisions" in text
    assert "Nothing has been changed" in text
    assert CalibrationSwitch.objects.in_use() is None


def test_it_is_switched_on_for_uploads_to_come_and_back_again(
    decide: Callable[..., None], cataloger: User, make_upload: Callable[..., Upload]
) -> None:
    decide(Tier.HIGH, right=150)
    decide(Tier.MEDIUM, right=20, wrong=80)
    assert "on 250 decisions" in calibrated("--use", by=cataloger.username)
    switch = CalibrationSwitch.objects.get()
    assert (switch.switched_by, switch.decisions) == (cataloger, 250)
    own = of_data(begun(make_upload())["calibration"])
    assert own.own
    assert own.percent(SIGNS[Tier.MEDIUM]) == pytest.approx(20, abs=5)
    assert own.percent(SIGNS[Tier.HIGH]) >= 95
    calibrated("--back", by=cataloger.username)
    assert of_data(begun(make_upload())["calibration"]) == SHIPPED.calibration
    assert CalibrationSwitch.objects.count() == 2


@pytest.mark.parametrize("by", [None, "nobody"])
def test_somebody_has_to_switch_it(by: str | None) -> None:
    with pytest.raises(CommandError, match="--by ACCOUNT"):
        calibrated("--back", by=by)


def test_decisions_whose_match_is_not_known_any_more_are_counted(
    decide: Callable[..., None],
) -> None:
    decide(Tier.HIGH, right=5)
    Verification.objects.filter(disc__position__lte=2).delete()
    assert decided().unusable == 2
    assert "2 more cannot be used" in calibrated()


@pytest.fixture
def make_match() -> Callable[[], None]:
    """A match with a record for every disc that was checked."""

    def make() -> None:
        source = Source.objects.create(name="worldcat")
        row = BibRecord.objects.create(source=source, number="1", title="x", data={})
        choice = to_json(Choice(("worldcat", "1"), Tier.HIGH, 50, ""))
        Match.objects.bulk_create(
            Match(disc=disc, revision=1, record=row, choice_data=choice, made_by="rules")
            for disc in Disc.objects.all()
        )

    return make
