"""ZIP files: what is taken out of them, under which names, and what is refused."""

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from processing import actions, imaging, ingest
from processing.imaging import Refused, archive
from processing.leases import Only
from processing.models import Bundle, Photo, State, Upload
from tests.test_imaging import pdf, tiff
from tests.zip_files import flagged, photo, raw_named, zipped

LIMITS = {"max_bytes": 1 << 20, "max_archive_bytes": 10 << 20}


def names(content: bytes) -> list[tuple[str, str]]:
    with imaging.open_zip(io.BytesIO(content)) as opened:
        return [(entry.folder, entry.name) for entry in imaging.entries(opened)]


def unpacked(content: bytes) -> bytes:
    """The first file of a ZIP."""
    out = io.BytesIO()
    with imaging.open_zip(io.BytesIO(content)) as opened:
        imaging.unpack(opened, imaging.entries(opened)[0], out, **LIMITS)
    return out.getvalue()


def check(content: bytes) -> imaging.Checked:
    return imaging.check(io.BytesIO(content), **LIMITS)


def test_a_zip_of_photos_is_accepted_and_counted() -> None:
    content = zipped({"a.jpg": photo(1), "box/b.jpg": photo(2), "box/": b""})
    assert check(content) == imaging.Checked("zip", ".zip", 2)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("box 1/disc 2/IMG_1.jpg", ("box 1/disc 2", "IMG_1.jpg")),
        ("../../etc/passwd", ("etc", "passwd")),
        ("/etc/a.jpg", ("etc", "a.jpg")),
        ("C:\\photos\\a.jpg", ("photos", "a.jpg")),
        ("a/./b/../c.jpg", ("a/b", "c.jpg")),
        ("bad\x07name\x1b.jpg", ("", "badname.jpg")),
    ],
)
def test_names_lead_nowhere(name: str, place: tuple[str, str]) -> None:
    assert names(zipped({name: b"x"})) == [place]


def test_names_are_read_as_macs_and_as_dos_write_them() -> None:
    mac = raw_named("Ravel, Boléro/a.jpg".encode(), b"x")
    dos = raw_named("Bol\u00e9ro.jpg".encode("cp437"), b"x")
    assert names(mac) == [("Ravel, Boléro", "a.jpg")]
    assert names(dos) == [("", "Boléro.jpg")]
    assert names(zipped({"Bole\u0301ro.jpg": b"x"})) == [("", "Boléro.jpg")]


@pytest.mark.parametrize(
    "name", ["__MACOSX/box/._a.jpg", "box/._a.jpg", "Thumbs.db", "box/.DS_Store", "x/desktop.ini"]
)
def test_what_computers_add_is_left_out(name: str) -> None:
    assert names(zipped({name: b"x", "a.jpg": b"y"})) == [("", "a.jpg")]


def cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped({}), "holds no files"),
        (zipped({".DS_Store": b"x"}), "holds no files"),
        (cut(zipped({"a.jpg": photo(1)})), "not copied whole"),
        (b"PK\3\4" + b"\0" * 500, "not copied whole"),
        (flagged(zipped({"a.jpg": photo(1)}), 1), "locked with a password"),
        (zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "office document"),
        (zipped({f"{n}.jpg": b"" for n in range(5001)}), "5001 files; at most 5000"),
        (
            zipped({f"{n}.jpg": b"\0" * (9 << 20) for n in range(5)}, zipfile.ZIP_DEFLATED),
            "more than 40 MB",
        ),
    ],
)
def test_bad_zips_are_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        check(content)


def test_a_table_of_contents_of_gigabytes_is_never_read() -> None:
    """The end of a ZIP says how long its table is; here it says 7 MB, and 200,000 files."""
    out = io.BytesIO(zipped({"a.jpg": b"x"}))
    out.seek(0, io.SEEK_END)
    table = b"\0" * (7 << 20)
    start = out.tell()
    out.write(table + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, len(table), start, 0))
    with pytest.raises(Refused, match="holds too much"):
        check(out.getvalue())


