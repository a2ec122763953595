"""All addresses: the admin, the sign-in pages and the app's own pages."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("processing.urls")),
]
