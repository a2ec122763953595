"""Lines of a result file, each by itself."""

import pytest

from processing.batches import lines
from processing.clients.openai_errors import Kind


@pytest.mark.parametrize(
    ("raw", "number", "kind"),
    [
        (b"{", None, ""),
        (b"[]", None, ""),
        (b'{"custom_id": "x"}', None, "not run"),
        (b'{"custom_id": "7", "response": null, "error": {"code": "batch_expired"}}', 7, "not run"),
        (b'{"custom_id": "7", "response": {"status_code": 200, "body": {}}}', 7, "body"),
        (b'{"custom_id": "7", "response": {"status_code": 500, "body": null}}', 7, "error"),
        (b'{"custom_id": "7", "response": {"status_code": "x"}}', 7, "error"),
        (b'{"custom_id": "99999999999999999999", "response": {}}', None, "error"),
    ],
)
def test_a_line_of_any_shape_is_understood(raw: bytes, number: int | None, kind: str):
    line = lines.read(raw)
    assert line.call == number
    told = {"body": line.body is not None, "error": bool(line.error), "not run": bool(line.not_run)}
    assert [name for name, there in told.items() if there] == ([kind] if kind else [])


def test_a_line_that_says_the_photo_is_bad_is_final():
    body = b'{"error": {"code": "image_parse_error", "message": "no"}}'
    raw = b'{"custom_id": "7", "response": {"status_code": 400, "body": %s}}' % body
    error = lines.read(raw).error
    assert error is not None
    assert error.kind is Kind.IMAGE
    assert not error.retryable


def test_a_line_that_was_not_run_says_why():
    raw = b'{"custom_id": "7", "error": {"code": "request_timeout", "message": "Too slow."}}'
    assert lines.read(raw).why == "request_timeout: Too slow."
    raw = b'{"custom_id": "7", "response": {"status_code": 500, "body": {"error": {"code": null}}}}'
    assert lines.read(raw).why == ""


def test_what_a_line_says_is_cut_and_shows_no_photo_and_no_key():
    said = b"data:image/jpeg;base64,AAAA of sk-abcdef123 " + b"x" * 500
    raw = b'{"custom_id": "7", "error": {"code": "server_error", "message": "%s"}}' % said
    why = lines.read(raw).why
    assert why.startswith("server_error: … of … xxx")
    assert len(why) == 300
