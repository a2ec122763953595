"""A mail to the person who made the upload, when a batch of it has ended."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from processing.models import OPEN_STATES, BatchJob, Upload

log = logging.getLogger(__name__)


def ended(job: BatchJob) -> None:
    """Called once, by whoever ended the job, after that is committed.

    Without EMAIL_HOST, or where the person has no address, nothing is sent. A mail server that
    fails is logged and changes nothing.
    """
    if not settings.EMAIL_HOST:
        return
    upload = Upload.objects.select_related("created_by").filter(pk=job.upload_number).first()
    to = upload.created_by.email if upload and upload.created_by else ""
    if not upload or not to:
        return
    subject, text = _words(upload, job)
    try:
        EmailMessage(subject, text, to=[to]).send()
    except (OSError, ValueError) as error:  # every error of smtplib is an OSError
        log.warning("nobody was told that the batch has ended: %s", error)


def _words(upload: Upload, job: BatchJob) -> tuple[str, str]:
    """Subject and text."""
    name = " ".join(upload.name.split())  # a subject is one line
    number = job.batch_id or f"{job.pk}"
    at = timezone.localtime(job.ended_at or timezone.now())
    said = [
        f"The batch {number} of the upload “{name}” has ended at {at:%H:%M} on {at.day} {at:%B %Y}: "
        f"{job.applied} of {job.requests} questions have come back."
    ]
    if job.error:
        said.append(job.error)
    others = BatchJob.objects.filter(upload_number=upload.pk, state__in=OPEN_STATES).count()
    if others:
        said.append(f"Batches of this upload that are still open: {others}.")
    said.append(_where(upload))
    return f"cdcatalog: a batch of “{name}” has ended", "\n\n".join(said)


def _where(upload: Upload) -> str:
    """The link stands alone, so that no full stop becomes part of it."""
    if not settings.SITE_URL:
        return f"More is said on the page of the upload (number {upload.pk})."
    address = reverse("upload", args=[upload.pk])
    return f"The page of the upload says more:\n{settings.SITE_URL}{address}"
