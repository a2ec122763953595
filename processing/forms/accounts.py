"""Signing in."""

import hashlib
import logging
from typing import Any

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

MOST_FAILURES = 10
FORGOTTEN_AFTER = 15 * 60  # seconds after the first failure


class SignInForm(AuthenticationForm):
    """Name and password, with a sentence that does not tell which of the two is wrong.

    Ten failures for one name from one address, and not even the right password is taken there for
    the rest of a quarter of an hour: guessing must not be worth while.
    """

    error_messages = {
        "invalid_login": "Name and password do not match. Capital letters count in both.",
        "inactive": "This account is switched off. Ask a manager to switch it on again.",
        "too_often": "Too many wrong passwords for this name. Wait 15 minutes, then try again.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name"

    def clean(self) -> dict[str, Any]:
        key = _key(self.request, str(self.cleaned_data.get("username", "")))
        if _failures(key) >= MOST_FAILURES:
            raise ValidationError(self.error_messages["too_often"], code="too_often")
        try:
            cleaned = super().clean()
        except ValidationError:
            _failed(key)
            raise
        _forget(key)
        return cleaned


class AdminSignInForm(AdminAuthenticationForm, SignInForm):
    """The admin's own door, for those who may not enter it with the account they have: as strict."""

    error_messages = SignInForm.error_messages | AdminAuthenticationForm.error_messages


def _key(request: HttpRequest | None, name: str) -> str:
    whole = f"{name.casefold()} {_address(request)}"
    return f"sign-in-{hashlib.sha256(whole.encode()).hexdigest()}"


def _address(request: HttpRequest | None) -> str:
    """Where the browser is. Behind a proxy (DJANGO_HTTPS) what that one added last to the list."""
    if request is None:
        return ""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    address: str = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return address


def _failures(key: str) -> int:
    """0 where the broker does not answer: people must get in all the same."""
    try:
        return int(cache.get(key, 0))
    except RedisError as error:
        log.warning("wrong passwords are not counted: %s", error)
        return 0


def _failed(key: str) -> None:
    try:
        cache.add(key, 0, FORGOTTEN_AFTER)
        cache.incr(key)
    except (RedisError, ValueError) as error:  # ValueError: forgotten between the two
        log.warning("a wrong password is not counted: %s", error)


def _forget(key: str) -> None:
    try:
        cache.delete(key)
    except RedisError as error:
        log.warning("wrong passwords are not forgotten: %s", error)
