"""Photos and reports in an S3-compatible bucket: read whole with one request, never by a public address.

Takes the place of the local folder when AWS_STORAGE_BUCKET_NAME is set. Everything that may go
wrong on the way is an OSError, as with a local file: FileNotFoundError for what is not there,
`BucketError` for a storage that does not answer or refuses.
"""

import shutil
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

IN_MEMORY = (
    8 << 20
)  # bytes; what is larger waits on disk, so that a ZIP of 2 GB stays out of memory
CONNECT_SECONDS, READ_SECONDS, TRIES = 5, 30, 3
MISSING = {"404", "NoSuchKey", "NotFound"}


class BucketError(OSError):
    """The storage does not answer, or refuses; the message is the storage's own."""


class StoredFile(File):
    """One object of the bucket, fetched when it is opened; opened again, it is fetched again."""

    def __init__(self, bucket: "Bucket", name: str) -> None:
        super().__init__(bucket.fetch(name), name)
        self._bucket = bucket

    def open(self, mode: str | None = None, *_: Any, **__: Any) -> "StoredFile":
        if self.closed:
            self.file = self._bucket.fetch(str(self.name))
        self.seek(0)
        return self


class Bucket(S3Storage):
    """django-storages' bucket with time limits, and without addresses."""

    def __init__(self, **options: Any) -> None:
        style = options.pop("addressing_style", None)
        config = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"max_attempts": TRIES, "mode": "standard"},
            s3={"addressing_style": style} if style else None,
        )
        # in this thread: a pool of threads for each photo would cost more than it gains
        transfer = TransferConfig(use_threads=False)
        super().__init__(client_config=config, transfer_config=transfer, **options)

    def fetch(self, name: str) -> "SpooledTemporaryFile[bytes]":
        """The whole object. Raises FileNotFoundError or BucketError."""
        with ExitStack() as closed_on_error:
            held = closed_on_error.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
            try:
                client, key = self.bucket.meta.client, self._normalize_name(name)
                with client.get_object(Bucket=self.bucket_name, Key=key)["Body"] as body:
                    shutil.copyfileobj(body, held)
            except (ClientError, BotoCoreError) as error:
                raise _as_os_error(error, name) from error
            held.seek(0)
            closed_on_error.pop_all()
        return held

    def _open(self, name: str, mode: str = "rb") -> StoredFile:
        if mode != "rb":
            raise ValueError("A stored file is read as bytes or replaced as a whole.")
        return StoredFile(self, name)

    def _save(self, name: str, content: File) -> str:
        try:
            return str(super()._save(name, content))
        except (ClientError, BotoCoreError) as error:
            raise _as_os_error(error, name) from error

    def delete(self, name: str) -> None:
        try:
            super().delete(name)
        except (ClientError, BotoCoreError) as error:
            raise _as_os_error(error, name) from error

    def exists(self, name: str) -> bool:
        try:
            return bool(super().exists(name))
        except (ClientError, BotoCoreError) as error:
            raise _as_os_error(error, name) from error

    def size(self, name: str) -> int:
        try:
            return int(super().size(name))
        except (ClientError, BotoCoreError) as error:
            raise _as_os_error(error, name) from error

    def url(self, *_: Any, **__: Any) -> str:
        """Photos and reports are shown by views that check who asks, never by an address."""
        raise ValueError("Stored files have no address of their own.")


def _as_os_error(error: Exception, name: str) -> OSError:
    code = error.response["Error"].get("Code") if isinstance(error, ClientError) else ""
    if code in MISSING:
        return FileNotFoundError(f"{name} is not in the bucket")
    return BucketError(f"the storage of photos: {error}")
