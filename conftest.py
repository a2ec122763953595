"""Speed for the tests: their database need not survive a power cut."""

from django.conf import settings


def pytest_configure() -> None:
    database = settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"]:
        database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
