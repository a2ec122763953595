"""Every question about an upload with its fate, read from the tables some hundred at a time."""

from collections.abc import Iterator

from processing.clients.hidden import hidden
from processing.exports import questions_log
from processing.exports.questions_log import Question
from processing.models import Disc, ModelCall, Upload
from processing.presentation.calls import outcome, stage

AT_ONCE = 500
KINDS = {"log": "text/plain", "jsonl": "application/jsonl"}  # of file, by how its name ends


def file_name(upload_number: int, kind: str) -> str:
    return f"upload-{upload_number}-questions.{kind}"


def lines(upload_number: int, kind: str) -> Iterator[str]:
    """The file as a stream; `kind` is one of KINDS. The upload may have been deleted."""
    questions = of_upload(upload_number)
    if kind == "jsonl":
        return questions_log.as_json_lines(questions)
    upload = Upload.objects.filter(pk=upload_number).first()
    title = f"upload {upload_number}, {upload.name if upload else 'deleted'}"
    return questions_log.as_text(questions, title=title)


def any_of(upload_number: int) -> bool:
    return ModelCall.objects.filter(upload_number=upload_number).exists()


def of_upload(upload_number: int) -> Iterator[Question]:
    """In the order in which they came; a fixed number of queries for each AT_ONCE of them."""
    calls = ModelCall.objects.filter(upload_number=upload_number).order_by("pk")
    calls = calls.defer("request", "answer").select_related("batch")
    last = 0
    while part := list(calls.filter(pk__gt=last)[:AT_ONCE]):
        discs = Disc.objects.in_bulk([call.disc_number for call in part])
        yield from (_question(call, discs.get(call.disc_number)) for call in part)
        last = part[-1].pk


def _question(call: ModelCall, disc: Disc | None) -> Question:
    batch = call.batch
    return Question(
        number=call.pk,
        sent_at=call.sent_at or (batch.submitted_at if batch else None),
        ended_at=call.ended_at,
        disc=call.disc_number,
        disc_name=str(disc) if disc else f"disc {call.disc_number}, deleted",
        stage=call.stage,
        stage_name=stage(call),
        attempt=call.attempt,
        model=call.model,
        road="batch" if batch or call.state == "waiting" else "now",
        batch=str(batch.batch_id or batch.uuid) if batch else "",
        state=call.state,
        outcome=call.outcome,
        fate=outcome(call),
        input_tokens=call.input_tokens,
        cached_tokens=call.cached_tokens,
        output_tokens=call.output_tokens,
        usd=call.cost_usd,
        request_id=call.request_id,
        reused=call.reused,
        lost=call.possibly_paid_twice,
        error=hidden(call.error),
    )
