"""Whether a JPEG is all there, seen from its ends: decoding a photo takes a hundred times as long."""

import io
from typing import BinaryIO

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_ALONE = {0x01, *range(0xD0, _SCAN - 1)}  # markers that no length follows
_MARK = 0xFF
_MARKERS = 1000  # before the image data; no camera writes a tenth of them


def is_whole(file: BinaryIO) -> bool:
    """The image data begin and the file's last bytes end them, so nothing was cut off.

    False says nothing yet: some cameras append what is theirs. Neither says that the data between
    are sound, which is known when a worker decodes them.
    """
    file.seek(0)
    if file.read(2) != bytes((_MARK, _START)):
        return False
    begin = _begin_of_scan(file)
    end = file.seek(-2, io.SEEK_END)
    return 0 < begin < end and file.read(2) == bytes((_MARK, _END))


def _begin_of_scan(file: BinaryIO) -> int:
    """Where the first scan begins; 0 where there is none."""
    for _ in range(_MARKERS):
        mark = file.read(2)
        if len(mark) < 2 or mark[0] != _MARK:
            return 0
        if mark[1] == _MARK:  # a byte that fills up
            file.seek(-1, io.SEEK_CUR)
        elif mark[1] not in _ALONE:
            length = int.from_bytes(file.read(2), "big")
            if length < 2:
                return 0
            file.seek(length - 2, io.SEEK_CUR)
            if mark[1] == _SCAN:
                return file.tell()
    return 0
