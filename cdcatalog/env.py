"""Settings from the environment and a `.env` file.

A wrong value raises `WrongSetting` with one sentence: which variable, what was found and
what is allowed. Any text may be read from a file by `NAME_FILE` (Docker secrets).
"""

import os
import re
from collections.abc import Iterable, Mapping, MutableMapping
from decimal import Decimal, InvalidOperation
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import available_timezones

TRUE, FALSE = {"true", "yes", "1", "on"}, {"false", "no", "0", "off"}
SHORT = 80  # characters
_SYMBOL = re.compile(r"[A-Z0-9@*&#%+$/]{3,8}")
_LANGUAGE = re.compile(r"[a-z]{3}")


class WrongSetting(Exception):
    """A setting has a value that is not allowed; the message is for the person who set it."""


def load_dotenv(path: Path, environ: MutableMapping[str, str]) -> None:
    """Puts the `NAME=value` lines of a file into `environ`; what is set already wins."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            environ.setdefault(name.strip(), value.strip().strip("'\""))


class Env:
    """Reads typed values from a mapping such as `os.environ`. Empty counts as unset."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ

    def text(self, name: str, default: str = "") -> str:
        if value := self._environ.get(name, "").strip():
            return value
        if file := self._environ.get(f"{name}_FILE", "").strip():
            return self._from_file(name, Path(file))
        return default

    def short(self, name: str, default: str) -> str:
        """A text that is kept with each row of a table."""
        value = self.text(name, default)
        if len(value) > SHORT:
            raise WrongSetting(f"{name} has {len(value)} characters; allowed: at most {SHORT}.")
        return value

    def _from_file(self, name: str, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise WrongSetting(f"{name}_FILE: {path} cannot be read ({error.strerror}).") from error

    def choice(self, name: str, default: str, allowed: Iterable[str]) -> str:
        value, choices = self.text(name, default), tuple(allowed)
        if value not in choices:
            raise WrongSetting(f"{name} is {value!r}; allowed: {', '.join(choices)}.")
        return value

    def some_of(self, name: str, default: str, allowed: Iterable[str]) -> list[str]:
        """Words out of a list; none of them for "none"."""
        found, choices = [word.lower() for word in self.names(name, default)], tuple(allowed)
        if found == ["none"]:
            return []
        if unknown := [word for word in found if word not in choices]:
            raise WrongSetting(
                f"{name} has {unknown[0]!r}; allowed: {', '.join(choices)}, or none."
            )
        return found

    def flag(self, name: str) -> bool:
        """False where it is unset."""
        value = self.text(name, "false").lower()
        if value not in TRUE | FALSE:
            raise WrongSetting(f"{name} is {value!r}; allowed: true, false.")
        return value in TRUE

    def flag_or_unset(self, name: str) -> str:
        """ "true" or "false", "" where nobody has said."""
        if not self.text(name):
            return ""
        return "true" if self.flag(name) else "false"

    def number(self, name: str, default: int, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if not value.isdecimal() or not low <= int(value) <= high:
            raise WrongSetting(
                f"{name} is {value!r}; allowed: a whole number from {low} to {high}."
            )
        return int(value)

    def amount(self, name: str) -> Decimal | None:
        """A sum of money; None where it is unset."""
        value = self.text(name)
        try:
            amount = Decimal(value) if value else None
        except InvalidOperation:
            amount = Decimal(-1)
        if amount is not None and not 0 <= amount < 1_000_000:
            raise WrongSetting(
                f"{name} is {value!r}; allowed: an amount in USD such as 20 or 7.50."
            )
        return amount

    def url(self, name: str, default: str = "") -> str:
        """The address of a server, without a slash at its end."""
        value = self.text(name, default)
        if value and not value.startswith(("http://", "https://")):
            raise WrongSetting(
                f"{name} is {value!r}; allowed: an address that begins with https://."
            )
        return value.rstrip("/")

    def site(self, name: str, default: str) -> str:
        """The address under which people reach the pages, without a slash at its end."""
        if not (value := self.text(name, default).rstrip("/")):
            return ""
        allowed = "the address of the pages, such as https://discs.example.org"
        parts = _split(name, value, {"http", "https"}, allowed)
        if not parts.hostname or parts.username or value != f"{parts.scheme}://{parts.netloc}":
            raise WrongSetting(
                f"{name} has more or less than https:// and the name of a host; allowed: {allowed}."
            )
        return value

    def sending(self, name: str) -> str:
        """ "" where nobody has said; else "none", "photos", or "photos,records"."""
        value = ",".join(self.names(name))
        allowed = {"", "none", "photos", "photos,records", "records,photos"}
        if value not in allowed:
            raise WrongSetting(f"{name} is {value!r}; allowed: photos · photos,records · none.")
        return "photos,records" if value == "records,photos" else value

    def catalog(self, name: str) -> str:
        """Where records are searched: "auto", "local", "worldcat", or "worldcat,local"."""
        value = ",".join(self.names(name, "auto"))
        if value not in {"auto", "local", "worldcat", "worldcat,local", "local,worldcat"}:
            raise WrongSetting(
                f"{name} is {value!r}; allowed: auto · local · worldcat · worldcat,local."
            )
        return "worldcat,local" if value == "local,worldcat" else value

    def symbol(self, name: str) -> str:
        """A library's symbol at OCLC, "" where it is unset."""
        value = self.text(name).upper()
        if value and not _SYMBOL.fullmatch(value):
            raise WrongSetting(
                f"{name} is {value!r}; allowed: the library's symbol at OCLC, 3 to 8 letters, "
                "digits or signs of @*&#%+$/."
            )
        return value

    def language(self, name: str, default: str) -> str:
        """A language as MARC codes it; "" for "any"."""
        value = self.text(name, default).lower()
        if not _LANGUAGE.fullmatch(value):
            raise WrongSetting(
                f"{name} is {value!r}; allowed: a language code of MARC such as eng, or any."
            )
        return "" if value == "any" else value

    def digits_pattern(self, name: str) -> str:
        """Digits that stand for themselves and # for any digit, such as 059173#########."""
        value = self.text(name)
        if value.strip("0123456789#"):
            raise WrongSetting(f"{name} is {value!r}; allowed: digits, and # for any digit.")
        return value

    def time_zone(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if value not in available_timezones():
            raise WrongSetting(f"{name} is {value!r}; allowed: a name such as America/Chicago.")
        return value

    def folder(self, name: str, default: Path) -> Path:
        """A folder that can be written to; it is made where it is missing."""
        value = Path(self.text(name, str(default)))
        try:
            value.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WrongSetting(f"{name} is {value}; {error.strerror}.") from error
        if not os.access(value, os.W_OK):
            raise WrongSetting(f"{name} is {value}; allowed: a folder that can be written to.")
        return value

    def names(self, name: str, default: str = "") -> list[str]:
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]


WILDCARDS = {"0.0.0.0", "::", "*"}  # listening on all addresses of the machine is none to go to


def own_address(host: str, port: int, *, https: bool) -> str:
    """Where a program that listens here is reached; "" where only a proxy's address leads to it."""
    if https or host in WILDCARDS:
        return ""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


POSTGRES_OPTIONS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "target_session_attrs"}
UNREACHABLE_AFTER = 5  # seconds until a database that does not answer is an error
KEEP_CONNECTION = 60  # seconds: a page need not sign in to the database anew each time
POSTGRES_URL = "postgres://user:password@host:port/name (unset: SQLite in var/)"
REDIS_URL = "redis://host:port/0 or rediss://… (unset: everything in one process)"


def database_from_url(url: str) -> dict[str, object]:
    """Django's database entry for `postgres://user:password@host:port/name?sslmode=require`.

    Signs such as @ and : in the password are written as %40 and %3A.
    """
    parts = _split("DATABASE_URL", url, {"postgres", "postgresql"}, POSTGRES_URL)
    if not parts.path.strip("/"):
        raise WrongSetting(f"DATABASE_URL names no database; allowed: {POSTGRES_URL}.")
    if find_spec("psycopg") is None:
        raise WrongSetting(
            "DATABASE_URL needs the package psycopg: pip install -r requirements-services.txt"
        )
    options = dict(parse_qsl(parts.query))
    if unknown := sorted(options.keys() - POSTGRES_OPTIONS):
        raise WrongSetting(
            f"DATABASE_URL has the option {unknown[0]!r}; allowed: "
            f"{', '.join(sorted(POSTGRES_OPTIONS))}."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": UNREACHABLE_AFTER, **options},
        "CONN_MAX_AGE": KEEP_CONNECTION,
        "CONN_HEALTH_CHECKS": True,
    }


def broker_url(url: str) -> str:
    """The address as it stands; raises WrongSetting where Redis cannot be reached by it."""
    if url and not _split("REDIS_URL", url, {"redis", "rediss"}, REDIS_URL).hostname:
        raise WrongSetting(f"REDIS_URL names no host; allowed: {REDIS_URL}.")
    return url


def _split(name: str, url: str, schemes: set[str], allowed: str) -> SplitResult:
    """Never repeats the address: it may hold a password."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise WrongSetting(f"{name} has a host or port that is none; allowed: {allowed}.") from None
    if parts.scheme not in schemes:
        raise WrongSetting(f"{name} begins with {parts.scheme!r}; allowed: {allowed}.")
    return parts


def bucket_options(env: Env) -> dict[str, object]:
    """The bucket's settings under the names that django-storages has for them."""
    endpoint = env.text("AWS_S3_ENDPOINT_URL")
    if endpoint and urlsplit(endpoint).scheme not in {"http", "https"}:
        raise WrongSetting(
            f"AWS_S3_ENDPOINT_URL is {endpoint!r}; allowed: https://host or http://host:port."
        )
    options = {
        "bucket_name": env.text("AWS_STORAGE_BUCKET_NAME"),
        "endpoint_url": endpoint,
        "region_name": env.text("AWS_S3_REGION_NAME"),
        "addressing_style": env.choice(
            "AWS_S3_ADDRESSING_STYLE", "auto", ("auto", "path", "virtual")
        ),
        "access_key": env.text("AWS_ACCESS_KEY_ID"),
        "secret_key": env.text("AWS_SECRET_ACCESS_KEY"),
        "location": env.text("AWS_LOCATION"),
    }
    return {name: value for name, value in options.items() if value}
