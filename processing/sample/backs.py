"""Back of a jewel case: track list, small print, publisher number and UPC."""

from itertools import groupby

from PIL import Image, ImageDraw

from processing.sample.facts import Defect, SampleDisc, SampleTrack
from processing.sample.fonts import fitted, font, line, width
from processing.sample.labels import laid, library_sticker, upc_box, white_sticker

CASE = (1704, 1416)  # 142 x 118 mm at 12 pixels a mm
MARGIN = 76
LIST_TOP, LIST_FOOT = 210, 1060
UPC_TOP = 1130
ROW_LARGEST, ROW_SMALLEST = 54, 27
ROW_LEADING = 1.42
HEAD_GAP = 0.5
ONE_COLUMN_WIDTH = 940
COLUMN_GAP = 70
SMALL_PRINT = 28
STICKER_TOP = 900
STICKER_ASKEW, COVER_ASKEW = -1.5, -4.0  # degrees
NAME_ROOM = (760, 66)
DISC_WORDS = {1: "DISC ONE", 2: "DISC TWO"}

Row = tuple[str, SampleTrack | str]  # ("head" | "track" | "name", what)


def clock(seconds: int) -> str:
    """298 as `4:58`, as printed."""
    return f"{seconds // 60}:{seconds % 60:02}"


def printed(title: str, disc: SampleDisc) -> str:
    """A title as this design prints it."""
    return title.upper() if disc.look.capitals else title


def _group(track: SampleTrack) -> tuple[int, str | None]:
    return track.disc, track.work


def _rows(disc: SampleDisc) -> list[Row]:
    rows: list[Row] = []
    number = 0
    for (part, work), tracks in groupby(disc.tracks, _group):
        if work:
            rows.append(("head", work))
        elif disc.disc_count > 1:
            rows.append(("head", DISC_WORDS[part]))
        for track in tracks:
            number += 1
            rows.append(("track", track))
            if track.responsibility:
                rows.append(("name", track.responsibility))
    return rows


def _columns(disc: SampleDisc) -> list[list[Row]]:
    """The rows in one or two columns; a set breaks between the discs, a name stays with its title."""
    rows = _rows(disc)
    if disc.look.columns == 1:
        return [rows]
    if disc.disc_count > 1:
        second = next(at for at, row in enumerate(rows) if row == ("head", DISC_WORDS[2]))
        return [rows[:second], rows[second:]]
    middle = (len(rows) + 1) // 2
    while rows[middle][0] == "name":
        middle += 1
    return [rows[:middle], rows[middle:]]


def _numbers(disc: SampleDisc) -> dict[SampleTrack, str]:
    """Numbers as printed: within a disc, or running on under the works of one disc."""
    return {track: disc.look.numbering.format(track.number) for track in disc.tracks}


def _size(disc: SampleDisc, columns: list[list[Row]], room: float) -> int:
    height = (LIST_FOOT - LIST_TOP) / (max(map(len, columns)) * ROW_LEADING)
    size = int(min(ROW_LARGEST, height))
    while size > ROW_SMALLEST:
        face = font(disc.look.text, size)
        longest = max(width(printed(track.title, disc), face) for track in disc.tracks)
        if longest + size * 5.2 <= room:
            break
        size -= 1
    return size


def _draw_list(draw: ImageDraw.ImageDraw, disc: SampleDisc) -> None:
    look, columns, numbers = disc.look, _columns(disc), _numbers(disc)
    room = ONE_COLUMN_WIDTH
    if len(columns) == 2:
        room = (CASE[0] - 2 * MARGIN - COLUMN_GAP) // 2
    size = _size(disc, columns, room)
    face, small = font(look.text, size), font(look.text, round(size * 0.84))
    for index, rows in enumerate(columns):
        x, y = MARGIN + index * (room + COLUMN_GAP), float(LIST_TOP)
        for kind, what in rows:
            y += size * ROW_LEADING
            if kind == "head" and y > LIST_TOP + size * ROW_LEADING:
                y += size * HEAD_GAP
            if isinstance(what, SampleTrack):
                line(draw, x, y, numbers[what], face, look.ink)
                line(draw, x + size * 1.9, y, printed(what.title, disc), face, look.ink)
                if look.durations and what.seconds is not None:
                    line(draw, x + room, y, clock(what.seconds), face, look.ink, "r")
            elif kind == "head":
                line(draw, x, y, what, font(look.display, size), look.accent)
            else:
                line(draw, x + size * 1.9, y - size * 0.14, what, small, look.accent)


def _draw_head(draw: ImageDraw.ImageDraw, disc: SampleDisc) -> None:
    look = disc.look
    line(draw, MARGIN, 150, printed(disc.title, disc), font(look.display, 66), look.ink)
    if disc.title not in disc.names:
        names = " · ".join(disc.names[-2:])
        face, _ = fitted(names, look.display, NAME_ROOM, 52)
        line(draw, CASE[0] - MARGIN, 150, names, face, look.ink, "r")
    draw.line((MARGIN, 178, CASE[0] - MARGIN, 178), fill=look.accent, width=4)


def _draw_foot(image: Image.Image, disc: SampleDisc) -> None:
    draw, look = ImageDraw.Draw(image), disc.look
    upc = upc_box(disc.gtin)
    left = MARGIN if look.upc_left else CASE[0] - MARGIN - upc.width
    if Defect.NO_UPC not in disc.defects:
        image.paste(upc, (left, UPC_TOP))
    x = left + upc.width + 50 if look.upc_left else MARGIN
    number = "   ".join(disc.publisher_numbers)
    line(draw, x, UPC_TOP + 36, disc.label, font(look.display, 46), look.ink)
    line(draw, x, UPC_TOP + 86, number, font("archivo", 40), look.ink)
    for index, text in enumerate(disc.small_print):
        line(draw, x, UPC_TOP + 130 + index * 36, text, font("archivo", SMALL_PRINT), look.ink)
    if Defect.UPC_COVERED in disc.defects:
        image.alpha_composite(laid(white_sticker(), COVER_ASKEW), (left - 40, UPC_TOP - 44))


def back(disc: SampleDisc) -> Image.Image:
    """The case seen from behind, RGBA."""
    image = Image.new("RGBA", CASE, disc.look.paper)
    draw = ImageDraw.Draw(image)
    _draw_head(draw, disc)
    _draw_list(draw, disc)
    _draw_foot(image, disc)
    draw.rectangle((0, 0, CASE[0] - 1, CASE[1] - 1), outline="#c9ced2", width=6)
    if disc.look.sticker == "b":
        sticker = laid(library_sticker(disc), STICKER_ASKEW)
        image.alpha_composite(sticker, (CASE[0] - sticker.width - 30, STICKER_TOP))
    return image
