"""Asks WorldCat for one disc: a kept answer where there is a good one, else a call that is counted."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from processing.clients.worldcat import Api, WorldCat
from processing.clients.worldcat_errors import Kind, WorldCatError
from processing.models import SearchAnswer
from processing.sources.worldcat import keeping
from processing.sources.worldcat.keeping import Kept
from processing.sources.worldcat.ladder import Rung

PAGE = 50  # records; WorldCat gives no more at once
MUSIC_CD = "music-cd"
HELD_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits of one query that came, of `total` that there are. `kept`: no call was made."""

    total: int
    hits: tuple[Kept, ...]
    kept: bool


class Desk:
    """One disc's way to WorldCat. `calls` counts the requests that went out.

    With `anew_since` (a person asked to search again) what was kept before is not used. Every
    method raises processing.clients.errors.ServiceError where WorldCat does not answer.
    """

    def __init__(self, client: WorldCat, anew_since: datetime | None = None) -> None:
        self.client = client
        self.calls = 0
        self._since = keeping.good_since(anew_since)

    @property
    def shows_numbers(self) -> bool:
        """Whether full records have their publisher numbers (028)."""
        return self.client.api is Api.METADATA

    def ask(self, rung: Rung) -> Answer:
        """The hits of one rung."""
        key = self._key(rung)
        return self._kept_answer(key) or self._asked(key, rung)

    def whole(self, brief: Kept) -> Kept:
        """The full record; the brief one again where WorldCat has none under its number.

        The same where what it has cannot be read: a single record must not hold the search up.
        """
        try:
            return self.record(brief.record.number)
        except WorldCatError as error:
            if error.kind in (Kind.MISSING, Kind.UNREADABLE):
                return brief
            raise

    def record(self, number: str) -> Kept:
        """The full record of this OCLC number, or of the one that it was merged into.

        Raises NoSuchRecord where there is none.
        """
        if found := keeping.fresh(number, self._since):
            return found
        self.calls += 1
        return keeping.keep([self.client.record(number)], self._since)[0]

    def with_holdings(self, records: Sequence[Kept]) -> list[Kept]:
        """The same records, told whether the library holds them, in one call where it is unknown."""
        unknown = [one.record.number for one in records if one.record.held is None]
        if not unknown or not settings.OCLC_SYMBOL:
            return list(records)
        self.calls += 1
        told = self.client.held(unknown[:HELD_AT_ONCE])
        keeping.tell_held(told)
        return [
            replace(one, record=replace(one.record, held=told.get(one.record.number)))
            if one.record.number in told
            else one
            for one in records
        ]

    def _key(self, rung: Rung) -> str:
        """An answer to a person is none to the ladder, which would learn nothing from it."""
        limits = (rung.music_cd, _language(rung), rung.by_hand)
        asked = [self.client.api.value, rung.query, *limits]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()

    def _kept_answer(self, key: str) -> Answer | None:
        row = SearchAnswer.objects.filter(key=key, fetched_at__gt=self._since).first()
        if row is None:
            return None
        hits = keeping.kept(row.numbers, self._since)
        if len(hits) < len(row.numbers):  # a record has been removed
            return None
        return Answer(row.total, tuple(hits), kept=True)

    def _asked(self, key: str, rung: Rung) -> Answer:
        self.calls += 1
        page = self.client.search(
            rung.query,
            limit=PAGE,
            sub_type=MUSIC_CD if rung.music_cd else "",
            cataloging_language=_language(rung),
        )
        hits = keeping.keep(page.hits, self._since, None if rung.by_hand else rung)
        SearchAnswer.objects.update_or_create(
            key=key,
            defaults={
                "query": rung.query,
                "total": page.total,
                "numbers": [hit.record.number for hit in hits],
                "fetched_at": timezone.now(),
            },
        )
        return Answer(page.total, tuple(hits), kept=False)


def _language(rung: Rung) -> str:
    return "" if rung.any_language else str(settings.OCLC_CATALOG_LANGUAGE)
