"""A box of discs for programs that ask a stand-in: photos in a folder, records, settings."""

import json
from pathlib import Path

from tests.questions import box
from tests.sources.conftest import make_record
from tests.standins.openai import StandIn
from tests.standins.openai.images import look

KEY = "sk-of-the-kill-test"


def first_given(text: str, blank: dict[str, object]) -> dict[str, object]:
    """A judge who takes the first record."""
    first = json.loads(text.split("RECORDS (data")[1].splitlines()[1])
    said = {"number": first["number"], "confidence": 70, "explanation": "The titles agree."}
    return {**blank, **said}


def folder_of(discs: int, at: Path, stand_in: StandIn) -> Path:
    """Photos of so many discs, front and back; the stand-in sees what stands on them.

    Beside the folder lies records.mrc with a record of each, without numbers.
    """
    made = at / "box"
    made.mkdir()
    for number in range(1, discs + 1):
        for letter, seen in (("a", box.front(number)), ("b", box.back(number))):
            picture = box.picture(10 * number + (letter == "b"))
            (made / f"05917300000{number:04d}{letter}.jpg").write_bytes(box.jpeg(picture))
            stand_in.truth.add({"photos": [{"look": f"{look(picture):016x}", "sees": seen}]})
    records = [
        make_record(f"{700_000 + number}", box.title_of(number), name=f"Ensemble {number} Lund")
        for number in range(1, discs + 1)
    ]
    (at / "records.mrc").write_bytes(b"".join(one.as_marc() for one in records))
    return made


def asking(stand_in: StandIn) -> dict[str, str]:
    """The settings of a program that asks it about the photos and the records of every disc."""
    return {
        "ANALYZE_WITH_MODEL": "always",
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": stand_in.url,
        "SEND_TO_MODEL": "photos,records",
        "USE_BATCH_PROCESSING": "false",
        "LOG_LEVEL": "DEBUG",
    }
