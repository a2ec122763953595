"""What monitors ask."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, OperationalError, connection
from django.test import Client

from processing import tasks

NEVER = "no worker has swept yet"


@pytest.fixture(autouse=True)
def _nobody_has_swept() -> None:
    cache.delete(tasks.SWEPT)


@pytest.mark.django_db
def test_health_is_told_without_signing_in(client: Client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "workers": NEVER, "sweep": None}


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_503(client: Client):
    def fail(*_: Any) -> None:
        raise DatabaseError("gone")

    with connection.execute_wrapper(fail):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "the database does not answer"}


@pytest.mark.django_db
def test_a_monitor_of_the_workers_sees_a_sweep_and_its_absence(client: Client):
    answer = client.get("/healthz?workers")
    assert (answer.status_code, answer.json()["status"]) == (503, NEVER)
    tasks.sweep()
    answer = client.get("/healthz?workers")
    assert (answer.status_code, answer.json()["workers"]) == (200, "ok")
    cache.set(tasks.SWEPT, cache.get(tasks.SWEPT) - 600)
    answer = client.get("/healthz?workers")
    assert answer.status_code == 503
    assert answer.json()["status"].startswith("no worker has swept for 60")
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_broker_that_does_not_answer_is_said_and_the_pages_stay_well(
    client: Client, settings: Any
):
    nobody_listens = "redis://127.0.0.1:1/0"
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": nobody_listens,
        }
    }
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["workers"]) == (200, "the broker does not answer")
    assert client.get("/healthz?workers").status_code == 503
    tasks.tell_swept()  # says so in the log, and the sweep itself has been done


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (ValueError, 500)])
def test_a_page_without_its_database_says_when_to_come_again(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch, error: type[Exception], status: int
):
    def fail(*_: Any, **__: Any) -> None:
        raise error("gone")

    monkeypatch.setattr("processing.views.uploads.page_of", fail)
    signed_in.raise_request_exception = False
    answer = signed_in.get("/")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (
        status,
        "5" if status == 503 else None,
    )
