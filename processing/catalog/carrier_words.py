"""Words and codes that tell the carrier of a recording, in the languages of cataloging.

All patterns are for `plain` text: small letters, no accents, `33⅓` as `331/3`.
"""

import re
import unicodedata
from enum import StrEnum


class Says(StrEnum):
    """What one statement of a record says; the value is how it is named in a sentence."""

    CD = "compact disc"
    SMALL_DISC = "digital disc of the size of a CD"
    LP = "gramophone record"
    TAPE = "cassette or tape"
    ONLINE = "online resource or file"
    VIDEO = "DVD or video"
    DVD_AUDIO = "DVD-Audio"
    MISCELLANEOUS = "carrier that is no CD"


def plain(text: str) -> str:
    """Small letters without accents and with a plain slash, for the patterns below."""
    apart = unicodedata.normalize("NFKD", text.casefold()).replace("\u2044", "/")
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


CD = re.compile(
    r"compact[\s-]?dis[ck]|\bcomp[\s-]?discs?\b|disques? compacts?|discos? compactos?"
    r"|dischi? compatt[oi]|discuri? compacte?|kompakt[\s-]?(?:dis[ck]|ski[vf]|plade|plate|levy)"
    r"|(?<![^\W\d])(?<!/)(?:sa)?cds?(?:[\s-]?(?:audio|da|extra|rw?|single|ep|plus|\w*levy\w*"
    r"|\w*ski[vf]\w*|plad\w*|plat\w*))?(?![\w-])"
    r"|plyt\w* (?:cd|kompaktow)|kompaktni disk|kompaktlemez|компакт-?\s?диск"
    r"|コンパクト・?ディスク|コンハクトティスク|シーディー|光[盘碟盤]|激光唱[片盘]|[鐳雷]射唱片|콤팩트"
)
SMALL_SIZE = re.compile(
    r"\b4 ?[\s-]?3/4 ?(?:in\b|inch|\")|(?<![\d,.])12 ?cm\b|1[.,]4 m/s|12 sm\b|12 см"
)
DIGITAL = re.compile(r"\b(?:digital(?!ly)|digit\b|numerique|digitale\b|numerico)")
DISC_WORD = re.compile(
    r"\b(?:dis[ck]s?|disques?|discos?|dischi|audiodis[ck]\w*|tontrager|skiv\w*|levy\w*|aanilevy\w*)\b"
)
AUDIO_DISC = re.compile(
    r"\b(?:sound|audio) ?dis[ck]|disques? (?:audio|sonore)|discos? (?:sonoros|de audio)"
)
LP = re.compile(
    r"\b33 ?1/3|\b(?:16|33|45|78|80) ?(?:rpm\b|r\.? ?p\.? ?m\b|r/min|rev\b|t\.? ?p\.? ?m\b|tours|tr/min"
    r"|u/min|upm\b|umin|giri|kierr|varv|omdr|o/min|\u043e\u0431)|\blps?\b|\blong[\s-]?play|\blangspielplatt"
    r"|\bschallplatt|\bmicrogroove|\bmicrosillons?|\bmicrosurco|\bmicrosolc|\bmikrorill"
    r"|\bvin[iy]l\w*|\bphono(?:graph|gram|dis[ck]| ?record)|\bgramm?o(?:phone|fon)\w*|\bgrammoph"
    r"|грампластин|\bshellac|\bflexi|\baetherlp|唱片\(黑|黑胶|レコード"
)
LP_SIZE = re.compile(r"(?<![\d/,.])(?:7|10|12|16) ?(?:in\b|inch)|(?<![\d/,.])(?:17|18|25|30) ?cm\b")
ANALOG = re.compile(r"\banalog(?:ue|ica?|ique|ico)?\b|\banaloog")
TAPE = re.compile(
    r"(?:cass?ett|kassett|kaset|casete)\w*"
    r"|\btapes?\b|\btape reel|\bsound reel|\btonband|\bbandes? magn|\bbobin|\bcintas?\b|\bnastr[oi]\b"
    r"|\b8-track|\bdigital audio tape|кассет|カセット|磁带|卡带"
)
VIDEO = re.compile(
    r"\bvideo[\s-]?(?:dis[ck]|cassett|kassett|recording)\w*|\bdvd(?:s|-video)?\b(?! ?-?audio)"
    r"|\bblu-?ray|\blaserdis[ck]|videodisque|videodisco|ビデオ"
)
DVD_AUDIO = re.compile(r"\bdvd[\s-]?audio")
ONLINE = re.compile(
    r"\bonline|\bon-line|\ben ligne\b|\ben linea\b|\bem linha\b|\bin linea\b|\bremote access"
    r"|\b(?:sound|audio|computer|music|data|digital|mp3) files?\b|\bfichiers? \w+|\barchivos? (?:de )?\w+"
    r"|\b(?:audio|ton)?datei(?:en)?\b|\bstream|\bdownload|\btelecharg|\bdescarga|\bmp3\b|\bflac\b|\bwav\b"
    r"|\bm4a\b|\baac\b|verkkoaineisto|\bnettressurs|\bwebb?resurs|\u044d\u043b\u0435\u043a\u0442\u0440\u043e\u043d\u043d\u044b\u0439 \u0440\u0435\u0441\u0443\u0440\u0441|网络|ネットワーク"
)
ELECTRONIC = re.compile(
    r"electronic resource|ressource electron|recurso elect?ron|risorsa elettron|elektronische ressource"
    r"|elektronisk ressurs|computer file|elektronicky zdroj|internet resource"
)
MISCELLANEOUS = re.compile(
    r"\bmini-?dis[ck]|\bsound cartridge|\bcylinders?\b|\bpiano rolls?\b|\bplayaway|\busb\b|\bflash drive"
    r"|\bmemory card|\bmicrosd|\bwire recording|\bmicrofi(?:lm|che)"
)
# A note about another version of the recording, not about this one.
OTHER_VERSION = re.compile(
    r"\b(?:also|originally|previously|formerly|first|re-?issue[ds]?|released|issued|published|transferred"
    r"|reproduc\w+|available|version|image|taken from|based on|viewed|copied|copy|aussi|egalement|auch"
    r"|ebenfalls|tambien|anche|tambem|ook|ogsa|ocksa|parution)\b"
)
REMOTE_NOTE = re.compile(
    r"^streaming|\bstreaming (?:audio|media|sound)|\bmode of access|\bmode d'acces|\bmodo de acceso"
    r"|\bworld wide web\b|\belectronic reproduction|\bsystem requirements.*(?:internet|player)"
    r"|\bdownloadable|\bviewed on|\(viewed|\btitle from (?:file|web|id3|resource description)"
)
HOLDING_CD = re.compile(r"compact[\s-]?dis[ck]|\bcomp-?discs?\b|(?<![\w-])cds?(?![\w-]?rom|\w)")

