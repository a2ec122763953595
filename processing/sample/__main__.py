"""`python -m processing.sample FOLDER` writes the photos, sample.mrc and truth.json there."""

import json
import sys
from pathlib import Path

from pymarc import MARCWriter

from processing.sample.photos import photo_names, render
from processing.sample.records import catalogue
from processing.sample.truth import truth


def write(folder: Path) -> int:
    """Write the whole sample; the number of photos."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in photo_names():
        (folder / name).write_bytes(render(name))
    with (folder / "sample.mrc").open("wb") as file:
        writer = MARCWriter(file)
        for record in catalogue():
            writer.write(record)
    text = json.dumps(truth(), ensure_ascii=False, indent=2)
    (folder / "truth.json").write_text(text, encoding="utf-8")
    return len(photo_names())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the folder to write to: python -m processing.sample FOLDER")
    count = write(Path(sys.argv[1]))
    sys.stdout.write(f"{count} photos, sample.mrc and truth.json are in {sys.argv[1]}\n")
