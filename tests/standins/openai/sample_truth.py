"""What a good model would read on the photos of the sample: the rules file of the stand-in.

    python -m tests.standins.openai.sample_truth FILE [--photos FOLDER]

The looks of the photos are stored beside this module, so nothing is drawn; a test compares them
with the drawing. With --photos they are taken anew from a folder of the sample's photos, and with
--store written to where they are stored.
"""

import argparse
import io
import json
import sys
from pathlib import Path
from typing import Any

from PIL import Image

from processing.imaging.deriving import derive
from processing.sample.discs import DISCS
from processing.sample.photos import BACK, FRONT, SUFFIX, photo_names
from tests.standins.openai import images, printed

LOOKS = Path(__file__).with_name("sample_looks.json")
_DISCS = {disc.item_barcode: disc for disc in DISCS}
Rule = dict[str, Any]


def seen(name: str) -> Rule:
    """What the photo with this name shows, in the words of the answer's schema."""
    disc, letter = _DISCS[name[: -len(SUFFIX) - 1]], name[-len(SUFFIX) - 1]
    if letter == FRONT:
        return printed.on_front(disc)
    if letter == BACK:
        return printed.on_back(disc)
    return printed.on_disc(disc, "cd".index(letter) + 1)


def look_of(photo: bytes) -> str:
    """The look of a photo as the program sends it: upright, shrunk, written again."""
    with Image.open(io.BytesIO(derive(io.BytesIO(photo)).working)) as image:
        return f"{images.look(image):016x}"


def rule(photo: bytes, sees: Rule) -> Rule:
    """One line of a rules file: this photo shows this."""
    return {"look": look_of(photo), "sees": sees}


def stored_looks() -> dict[str, str]:
    """The look of each photo of the sample by its name."""
    return json.loads(LOOKS.read_text(encoding="utf-8"))


def looks_in(folder: Path) -> dict[str, str]:
    """The looks of those photos of the sample that are in the folder under their names."""
    names = [name for name in photo_names() if (folder / name).is_file()]
    return {name: look_of((folder / name).read_bytes()) for name in names}


def sample_truth(looks: dict[str, str] | None = None) -> Rule:
    """The rules for the sample's photos."""
    found = stored_looks() if looks is None else looks
    return {"photos": [{"name": n, "look": look, "sees": seen(n)} for n, look in found.items()]}


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes what the stand-in sees on the sample.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--photos", type=Path, help="a folder with the sample's photos")
    parser.add_argument("--store", action="store_true", help="keep the looks of these photos")
    options = parser.parse_args()
    looks = looks_in(options.photos) if options.photos else stored_looks()
    if options.store:
        LOOKS.write_text(json.dumps(looks, indent=1) + "\n", encoding="utf-8")
    text = json.dumps(sample_truth(looks), ensure_ascii=False, indent=1)
    options.file.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(looks)} photos are in {options.file}\n")


if __name__ == "__main__":
    main()
