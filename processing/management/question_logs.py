"""The logs of an upload's questions as files in var/logs/, rendered anew from the tables."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import OutputWrapper

from processing.models import Upload
from processing.presentation import question_log


def write_logs(upload: Upload, out: OutputWrapper) -> None:
    """Nothing where no question was asked."""
    if not question_log.any_of(upload.pk):
        return
    folder = settings.VAR_DIR / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    for kind in question_log.KINDS:
        path: Path = folder / question_log.file_name(upload.pk, kind)
        with path.open("w", encoding="utf-8") as file:
            file.writelines(question_log.lines(upload.pk, kind))
        out.write(f"Questions: {path}")
