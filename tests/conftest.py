"""Fixtures that most tests share: people, storage of their own, and small uploads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client

from processing import ledger
from processing.clients.worldcat_http import Pace
from processing.models import Disc, Photo, State, Upload
from processing.sources.worldcat import connecting
from tests import network
from tests.fake_stages import FakeStages
from tests.pipeline_help import work_all
from tests.process.sample import sample_var
from tests.standins.worldcat import StandIn
from tests.worldcat_help import point_at, wanting, worldcat

__all__ = ["point_at", "sample_var", "wanting", "worldcat"]

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    network.block(monkeypatch)


@pytest.fixture(autouse=True)
def _own_storage(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    settings.VAR_DIR = tmp_path  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _auto_accept(settings: object) -> None:
    """High confidence is accepted at once; the tests of trial mode set TRIAL themselves."""
    settings.TRIAL = "false"  # type: ignore[attr-defined]


@pytest.fixture
def shared() -> Path:
    """The folder of real data; a test that uses it is skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the real data (../shared/data) is not on this machine")
    return SHARED


@pytest.fixture
def person(db: None) -> Callable[[str], User]:
    """A user in one of the groups, such as person("Catalogers")."""

    def make(group: str) -> User:
        user = User.objects.create_user(group.lower(), password="a long pass phrase")
        user.groups.add(Group.objects.get(name=group))
        user.is_staff = group in {"Catalogers", "Managers", "Viewers"}
        user.save()
        return user

    return make


@pytest.fixture
def cataloger(person: Callable[[str], User]) -> User:
    return person("Catalogers")


@pytest.fixture
def manager(person: Callable[[str], User]) -> User:
    return person("Managers")


@pytest.fixture
def signed_in(client: Client, cataloger: User) -> Client:
    client.force_login(cataloger)
    return client


@pytest.fixture
def make_upload() -> Callable[..., Upload]:
    """An upload of discs with one photo each, taken in already; item barcodes of its own."""

    def make(discs: int = 1, *, photos: bool = True, name: str = "Box 1") -> Upload:
        before = Upload.objects.count()
        upload = Upload.objects.create(name=name)
        for position in range(1, discs + 1):
            disc = Disc.objects.create(
                upload=upload,
                position=position,
                item_barcode=f"0591730{before:04d}{position:04d}",
            )
            if photos:
                make_photo(disc)
        return upload

    return make


def make_photo(disc: Disc, name: str = "", state: str = State.DONE) -> Photo:
    """A photo row of a disc; its files hold no image."""
    number = Photo.objects.count()
    return Photo.objects.create(
        upload=disc.upload,
        disc=disc,
        sha256=f"{number:064d}",
        name=name or f"{disc.item_barcode}a.jpg",
        role=Photo.Role.FRONT,
        original=ContentFile(b"original", name=f"{number}.jpg"),
        working=ContentFile(b"working", name=f"{number}.jpg"),
        thumb=ContentFile(b"thumb", name=f"{number}.jpg"),
        state=state,
    )


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> FakeStages:
    """The pipeline with stages that the test controls."""
    fake = FakeStages()
    fake.install(monkeypatch)
    return fake


@pytest.fixture
def oclc(settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A stand-in for OCLC that this process is connected to, with short waits after faults."""
    quick = Pace(connect=2, read=5, first_wait=0.02, longest_wait=1.5)
    monkeypatch.setattr(connecting, "PATIENT", quick)
    monkeypatch.setattr(connecting, "SHORT", quick)
    with StandIn() as running:
        point_at(running, settings)
        yield running
    connecting.forget()


@pytest.fixture
def disc(make_upload: Callable[..., Upload], stages: FakeStages) -> Disc:
    """A disc that went through all stages once."""
    upload = make_upload()
    ledger.begin(upload)
    work_all()
    stages.ran.clear()
    return upload.discs.get()