def test_what_is_packed_is_unpacked() -> None:
    assert unpacked(zipped({"a.jpg": photo(1)}, zipfile.ZIP_DEFLATED)) == photo(1)


def lying(content: bytes, size: int) -> bytes:
    """The same ZIP of one file, which says that the file has so many bytes."""
    made = bytearray(content)
    made[22:26] = struct.pack("<L", size)
    entry = made.index(b"PK\1\2")
    made[entry + 24 : entry + 28] = struct.pack("<L", size)
    return bytes(made)


def spoiled() -> bytes:
    made = bytearray(zipped({"a.jpg": b"photo " * 100}))
    made[100] ^= 255
    return bytes(made)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped({"a.jpg": b"\0" * (2 << 20)}, zipfile.ZIP_DEFLATED), "more than 1 MB"),
        (zipped({"a.pdf": b"%PDF" + b"\0" * (11 << 20)}, zipfile.ZIP_DEFLATED), "more than 10 MB"),
        (lying(zipped({"a.jpg": b"\0" * (2 << 20)}, zipfile.ZIP_DEFLATED), 9), "damaged in"),
        (spoiled(), "damaged in"),
        (zipped({"a.jpg": photo(1)}, zipfile.ZIP_LZMA), "cannot be unpacked here"),
        (zipped({"b.zip": zipped({"a.jpg": b"x"})}), "inside a ZIP"),
        (flagged(zipped({"a.jpg": b"x"}), 1), "locked"),
        (flagged(zipped({"a.jpg": b"x"}), 0x20), "cannot be unpacked here"),
    ],
)
def test_a_bad_file_in_a_zip_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        unpacked(content)


def test_a_zip_is_never_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "box.zip"
    with zipfile.ZipFile(path, "w") as written:
        for number in range(8):
            written.writestr(f"{number}.jpg", bytes([number]) * (9 << 20))
    tracemalloc.start()
    with path.open("rb") as file, imaging.open_zip(file) as opened:
        for entry in imaging.entries(opened):
            with (tmp_path / "one").open("wb") as out:
                imaging.unpack(opened, entry, out, max_bytes=10 << 20, max_archive_bytes=10 << 20)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * archive.CHUNK


