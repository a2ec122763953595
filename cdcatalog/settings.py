"""Settings. Every value that a library may change is read from the environment or `.env`.

The names, defaults and meanings are listed in docs/settings.md. A wrong value stops the start
with one sentence.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from cdcatalog.env import (
    Env,
    WrongSetting,
    broker_url,
    bucket_options,
    database_from_url,
    load_dotenv,
    own_address,
)
from processing.catalog.calibration import SHIPPED

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = "0.1.0"

load_dotenv(BASE_DIR / ".env", os.environ)
env = Env()


def _secret_key(var: Path) -> str:
    """The key from the environment, or one made on first run and kept in var/."""
    if key := env.text("DJANGO_SECRET_KEY"):
        return key
    file = var / "secret_key"
    if not file.exists():
        made = get_random_secret_key().encode()
        with suppress(FileExistsError):  # two first starts at once: the first one's key counts
            os.write(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), made)
    return file.read_text()


def _sqlite(path: Path) -> dict[str, Any]:
    """SQLite for one machine. IMMEDIATE: a writer waits at BEGIN instead of failing at COMMIT;
    synchronous=FULL: what was committed survives a power cut."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        "TEST": {"NAME": path.with_name(f"test-{os.getpid()}.sqlite3")},
    }


try:
    VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")
    SECRET_KEY = _secret_key(VAR_DIR)
    DEBUG = env.flag("DJANGO_DEBUG")
    HOST = env.text("HOST", "127.0.0.1")
    PORT = env.number("PORT", 8000, 1, 65535)
    HTTPS = env.flag("DJANGO_HTTPS")
    SITE_URL = env.site("SITE_URL", own_address(HOST, PORT, https=HTTPS))
    ALLOWED_HOSTS = env.names("DJANGO_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
    CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
    TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
    REDIS_URL = broker_url(env.text("REDIS_URL"))
    DATABASE_URL = env.text("DATABASE_URL")
    CPU_SLOTS = env.number("CPU_SLOTS", os.cpu_count() or 1, 1, 256)
    OPENAI_CONCURRENCY = env.number("OPENAI_CONCURRENCY", 8, 1, 256)
    WORKER_THREADS = env.number("WORKER_THREADS", CPU_SLOTS + 2 + OPENAI_CONCURRENCY, 2, 512)
    WEB_PROCESSES = env.number("WEB_PROCESSES", 2, 1, 64)
    LEASE_SECONDS = env.number("LEASE_SECONDS", 60, 4, 3600)
    SWEEP_SECONDS = env.number("SWEEP_SECONDS", 60, 1, 3600)
    MAX_UPLOAD_MB = env.number("MAX_UPLOAD_MB", 60, 1, 2000)
    MAX_ARCHIVE_MB = max(MAX_UPLOAD_MB, env.number("MAX_ARCHIVE_MB", 2000, 1, 20_000))

    READER = env.choice("READER", "auto", ("auto", "openai", "local"))
    OPENAI_API_KEY = env.text("OPENAI_API_KEY")
    OPENAI_BASE_URL = env.url("OPENAI_BASE_URL")
    OPENAI_VISION_MODEL = env.short("OPENAI_VISION_MODEL", "gpt-5.6-luna")
    OPENAI_TEXT_MODEL = env.short("OPENAI_TEXT_MODEL", "gpt-5.6-luna")
    OPENAI_RPM = env.number("OPENAI_RPM", 500, 1, 1_000_000)
    OPENAI_TPM = env.number("OPENAI_TPM", 1_000_000, 1_000, 1_000_000_000)
    OPENAI_SECONDS = env.number("OPENAI_SECONDS", 180, 5, 1800)
    OPENAI_REASONING_EFFORT = env.choice(
        "OPENAI_REASONING_EFFORT", "", ("", "none", "minimal", "low", "medium", "high", "xhigh")
    )
    ANALYZE_WITH_MODEL = env.choice(
        "ANALYZE_WITH_MODEL", "when_needed", ("always", "when_needed", "never")
    )
    SEND_TO_MODEL = env.sending("SEND_TO_MODEL")
    BUDGET_USD = env.amount("BUDGET_USD")
    USE_BATCH_PROCESSING = env.choice("USE_BATCH_PROCESSING", "auto", ("auto", "true", "false"))
    BATCH_THRESHOLD = env.number("BATCH_THRESHOLD", 10, 0, 50_000)
    BATCH_POLL_SECONDS = env.number("BATCH_POLL_SECONDS", 300, 1, 86_400)
    BATCH_LOOK_SECONDS = env.number("BATCH_LOOK_SECONDS", 300, 1, 86_400)
    BATCH_FILES_DAYS = env.number("BATCH_FILES_DAYS", 90, 0, 36_500)
    BATCH_MAX_ENQUEUED_TOKENS = env.number(
        "BATCH_MAX_ENQUEUED_TOKENS", 2_000_000, 1_000, 1_000_000_000_000
    )
    if READER == "openai" and not OPENAI_API_KEY:
        raise WrongSetting("READER is 'openai' but OPENAI_API_KEY is not set; set it, or READER.")
    CATALOG = env.catalog("CATALOG")
    OCLC_CLIENT_ID = env.text("OCLC_CLIENT_ID")
    OCLC_SECRET = env.text("OCLC_SECRET")
    if bool(OCLC_CLIENT_ID) != bool(OCLC_SECRET):
        raise WrongSetting("of OCLC_CLIENT_ID and OCLC_SECRET only one is set; set both.")
    if "worldcat" in CATALOG and not OCLC_CLIENT_ID:
        raise WrongSetting(
            f"CATALOG is {CATALOG!r} but OCLC_CLIENT_ID and OCLC_SECRET are not set; set them, "
            "or CATALOG."
        )
    OCLC_SYMBOL = env.symbol("OCLC_SYMBOL")
    OCLC_API = env.choice("OCLC_API", "auto", ("auto", "metadata", "search"))
    OCLC_TOKEN_URL = env.url("OCLC_TOKEN_URL", "https://oauth.oclc.org/token")
    OCLC_SEARCH_URL = env.url(
        "OCLC_SEARCH_URL", "https://americas.discovery.api.oclc.org/worldcat/search/v2"
    )
    OCLC_METADATA_URL = env.url("OCLC_METADATA_URL", "https://metadata.api.oclc.org/worldcat")
    OCLC_CALLS_PER_SECOND = env.number("OCLC_CALLS_PER_SECOND", 5, 1, 100)
    OCLC_CALLS_PER_DAY = env.number("OCLC_CALLS_PER_DAY", 50_000, 1, 10_000_000)
    OCLC_CATALOG_LANGUAGE = env.language("OCLC_CATALOG_LANGUAGE", "eng")
    PUBLISHER_NUMBER_MISMATCH = env.choice(
        "PUBLISHER_NUMBER_MISMATCH", "review", ("review", "veto", "ignore")
    )
    RECORD_MINIMUM = env.some_of(
        "RECORD_MINIMUM",
        "level,300,names,505",
        ("level", "007", "300", "names", "505", "6xx", "rda"),
    )
    TRIAL = env.flag_or_unset("TRIAL")
    HIGH_CONFIDENCE = env.number("HIGH_CONFIDENCE", SHIPPED.high_confidence, 0, 100)
    OCLC_CACHE_DAYS = env.number("OCLC_CACHE_DAYS", 30, 1, 3650)
    ITEM_BARCODE_PATTERN = env.digits_pattern("ITEM_BARCODE_PATTERN")
    EMAIL_HOST = env.text("EMAIL_HOST")
    EMAIL_PORT = env.number("EMAIL_PORT", 25, 1, 65535)
    EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
    EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
    EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
    DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "cdcatalog@localhost")
    LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
    BUCKET = env.text("AWS_STORAGE_BUCKET_NAME")
    BUCKET_OPTIONS = bucket_options(env) if BUCKET else {}
    _database = database_from_url(DATABASE_URL) if DATABASE_URL else _sqlite(VAR_DIR / "db.sqlite3")
