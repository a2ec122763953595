"""People and groups: membership of a group says who may sign in to the admin."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from processing.admin.base import NamedList
from processing.groups import STAFF_GROUPS

if TYPE_CHECKING:
    _UserAdmin = StockUserAdmin[User]
else:
    _UserAdmin = StockUserAdmin  # not subscriptable when the program runs

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(NamedList, _UserAdmin):
    """Only a superuser makes superusers or changes their accounts."""

    list_display = ["username", "first_name", "last_name", "in_groups", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("What the person may do", {"fields": ["is_active", "groups", "is_staff"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    filter_horizontal = []  # the two lists with arrows do not pass WCAG
    readonly_fields = ["is_staff", "last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A handful of groups is ticked, not moved from list to list."""
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = (
                "Imaging uploads; Catalogers also decide; Managers also run again."
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description="Groups")
    def in_groups(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        return ", ".join(names) or ("superuser" if user.is_superuser else "–")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return fieldsets
        more = {"classes": ["collapse"], "fields": ["is_superuser", "user_permissions"]}
        return [*fieldsets, ("Beyond the groups", more)]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return bool(super().has_change_permission(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """People are switched off, not deleted: what they decided keeps their name."""
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Sets `is_staff` from the groups once they are saved."""
        super().save_related(request, form, formsets, change)
        user: User = form.instance
        user.is_staff = user.is_superuser or user.groups.filter(name__in=STAFF_GROUPS).exists()
        user.save(update_fields=["is_staff"])


@admin.register(Group)
class GroupAdmin(NamedList, StockGroupAdmin):
    """The four groups come from the program; a library may add its own."""

    filter_horizontal = []

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return bool(request.user.is_superuser)
