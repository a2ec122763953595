"""Signing in."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """Name and password, with a sentence that does not tell which of the two is wrong."""

    error_messages = {
        "invalid_login": "Name and password do not match. Capital letters count in both.",
        "inactive": "This account is switched off. Ask a manager to switch it on again.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name"
