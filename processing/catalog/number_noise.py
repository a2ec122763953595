"""What stands on a CD in small type, has digits, and is not a publisher number (facts 5.3)."""

import re
import unicodedata

_RULES = (
    r"^(?:AAD|ADD|DDD|DAD)\b",  # SPARS code
    r"^[\W_]*LC[\s:.)\-\u2013]*\d{3,5}\W*$",  # label code of the GVL
    r"^(?:UPC|EAN|BARCODE)\b|\bPRICE CODE\b",
    r"^(?:F\s*:?\s*)?(?:PM|CB|WE|AR|RC|PZ)\s?:?\s?[1-9]\d\d\W*$",  # price code of a distributor
    r"^(?:ISRC\W*)?[A-Z]{2}-?[A-Z0-9]{3}-?\d{2}-?\d{5}$",  # ISRC
    r"\b(?:BIEM|GEMA|SACEM|SDRM|STEMRA|NCB|MCPS|SABAM|JASRAC|SIAE|SGAE|SUISA|AUSTROMECHANA)\b",
    r"\b(?:ASCAP|BMI|SESAC|SOCAN)\b",  # performing rights, with a publisher's address
    r"\bIFPI\b|\bMADE IN\b|\bMASTERED BY\b|\bMATRIX\b|\bMOULD\b|\bDID[CPXY]\b",  # matrix
    r"-\d\s+\d[A-Z]\s?\d{1,2}\b|^\d[A-Z]\d{1,2}$",  # number and stamper, as in the mirror band
    r"^[\s(]*[PC]?[\s)]*(?:19|20)\d\d\W*$",  # a year alone, or with a sign before it
    r"[℗©®]|\((?:P|C)\)\s*(?:19|20)\d\d",
    r"^\W*\d{1,3}\s?[:'\u2019]\s?\d\d\b",  # duration
    r"^(?:CD|DISC|DISK|DISQUE|VOL|VOLUME|TRACKS?|SIDE|NO|NR)[\s.:#]*\d{1,2}\W*$",  # part of a set
    r"\b\d+(?:[.,]\d+)?[\s-]?(?:KHZ|HZ|BITS?|KBPS|MIN|SEC|CM|MM|IN|INCH(?:ES)?|USD|EUR|DM)\b",
    r"[$£€¥]\s?\d",
    r"(?:HTTPS?:|WWW\.|@|\.COM\b|\.ORG\b|\.NET\b)",
    r"\b(?:TEL|FAX|PHONE|TELEFON|TÉL|PO BOX|P\.\s?O\.\s?BOX)\b",
    r"^\+\d",  # telephone with country code
    r"^\(?\d{3}\)?[\s.\-]\d{3}[\s.\-]\d{4}$|^1[\s.\-]8\d\d[\s.\-]",  # telephone in North America
    r"\b(?:STREET|ST\.|AVENUE|AVE|ROAD|RD\.|BLVD|BOULEVARD|SUITE|STRASSE|STRAßE|STR\.|RUE)\b",
    r",\s?[A-Z]{2}\.?\s\d{5}(?:-\d{4})?\b",  # city, state and ZIP code
    r"\bALL RIGHTS\b|\bCOPYRIGHT\b|\bRECORDED\b|\bPRINTED\b|\bCOMPACT DIS[CK]\b",
)
_NOISE = tuple(re.compile(rule, re.IGNORECASE) for rule in _RULES)
MAX_WORDS = 6


def is_noise(text: str) -> bool:
    """Whether a text is surely something else than a publisher number."""
    plain = unicodedata.normalize("NFKC", text.replace("℗", "(P)")).strip()
    return len(plain.split()) > MAX_WORDS or any(rule.search(plain) for rule in _NOISE)
