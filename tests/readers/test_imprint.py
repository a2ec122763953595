"""Years, labels, publisher numbers and printed UPCs from the small print."""

from processing.catalog.reading import YearKind
from processing.readers import imprint, printed
from processing.readers.base import Barcode, Line
from tests.readers.pages import line, seen

UPC = Barcode("0074646493526", "EAN13", (700, 800, 900, 860))


def years(*texts: str) -> set[tuple[YearKind, int]]:
    lines = [line(text, 50, 100 + 40 * place) for place, text in enumerate(texts)]
    return {(read.kind, read.year) for read in imprint.years(seen("back", *lines))}


def numbers(*texts: str, role: str = "back", ignore: tuple[Line, ...] = ()) -> list[str]:
    lines = [line(text, 50, 100 + 80 * place) for place, text in enumerate(texts)]
    return [value.text for value in imprint.numbers(seen(role, *lines), ignore)]


def labels(*texts: str) -> list[str]:
    lines = [line(text, 50, 100 + 80 * place) for place, text in enumerate(texts)]
    return [value.text for value in imprint.labels(seen("back", *lines))]


def test_a_copyright_year_is_told_by_its_sign():
    assert years("\u00a9 2003 ECM Records GmbH") == {(YearKind.COPYRIGHT, 2003)}


def test_a_year_whose_sign_was_lost_stays_unknown():
    assert years("1975 ECM Records GmbH, München") == {(YearKind.UNKNOWN, 1975)}


def test_a_lost_sign_before_and_copyright_is_the_phonogram_sign():
    both = {(YearKind.PHONOGRAM, 1997), (YearKind.COPYRIGHT, 1997)}
    assert years("& \u00a9 1997 World Circuit Ltd") == both
    assert years("\u00ae & \u00a9 1997 World Circuit Ltd") == both


def test_the_same_owner_once_with_and_once_without_a_sign():
    told = years("2018 Rondeau Production GmbH", "\u00a9 2018 Rondeau Production GmbH")
    assert told == {(YearKind.PHONOGRAM, 2018), (YearKind.COPYRIGHT, 2018)}
    told = years("1999 Sony Music Inc. \u00a9 2001 Sony Music Inc.")
    assert told == {(YearKind.PHONOGRAM, 1999), (YearKind.COPYRIGHT, 2001)}


def test_original_and_recording_years_are_told_by_words():
    told = years("Originally released 1959 Columbia", "Recorded live in Köln, January 24, 1975")
    assert told == {(YearKind.ORIGINAL, 1959), (YearKind.RECORDED, 1975)}


def test_lives_titles_and_numbers_give_no_years():
    assert years("Joseph Rummel (1818-1880)", "Party like it's 1999", "2038-2") == set()


def test_publisher_numbers_stand_alone_on_a_line():
    assert numbers("CK 64935", "453 025-2", "CDP 7243 8 55229 2 5") == [
        "CK 64935",
        "453 025-2",
        "CDP 7243 8 55229 2 5",
    ]


def test_two_numbers_on_one_line_are_two():
    assert numbers("842 915-2 IMCD 8") == ["842 915-2", "IMCD 8"]


def test_what_is_no_publisher_number():
    assert numbers("LC 0012", "LO09320", "DDD", "3:41", "1997", "7559794782", "058:19") == []


def test_a_spine_and_a_label_may_end_in_the_number():
    assert numbers("Miles Davis Kind of Blue CK 64935", role="spine") == ["CK 64935"]
    assert numbers("Some text in small type BWV 1052", role="back") == []


def test_a_number_inside_the_upc_is_a_publisher_number_all_the_same():
    page = seen("back", line("088 170 069-2", 50, 100), line("9 60774-2", 50, 200))
    codes = [Barcode("0008817006925", "EAN13", (600, 800, 900, 860))]
    assert printed.lines_of(page, codes) == []


def test_the_digits_of_a_sticker_are_set_aside():
    sticker = line("31234 00001234 5", 700, 600)
    page = seen("back", sticker, line("CK 64935", 50, 100))
    code = Barcode("A31234000012345B", "Codabar", (690, 540, 900, 600))
    assert printed.lines_of(page, [code]) == [sticker]


def test_labels_are_told_by_their_words_or_their_web_address():
    assert labels("Warner Bros. Records", "All rights reserved") == ["Warner Bros. Records"]
    assert labels("klanglogo", "www.kanglogo.de") == ["klanglogo"]


def test_a_label_stands_right_above_its_number():
    page = seen("back", line("Elektra", 50, 700, 26), line("9 60774-2", 50, 728, 22))
    assert [value.text for value in imprint.named_before_number(page)] == ["Elektra"]


def test_the_owner_of_the_rights_without_its_company_form():
    page = seen("back", line("\u00a9 2018 Rondeau Production GmbH", 50, 700))
    assert [value.text for value in imprint.owners(page)] == ["Rondeau Production"]


def test_printed_digits_confirm_the_bars():
    page = seen("back", line("0 74646 49352 6", 700, 862))
    found = printed.checked(page, UPC)
    assert (found.decoded, found.printed, found.doubtful) == (
        "0074646493526",
        "074646493526",
        False,
    )


def test_digits_set_apart_are_read_together():
    page = seen("back", line("0", 680, 864), line("74646 49352", 715, 862), line("6", 905, 864))
    assert printed.checked(page, UPC).printed == "074646493526"


def test_other_digits_under_the_bars_make_the_code_doubtful():
    page = seen("back", line("4037408015271", 700, 862))
    assert printed.checked(page, UPC).doubtful


def test_digits_with_a_wrong_check_digit_say_nothing():
    page = seen("back", line("074646493521", 700, 862))
    found = printed.checked(page, UPC)
    assert (found.printed, found.doubtful) == (None, False)


def test_the_middle_digits_settle_a_doubtful_code():
    doubtful = Barcode(UPC.text, "EAN13", UPC.box, doubtful=True)
    assert printed.checked(seen("back"), doubtful).doubtful
    assert not printed.checked(seen("back", line("7464649352", 715, 862)), doubtful).doubtful


def test_a_upc_is_read_from_its_digits_where_no_bars_were_read():
    page = seen("back", line("0", 680, 864), line("74646 49352", 715, 862), line("6", 905, 864))
    found = list(printed.alone(page))
    assert [(read.decoded, read.printed) for read in found] == [(None, "074646493526")]
