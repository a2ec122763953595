"""ZIP files for tests: good ones, and made ones that lie."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

from tests.test_imaging import picture


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@cache
def photo(number: int) -> bytes:
    """A small photo unlike the others."""
    return picture((60 + number, 40))


def raw_named(name: bytes, content: bytes) -> bytes:
    """A ZIP whose one file is named by these very bytes, without the sign for UTF-8."""
    place = b"x" * len(name)
    return zipped({place.decode(): content}).replace(place, name)


def flagged(content: bytes, bit: int) -> bytes:
    """The same ZIP with a bit of the flags set in both places where its first file is described."""
    made = bytearray(content)
    made[6] |= bit
    made[made.index(b"PK\1\2") + 8] |= bit
    return bytes(made)
