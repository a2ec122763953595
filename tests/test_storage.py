"""The disk of one machine: files are whole or not there, and empty folders go."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from cdcatalog.storage import LocalStorage
from tests.pipeline_help import in_threads


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(location=tmp_path / "media")


def files(storage: LocalStorage) -> list[str]:
    return sorted(p.name for p in Path(storage.location).rglob("*") if p.is_file())


def test_a_file_is_on_the_disk_before_it_has_its_name(
    storage: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    fsync = os.fsync

    def watched(number: int) -> None:
        seen.append(files(storage))
        fsync(number)

    monkeypatch.setattr(os, "fsync", watched)
    storage.save("a/b.jpg", ContentFile(b"photo"))
    assert [names == ["b.jpg"] for names in seen] == [False, True]  # the file, then its folder
    with storage.open("a/b.jpg") as file:
        assert file.read() == b"photo"


def test_a_write_that_fails_leaves_nothing(storage: LocalStorage) -> None:
    class Full(ContentFile):  # type: ignore[type-arg]
        def chunks(self, chunk_size: int | None = None):  # type: ignore[no-untyped-def]
            yield b"half of"
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        storage.save("a/b.jpg", Full(b"half of it"))
    assert files(storage) == []


def test_folders_go_with_their_last_file(storage: LocalStorage) -> None:
    storage.save("uploads/1/thumbs/a.jpg", ContentFile(b"a"))
    storage.save("uploads/1/working/a.jpg", ContentFile(b"a"))
    storage.delete("uploads/1/thumbs/a.jpg")
    top = Path(storage.location)
    assert [p.name for p in (top / "uploads/1").iterdir()] == ["working"]
    storage.delete("uploads/1/working/a.jpg")
    assert top.exists()
    assert not (top / "uploads").exists()
    storage.delete("uploads/1/working/a.jpg")  # gone already


def test_files_come_while_folders_go(storage: LocalStorage) -> None:
    def come_and_go(which: int) -> None:
        for number in range(60):
            name = storage.save(f"uploads/1/{which}-{number}.jpg", ContentFile(b"a"))
            storage.delete(name)

    in_threads(*(lambda which=which: come_and_go(which) for which in range(4)))
    assert files(storage) == []
