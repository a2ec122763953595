"""The admin: for looking closely and for review. Pipeline fields are read-only; writes are actions.

Django's autodiscovery imports this package, and with it what registers itself.
"""

from django.contrib import admin

from processing.admin import discs, human, people, photos, records, uploads, work

__all__ = ["discs", "human", "people", "photos", "records", "uploads", "work"]

admin.site.site_header = admin.site.site_title = "cdcatalog"
admin.site.index_title = "Admin"
admin.site.enable_nav_sidebar = False
