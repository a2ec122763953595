"""The app's addresses."""

from django.urls import URLPattern, path

from processing.views import accounts, discs, health, photos, reports, uploads, work

urlpatterns: list[URLPattern] = [
    path("sign-in/", accounts.SignIn.as_view(), name="sign-in"),
    path("sign-out/", accounts.SignOut.as_view(), name="sign-out"),
    path("password/", accounts.ChangePassword.as_view(), name="password"),
    path("healthz", health.healthz, name="healthz"),
    path("", uploads.uploads, name="uploads"),
    path("uploads/new/", uploads.new, name="upload-new"),
    path("uploads/<int:pk>/", uploads.upload, name="upload"),
    path("uploads/<int:pk>/progress/", uploads.upload_progress, name="upload-progress"),
    path("uploads/<int:pk>/discs/", uploads.upload_discs, name="upload-discs"),
    path("uploads/<int:pk>/photos/", photos.receive, name="upload-photos"),
    path("uploads/<int:pk>/have/", photos.have, name="upload-have"),
    path("uploads/<int:pk>/assign/", photos.assign, name="photos-assign"),
    path("uploads/<int:pk>/start/", work.start, name="upload-start"),
    path("uploads/<int:pk>/cancel/", work.cancel, name="upload-cancel"),
    path("uploads/<int:pk>/retry/", work.retry_upload, name="upload-retry"),
    path("uploads/<int:pk>/run-again/", work.run_upload_again, name="upload-run-again"),
    path("uploads/<int:pk>/delete/", uploads.delete, name="upload-delete"),
    path("discs/<int:pk>/", discs.disc, name="disc"),
    path("discs/<int:pk>/ledger/", discs.disc_ledger, name="disc-ledger"),
    path("discs/<int:pk>/retry/", work.retry_disc, name="disc-retry"),
    path("discs/<int:pk>/run-again/", work.run_disc_again, name="disc-run-again"),
    path("photos/<int:pk>/<slug:size>/", photos.photo, name="photo"),
    path("reports/", reports.reports, name="reports"),
    path("reports/ask/", reports.ask, name="report-ask"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/download/", reports.download, name="report-download"),
]
