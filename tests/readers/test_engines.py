"""Engines are kept while they are used and let go when they rest."""

import pytest

from processing.readers import engines

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.skipif(not engines.available(), reason="the OCR packages are not installed"),
]


def test_an_engine_is_used_again_and_let_go_when_it_rests() -> None:
    engines.rest(seconds=0)  # those of other tests
    with engines.engine() as first:
        pass
    with engines.engine() as again:
        assert again is first
    assert engines.rest(seconds=3600) == 0
    with engines.engine() as kept:
        assert kept is first
        assert engines.rest(seconds=0) == 0  # in use: not resting
    assert engines.rest(seconds=0) >= 1
    with engines.engine() as fresh:
        assert fresh is not first
