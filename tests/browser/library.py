"""A library with a key for WorldCat: its program searches a stand-in, which has the sample's records."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from processing.sample.records import catalogue
from tests.browser.people import make_people
from tests.process.sample import manage, migrated_with_kept_texts, photos_of
from tests.process.server import Server, ask
from tests.standins.worldcat import StandIn

SURE, UNSURE = "059173000000202", "059173000000206"
LANTERNS = "987654321"


@dataclass(frozen=True, slots=True)
class Library:
    """The running program with one upload of two discs, done; and the WorldCat that it asks."""

    server: Server
    worldcat: StandIn

    def disc(self, barcode: str) -> int:
        query = "select id from processing_disc where item_barcode = ?"
        return int(ask(self.server.var, query, barcode)[0][0])

    def upload(self, name: str) -> int:
        query = "select id from processing_upload where name = ?"
        return int(ask(self.server.var, query, name)[0][0])


def settings_of(worldcat: StandIn) -> dict[str, str]:
    return {
        "OCLC_CLIENT_ID": worldcat.client_id,
        "OCLC_SECRET": worldcat.secret,
        "OCLC_TOKEN_URL": worldcat.token_url,
        "OCLC_SEARCH_URL": worldcat.search_url,
        "OCLC_METADATA_URL": worldcat.metadata_url,
        "OCLC_SYMBOL": "OURS",
        "OCLC_CALLS_PER_SECOND": "50",
    }


@contextmanager
def library(sample_var: Path, folder: Path, **more: str) -> Iterator[Library]:
    """Works two discs of the sample's photos from the command line, then runs the program."""
    var = folder / "var"
    var.mkdir()
    photos = photos_of(sample_var, folder / "box")
    for photo in photos:
        if not photo.name.startswith((SURE, UNSURE)):
            photo.unlink()
    migrated_with_kept_texts(var, sample_var)
    make_people(var)
    with StandIn() as worldcat:
        numbers = worldcat.add(catalogue())
        worldcat.hold(numbers[4], ["OURS"], total=840)
        worldcat.add_stub(
            LANTERNS, "Lanterns & <b>other</b> songs", "Ensemble Lund", year=2003, label="Lund"
        )
        settings = {**settings_of(worldcat), **more}
        manage(var, "process", str(folder / "box"), "--name", "Box 12", **settings)
        server = Server(var, **settings).wait_until_ready()
        try:
            yield Library(server, worldcat)
        finally:
            server.stop()
