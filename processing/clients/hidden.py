"""Texts of others without keys and without files written as text: for pages and logs."""

import re
from urllib.parse import quote

from django.conf import settings

LEFT_OUT = "…"
LEAST = 8  # characters of a key: servers of one's own take any word, such as "none"
# Small letters alone: "SK-62345" is a publisher number. A server may echo a key with stars in it.
_NEVER_SHOWN = re.compile(
    r"(?i:data:[\w.+-]+\\?/[\w.+-]+(?:;[\w=.-]+)*,[\w+/=%\\-]*)|\bsk-[\w*…-]{6,}"
)


def hidden(text: str) -> str:
    """The text with “…” in the place of data URLs, of keys, and of the key that is set here."""
    key = settings.OPENAI_API_KEY.strip()
    if len(key) >= LEAST:
        for form in {key, quote(key, safe="")}:
            text = re.sub(re.escape(form), LEFT_OUT, text, flags=re.IGNORECASE)
    return _NEVER_SHOWN.sub(LEFT_OUT, text)
