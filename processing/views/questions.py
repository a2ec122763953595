"""The log of an upload's questions to the model, as a download."""

from django.http import Http404, StreamingHttpResponse
from django.views.decorators.http import require_GET

from processing.models import Upload
from processing.presentation import question_log
from processing.views.base import SignedIn, may


@require_GET
@may("view_modelcall")
def as_text(request: SignedIn, pk: int) -> StreamingHttpResponse:
    return _download(pk, "log")


@require_GET
@may("view_modelcall")
def as_json_lines(request: SignedIn, pk: int) -> StreamingHttpResponse:
    return _download(pk, "jsonl")


def _download(pk: int, kind: str) -> StreamingHttpResponse:
    """Costs outlive uploads, and so does their log."""
    if not (Upload.objects.filter(pk=pk).exists() or question_log.any_of(pk)):
        raise Http404("There is no such upload.")
    content_type = f"{question_log.KINDS[kind]}; charset=utf-8"
    answer = StreamingHttpResponse(question_log.lines(pk, kind), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{question_log.file_name(pk, kind)}"'
    return answer
