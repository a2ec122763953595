"""Bars by the published symbol tables: EAN-13 and UPC-A, Codabar, Code 128.

Each function returns element widths in modules, bar first, bar and space in turn.
"""

from itertools import groupby

_LEFT_ODD = ("0001101", "0011001", "0010011", "0111101", "0100011",
             "0110001", "0101111", "0111011", "0110111", "0001011")  # fmt: skip
_PARITY = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE",
           "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")  # fmt: skip
_GUARD, _CENTER = "101", "01010"

CODABAR_WIDE = 2.5
_CODABAR = {
    "0": "0000011", "1": "0000110", "2": "0001001", "3": "1100000", "4": "0010010",
    "5": "1000010", "6": "0100001", "7": "0100100", "8": "0110000", "9": "1001000",
    "A": "0011010", "B": "0101001",
}  # fmt: skip

# Values 0 to 105, six element widths each.
_CODE128 = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231"
    "113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211"
    "212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131"
    "113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111"
    "314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211"
    "241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141"
    "214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214"
    "211232"
)
_CODE128_STOP = "2331112"
_START_B, _START_C, _TO_C = 104, 105, 99


def _runs(modules: str) -> list[float]:
    return [float(len(list(run))) for _, run in groupby(modules)]


def ean13(digits: str) -> list[float]:
    """The 59 elements of an EAN-13; a UPC-A is the EAN-13 that begins with 0."""
    first, left, right = int(digits[0]), digits[1:7], digits[7:]
    halves = ""
    for digit, parity in zip(left, _PARITY[first], strict=True):
        odd = _LEFT_ODD[int(digit)]
        halves += odd if parity == "O" else _flip(odd)[::-1]
    second = "".join(_flip(_LEFT_ODD[int(digit)]) for digit in right)
    return _runs(_GUARD + halves + _CENTER + second + _GUARD)


def _flip(modules: str) -> str:
    return modules.translate(str.maketrans("01", "10"))


def codabar(digits: str) -> list[float]:
    """Digits between the start and stop letters A and B, one narrow space between characters."""
    elements: list[float] = []
    for letter in f"A{digits}B":
        elements += [CODABAR_WIDE if wide == "1" else 1.0 for wide in _CODABAR[letter]] + [1.0]
    return elements[:-1]


def code128(digits: str) -> list[float]:
    """Digits as pairs in code set C; an odd first digit goes ahead in code set B."""
    head, pairs = digits[: len(digits) % 2], digits[len(digits) % 2 :]
    values = [_START_B, ord(head) - ord(" "), _TO_C] if head else [_START_C]
    values += [int(pairs[at : at + 2]) for at in range(0, len(pairs), 2)]
    check = values[0] + sum(place * value for place, value in enumerate(values[1:], 1))
    values.append(check % 103)
    widths = "".join(_CODE128[6 * value : 6 * value + 6] for value in values)
    return [float(width) for width in widths + _CODE128_STOP]
