"""All addresses: the admin, the sign-in pages and the app's own pages."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

handler500 = "processing.views.errors.server_error"

urlpatterns = [
    # one page to change a password: it also ends the reminder
    path("admin/password_change/", RedirectView.as_view(pattern_name="password")),
    path("admin/", admin.site.urls),
    path("", include("processing.urls")),
]
