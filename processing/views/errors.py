"""The page of an error that nobody foresaw, and of a database that is away for a while."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views import defaults

SOON = "5"  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that does not answer is no fault of what was sent: 503, and when to come again.

    The script that sends photos waits for it, as for a server that is being restarted.
    """
    page = defaults.server_error(request)
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        page.status_code, page.headers["Retry-After"] = 503, SOON
    return page