except WrongSetting as wrong:
    sys.exit(f"cdcatalog cannot start: {wrong}")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "processing",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
ROOT_URLCONF = "cdcatalog.urls"
WSGI_APPLICATION = "cdcatalog.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "uploads"
LOGOUT_REDIRECT_URL = "sign-in"

EMAIL_TIMEOUT = 10  # seconds: no worker waits longer for a mail server

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = ["cdcatalog.formats"]
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # nothing to collect: a clone runs as it is
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
_files = {"BACKEND": "cdcatalog.storage.LocalStorage"}
_bucket = {"BACKEND": "cdcatalog.bucket.Bucket", "OPTIONS": BUCKET_OPTIONS}
STORAGES = {
    "default": _bucket if BUCKET else _files,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Small values that may be lost: when the last sweep was, failed sign-ins. In one process, its memory.
_redis_limits = {"socket_connect_timeout": 2, "socket_timeout": 2}  # seconds
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "cdcatalog",
        "OPTIONS": _redis_limits,
    }

CELERY_BROKER_URL = REDIS_URL or "memory://localhost"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # workers and beat wait for a broker that is gone
# A lost message heals at the next sweep, so a long visibility time-out only delays.
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 900, **_redis_limits} if REDIS_URL else {"polling_interval": 0.1}
)
# For the same reason a page does not wait for the broker: once more, where a connection had died.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.1}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = WORKER_THREADS
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "processing.sweep", "schedule": SWEEP_SECONDS}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"work": {"()": "processing.logs.WorkFilter"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(work)s%(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["work"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "processing": {"level": LOG_LEVEL},
        "cdcatalog": {"level": LOG_LEVEL},
        # a worker of its own says when it is ready
        **({"celery.apps": {"level": LOG_LEVEL}} if REDIS_URL else {}),
    },
}