class TestSplitting:
    """The road of a ZIP through the tables."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture
    def upload(self, db: None) -> Upload:
        return Upload.objects.create(name="Box 1")

    def add(self, upload: Upload, content: bytes, folder: str = "") -> Bundle:
        file = SimpleUploadedFile("box.zip", content)
        added = actions.add_file(upload=upload, file=file, folder=folder, by=None)
        assert added.bundle is not None
        return added.bundle

    def split(self) -> None:
        while ingest.split_next(Only()):
            pass

    def test_each_file_becomes_a_photo_of_its_folder(self, upload: Upload) -> None:
        content = {"one/059173027351849a.jpg": photo(1), "two/IMG_2.jpg": photo(2)}
        bundle = self.add(upload, zipped(content), folder="scans")
        self.split()
        photos = Photo.objects.order_by("folder").values_list("folder", "name", "bundle")
        assert list(photos) == [
            ("scans/one", "059173027351849a.jpg", bundle.pk),
            ("scans/two", "IMG_2.jpg", bundle.pk),
        ]
        assert upload.discs.get().item_barcode == "059173027351849"
        bundle.refresh_from_db()
        assert bundle.state == State.DONE

    def test_nothing_is_stored_under_a_name_of_the_zip(self, upload: Upload) -> None:
        self.add(upload, zipped({"../../evil.jpg": photo(1)}))
        self.split()
        stored = Photo.objects.get().original.name
        assert stored == f"uploads/{upload.pk}/originals/{Photo.objects.get().sha256}.jpg"
        assert not list(Path(default_storage.location).parent.glob("evil*"))  # type: ignore[attr-defined]

    def test_pdfs_and_tiffs_inside_are_split_too(self, upload: Upload) -> None:
        self.add(upload, zipped({"a.pdf": pdf(1), "x/b.tif": tiff(2)}))
        self.split()
        assert list(Photo.objects.order_by("name", "page").values_list("name", "page")) == [
            ("a.pdf", 1),
            ("b.tif", 1),
            ("b.tif", 2),
        ]

    def test_a_refused_file_is_listed_and_the_others_go_on(self, upload: Upload) -> None:
        files = {
            "a.jpg": photo(1),
            "x/letter.txt": b"Dear sir",
            "x/b.zip": zipped({}),
            "c.jpg": photo(2),
        }
        self.add(upload, zipped(files))
        self.split()
        assert sorted(Photo.objects.values_list("name", flat=True)) == ["a.jpg", "c.jpg"]
        refused = {row.name: (row.folder, row.reason) for row in upload.refusals.all()}
        assert set(refused) == {"letter.txt", "b.zip"}
        assert refused["letter.txt"][0] == "x"
        assert "not a photo" in refused["letter.txt"][1]
        assert refused["letter.txt"][1].endswith("(It stands in box.zip.)")

    def test_photos_that_were_here_already_are_counted(self, upload: Upload) -> None:
        actions.add_file(upload=upload, file=SimpleUploadedFile("z.jpg", photo(1)), by=None)
        bundle = self.add(upload, zipped({"a.jpg": photo(1), "b.jpg": photo(2)}))
        self.split()
        bundle.refresh_from_db()
        assert bundle.detail == "Photos that were already here: 1."
        assert Photo.objects.count() == 2

    def test_splitting_goes_on_where_it_was_killed(
        self, upload: Upload, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files = {f"{number}.jpg": photo(number) for number in range(6)}
        same = {"x/../double.jpg": photo(7), "x/double.jpg": photo(8)}  # one name after cleaning
        bundle = self.add(upload, zipped({**files, **same}))
        read: list[str] = []
        unpack = imaging.unpack

        def until_killed(
            opened: zipfile.ZipFile, entry: imaging.Entry, *a: object, **k: int
        ) -> None:
            if len(read) == 4:
                read.append("killed")
                raise KeyboardInterrupt
            read.append(entry.name)
            unpack(opened, entry, *a, **k)  # type: ignore[arg-type]

        monkeypatch.setattr(imaging, "unpack", until_killed)
        with pytest.raises(KeyboardInterrupt):
            ingest.split_next(Only())
        assert Photo.objects.count() == 4
        Bundle.objects.filter(pk=bundle.pk).update(
            state=State.PENDING, token=None, lease_until=None
        )
        self.split()
        assert read == [
            *(f"{n}.jpg" for n in range(4)),
            "killed",
            "4.jpg",
            "5.jpg",
            *["double.jpg"] * 2,
        ]
        assert Photo.objects.count() == 8

    def test_a_zip_sent_again_brings_back_what_was_removed(self, upload: Upload) -> None:
        content = zipped({"a.jpg": photo(1), "b.jpg": photo(2)})
        self.add(upload, content)
        self.split()
        Photo.objects.filter(name="a.jpg").delete()
        file = SimpleUploadedFile("box.zip", content)
        assert actions.add_file(upload=upload, file=file, by=None).duplicate
        self.split()
        assert Photo.objects.count() == 2

    def test_a_zip_whose_upload_is_deleted_meanwhile_leaves_no_file(self, upload: Upload) -> None:
        bundle = self.add(upload, zipped({"a.jpg": photo(1)}))
        claimed = Bundle.objects.claim(bundle.pk, "test")
        assert claimed is not None
        assert claimed.upload == upload  # as in the middle of splitting
        with claimed.file.open("rb") as stored:
            content = stored.read()
        actions.delete_upload(upload=upload, by=None)  # type: ignore[arg-type]
        default_storage.save(claimed.file.name, SimpleUploadedFile("x", content))
        with pytest.raises(Refused, match="deleted meanwhile"):
            ingest.splitting.split(claimed)
        assert default_storage.listdir(f"uploads/{upload.pk}/originals")[1] == [
            Path(claimed.file.name).name
        ]
