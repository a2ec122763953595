"""The admin: for looking closely and for review. Pipeline fields are read-only; writes are actions.

Django's autodiscovery imports this package, and with it what registers itself.
"""

from django.contrib import admin

from processing.admin import (
    batches,
    calls,
    catalogues,
    discs,
    human,
    people,
    photos,
    records,
    uploads,
    work,
)
from processing.forms.accounts import AdminSignInForm

__all__ = [
    "batches",
    "calls",
    "catalogues",
    "discs",
    "human",
    "people",
    "photos",
    "records",
    "uploads",
    "work",
]

admin.site.site_header = admin.site.site_title = "cdcatalog"
admin.site.index_title = "Admin"
admin.site.enable_nav_sidebar = False
admin.site.login_form = AdminSignInForm
