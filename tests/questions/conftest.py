"""The program set up to ask a stand-in for OpenAI on a free port."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from processing import ledger
from processing.models import Upload
from processing.questions import asking, limits
from tests.pipeline_help import work_all
from tests.questions import box
from tests.standins.openai import StandIn


@pytest.fixture
def stand_in(settings: Any) -> Iterator[StandIn]:
    """Running, with a key set and everything allowed to be sent."""
    with StandIn() as running:
        settings.OPENAI_API_KEY = "sk-test-of-the-lake"
        settings.OPENAI_BASE_URL = running.url
        settings.OPENAI_SECONDS = 5
        settings.SEND_TO_MODEL = "photos,records"
        limits.told.forget()
        limits._limiter.cache_clear()
        yield running
        asking.client().close()


@pytest.fixture
def make_box(db: None, stand_in: StandIn) -> Callable[..., Upload]:
    """An upload of discs, started; their records stand in the local catalogue."""

    def make(discs: int = 1, **more: Any) -> Upload:
        box.catalogue(*(box.record(number) for number in range(1, discs + 1)))
        upload = box.box(stand_in, discs, **more)
        ledger.begin(upload)
        upload.refresh_from_db()
        return upload

    return make


@pytest.fixture
def worked(make_box: Callable[..., Upload]) -> Callable[..., Upload]:
    """The same, worked until nothing is due."""

    def make(discs: int = 1, **more: Any) -> Upload:
        upload = make_box(discs, **more)
        work_all()
        return upload

    return make
