"""Whether a server that speaks like OpenAI takes batches: asked once a day, never by a page."""

import logging

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from processing.clients.openai import OPENAI_URL, Client
from processing.clients.openai_errors import OpenAIError
from processing.questions.allowed import recipient
from processing.questions.estimate import HAS_FILES

log = logging.getLogger(__name__)

DAY = 24 * 60 * 60  # seconds
ASKED = "questions.asked_for_files:"


def probe() -> None:
    """Asks where it is due and leaves the answer in the cache; a server that is away says nothing."""
    server = recipient()
    if not settings.OPENAI_API_KEY or server.rstrip("/") == OPENAI_URL:
        return
    try:
        if cache.add(ASKED + server, 1, timeout=DAY):  # one worker of many asks
            cache.set(HAS_FILES + server, _has_files(server), timeout=2 * DAY)
    except (OpenAIError, RedisError) as error:
        log.warning("whether the server takes batches is not known: %s", error)


def _has_files(server: str) -> bool:
    client = Client(settings.OPENAI_API_KEY, server)
    try:
        return client.has_files()
    finally:
        client.close()
