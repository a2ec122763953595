"""The worked numbers of the facts (openai, section 5.3), most of them measured live."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.clients import image_tokens

LUNA, MINI, OLD, DEAR = "gpt-5.6-luna", "gpt-5.2", "gpt-4o", "gpt-4o-mini"
sides = st.integers(1, 12_000)


@pytest.mark.parametrize(
    ("model", "size", "tokens"),
    [
        (LUNA, (4032, 3024), 2942),
        (LUNA, (3024, 3024), 3000),
        (LUNA, (4000, 2500), 2949),
        (LUNA, (1920, 1080), 2448),
        (LUNA, (1600, 1600), 3000),
        (LUNA, (1568, 1562), 2882),
        (LUNA, (1024, 1024), 1229),
        (LUNA, (512, 512), 308),
        ("gpt-6-luna", (4032, 3024), 2942),
        (MINI, (4032, 3024), 1743),
        (MINI, (3024, 3024), 1826),
        (MINI, (4000, 2500), 1728),
        (OLD, (4032, 3024), 765),
        (OLD, (4000, 2500), 1105),
        (OLD, (512, 512), 255),
        (DEAR, (4032, 3024), 25_501),
        (DEAR, (1920, 1080), 36_835),
    ],
)
def test_tokens_are_those_of_the_worked_numbers(model, size, tokens):
    assert image_tokens.tokens(model, *size) == tokens


@pytest.mark.parametrize(
    ("model", "size", "sent"),
    [
        (LUNA, (4032, 3024), (1824, 1368)),
        (LUNA, (3024, 3024), (1600, 1600)),
        (LUNA, (800, 600), (800, 600)),
        (MINI, (3024, 3024), (1248, 1248)),
        (MINI, (4032, 3024), (1408, 1056)),
        (OLD, (4032, 3024), (1024, 768)),
    ],
)
def test_photos_are_sent_as_large_as_the_model_sees_them(model, size, sent):
    assert image_tokens.fit(model, *size) == sent


def test_a_model_that_nobody_knows_gets_the_usual_rule():
    assert image_tokens.tokens("some-local-model", 1600, 1600) == 3000


@given(sides, sides)
def test_a_photo_is_never_enlarged_and_never_over_the_budget(width, height):
    across, down = image_tokens.fit(LUNA, width, height)
    assert across <= width
    assert down <= height
    assert max(across, down) <= 2048
    assert image_tokens.tokens(LUNA, width, height) <= 3000


@given(sides, sides)
def test_what_is_sent_costs_what_was_reckoned(width, height):
    sent = image_tokens.fit(LUNA, width, height)
    # one row or column of patches may be lost in rounding to whole pixels
    assert abs(image_tokens.tokens(LUNA, *sent) - image_tokens.tokens(LUNA, width, height)) <= 80
