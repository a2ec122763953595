"""What views share: who is asking, who may, and where to go afterwards."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase

PAGE = 50
MAY = {
    "add_photos": "add photos or start processing",
    "review": "decide on matches or correct readings",
    "manage": "confirm what is sent, switch auto-accept, cancel, run an upload again or delete it",
    "view_photo": "look at photos",
    "cover": "cover parts of photos",
    "view_report": "look at reports",
    "view_modelcall": "look at costs",
}
Rest = ParamSpec("Rest")


class SignedIn(HttpRequest):
    """A request behind the sign-in: its user is known (LoginRequiredMiddleware)."""

    user: User


View = Callable[Concatenate[SignedIn, Rest], HttpResponseBase]


def refusal(codename: str) -> str:
    return f"Your account may not {MAY[codename]}. A manager can give it the right group."


def may(codename: str) -> Callable[[View[Rest]], View[Rest]]:
    """Lets in who has the permission `processing.<codename>`; answers 403 in words otherwise."""

    def wrap(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def checked(
            request: SignedIn, /, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> HttpResponseBase:
            if not request.user.has_perm(f"processing.{codename}"):
                raise PermissionDenied(refusal(codename))
            return view(request, *args, **kwargs)

        return checked

    return wrap


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> "Page[Any]":
    """The page that `?page=` asks for; the nearest one where that does not exist."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def query_of(request: HttpRequest) -> str:
    """The query of this address with its “?”, to come back to the same page of a list."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def by_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def say_errors(request: HttpRequest, form: BaseForm) -> None:
    """The form's errors as messages of the next page."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
