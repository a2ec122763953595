"""Photos in the admin: thumbnails and working JPEGs, never the originals."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from processing.admin.base import ReadOnlyAdmin, link, thumb
from processing.models import Photo
from processing.presentation import words


@admin.register(Photo)
class PhotoAdmin(ReadOnlyAdmin):
    list_display = ["small", "name", "page", "role", "of_disc", "of_upload", "stands", "arrived_at"]
    list_display_links = ["name"]
    list_filter = ["state", "role", ("upload", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["disc", "upload"]
    search_fields = ["name", "folder", "disc__item_barcode", "sha256"]
    fields = [
        "large",
        "name",
        "folder",
        "page",
        "role",
        "of_disc",
        "of_upload",
        "stands",
        "error",
        "codes",
        "width",
        "height",
        "sha256",
        "arrived_at",
    ]
    readonly_fields = ["large", "of_disc", "of_upload", "stands", "codes"]

    @admin.display(description="Photo")
    def small(self, photo: Photo) -> str:
        return thumb(photo)

    @admin.display(description="Photo")
    def large(self, photo: Photo) -> str:
        if not photo.working:
            return "–"
        return link(reverse("photo", args=[photo.pk, "working"]), thumb(photo, "thumb wide"))

    @admin.display(description="Disc", ordering="disc")
    def of_disc(self, photo: Photo) -> str:
        if photo.disc is None:
            return "Unassigned"
        return link(reverse("admin:processing_disc_change", args=[photo.disc.pk]), photo.disc)

    @admin.display(description="Upload", ordering="upload")
    def of_upload(self, photo: Photo) -> str:
        return link(reverse("upload", args=[photo.upload_id]), photo.upload.name)

    @admin.display(description="State", ordering="state")
    def stands(self, photo: Any) -> str:
        return f"{words.STATE_MARKS[photo.state]} {photo.get_state_display()}"

    @admin.display(description="Barcodes")
    def codes(self, photo: Photo) -> str:
        return ", ".join(f"{code['text']} ({code['format']})" for code in photo.barcodes) or "none"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("disc", "upload").order_by("-pk")
