"""What the admin's pages share: they show, and leave writing to actions."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from processing.models import Photo

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin  # not subscriptable when the program runs


class StaffRequest(HttpRequest):
    """A request in the admin: its user is known and staff."""

    user: User


class NamedList(ModelAdmin):
    """A list that is headed by what stands in it, not by "Select disc to view"."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        plural = str(self.model._meta.verbose_name_plural)
        title = {"title": plural[0].upper() + plural[1:], **(extra_context or {})}
        return super().changelist_view(request, title)


class ReadOnlyAdmin(NamedList):
    """Rows that the program makes: seen by those who may view them, written by nobody here."""

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions_on_top = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def thumb(photo: Photo | None, style: str = "thumb small") -> str:
    """The thumbnail as an image that loads when it is scrolled to; a dash where there is none."""
    if photo is None or not photo.thumb:
        return "–"
    return format_html(
        '<img class="{}" src="{}" alt="{} photo" width="{}" height="{}" loading="lazy">',
        style,
        reverse("photo", args=[photo.pk, "thumb"]),
        photo.get_role_display(),
        photo.width,
        photo.height,
    )


def link(address: str, text: Any) -> str:
    return format_html('<a href="{}">{}</a>', address, text)
