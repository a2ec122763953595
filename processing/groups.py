"""The four groups of people and what each may do."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

IMAGING, CATALOGERS, MANAGERS, VIEWERS = "Imaging", "Catalogers", "Managers", "Viewers"

_PHOTOS = "add_photos"
_REVIEW = "review"
_MANAGE = "manage"
GROUPS: dict[str, tuple[str, ...]] = {
    IMAGING: (_PHOTOS,),
    CATALOGERS: (_PHOTOS, _REVIEW),
    MANAGERS: (_PHOTOS, _REVIEW, _MANAGE),
    VIEWERS: (),
}
STAFF_GROUPS = {CATALOGERS, MANAGERS, VIEWERS}  # who may sign in to the admin


def make_groups(**_signal: Any) -> None:
    """Makes the groups and gives them their permissions; groups that a library added stay."""
    own = ContentType.objects.filter(app_label="processing")
    reading = Q(content_type__in=own, codename__startswith="view_")
    people = Q(content_type__app_label="auth") & Q(content_type__model__in=("user", "group"))
    for name, codenames in GROUPS.items():
        wanted: Q = reading | Q(content_type__in=own, codename__in=codenames)
        if name == MANAGERS:
            wanted |= people
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(wanted))
