"""Startup checks, each with an id and a hint that says what to set."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from processing import optional


@register()
def local_reader_has_ocr(**_: Any) -> list[CheckMessage]:
    if not optional.available("rapidocr"):
        return [
            Warning(
                "The local reader reads barcodes only: the OCR packages are not installed.",
                hint="pip install -r requirements-ocr.txt",
                id="processing.W001",
            )
        ]
    return []


@register()
def several_machines_need_a_server_database(**_: Any) -> list[CheckMessage]:
    if settings.REDIS_URL and not settings.DATABASE_URL:
        return [
            Warning(
                "REDIS_URL is set, but the database is SQLite: workers must run on this machine.",
                hint="Set DATABASE_URL=postgres://… when workers run on several machines.",
                id="processing.W002",
            )
        ]
    return []
