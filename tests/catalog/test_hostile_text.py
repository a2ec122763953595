"""Text from discs and records is hostile: no rule may take seconds over it."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from processing.catalog import gtin, publisher_number, text, title_numbers, year_statements

SECONDS = 2.0  # far above what any rule needs; what was mended took 2 to 9
PIECES = ("(", "a / ", "(P)", "recorded ", "no. 1 ", "op 1 ", "1-", "A1 ", "feat. ", "[", "the ")
RULES: tuple[Callable[[str], Any], ...] = (
    publisher_number.key,
    publisher_number.keys,
    publisher_number.is_publisher_number,
    year_statements.statements,
    text.fold,
    text.variants,
    text.words,
    title_numbers.numbers,
    text.version_tags,
    text.label_key,
    lambda value: text.similarity(value, value + "x"),
    lambda value: text.name_similarity(value, value + "x"),
    gtin.parse,
    gtin.repairs,
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_rule_takes_long_over_a_long_text(piece: str) -> None:
    long = piece * (20_000 // len(piece))
    for rule in RULES:
        begun = time.process_time()
        rule(long)
        assert time.process_time() - begun < SECONDS, rule