CARRIER_CODES = {
    "ss": Says.TAPE, "st": Says.TAPE, "sg": Says.MISCELLANEOUS, "se": Says.MISCELLANEOUS,
    "sq": Says.MISCELLANEOUS, "si": Says.MISCELLANEOUS, "sw": Says.MISCELLANEOUS,
    "sb": Says.MISCELLANEOUS, "cr": Says.ONLINE, "ck": Says.MISCELLANEOUS,
    "cb": Says.MISCELLANEOUS, "vd": Says.VIDEO, "vf": Says.VIDEO, "vr": Says.VIDEO,
    "vc": Says.VIDEO,
}  # fmt: skip
SOUND_CODES = {
    "e": Says.MISCELLANEOUS, "g": Says.MISCELLANEOUS, "i": Says.MISCELLANEOUS, "q": Says.MISCELLANEOUS,
    "r": Says.ONLINE, "s": Says.TAPE, "t": Says.TAPE, "w": Says.MISCELLANEOUS, "z": Says.ONLINE,
}  # fmt: skip
RECORD_TYPES = {
    "a": "text", "c": "notated music", "d": "manuscript music", "e": "a map", "f": "a manuscript map",
    "g": "film or video", "k": "a picture", "m": "a computer file", "o": "a kit", "p": "mixed materials",
    "r": "an object", "t": "manuscript text",
}  # fmt: skip
# Leader/06 of things that may hold a CD beside something else.
SET_TYPES = frozenset("gop")
