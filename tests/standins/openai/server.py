"""The server itself: HTTP, keys, headers, and the calls by which a test steers it."""

import itertools
import json
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.standins.openai import sees
from tests.standins.openai.batches import Batches
from tests.standins.openai.chat import Chat, failed
from tests.standins.openai.faults import CONNECTION, ERRORS, Fault, Faults
from tests.standins.openai.files import Files
from tests.standins.openai.limit import Limit
from tests.standins.openai.replies import Reply, error

RATE_HEADERS = {
    "x-ratelimit-limit-requests": "5000",
    "x-ratelimit-remaining-requests": "4999",
    "x-ratelimit-reset-requests": "12ms",
    "x-ratelimit-limit-tokens": "2000000",
    "x-ratelimit-remaining-tokens": "1999000",
    "x-ratelimit-reset-tokens": "6ms",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One request that came in: method, path, the JSON body where there was one, and the status."""

    method: str
    path: str
    body: Any
    status: int


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256  # fifty clients that connect at once are not refused


class StandIn:
    """A running stand-in. `url` is the base URL for the client, /v1 included.

    `rpm` is how many questions a minute it takes (0: all), `most_at_once` how many requests were
    in flight at the same time at most, `keep_photos` whether `calls` keeps the photos' bytes.
    """

    def __init__(self, port: int = 0, *, latency: float = 0.0, key: str = "") -> None:
        self.latency, self.key = latency, key
        self.faults, self.truth = Faults(), sees.Truth()
        self.chat = Chat(self.faults, self.truth)
        self.files = Files(self.now, self.faults)
        self.batches = Batches(self.files, self.chat, self.faults, self.now)
        self.calls: list[Call] = []
        self.headers = dict(RATE_HEADERS)
        self.limit = Limit(self.now)
        self.at_once, self.most_at_once = 0, 0
        self.keep_photos = True
        self._lock = threading.Lock()
        self.ahead = 0.0
        self._requests = itertools.count(1)
        handler = type("Handler", (_Handler,), {"stand_in": self})
        self._server = _Server(("127.0.0.1", port), handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> "StandIn":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def rpm(self) -> int:
        return self.limit.rpm

    @rpm.setter
    def rpm(self, rpm: int) -> None:
        self.limit.rpm = rpm

    @contextmanager
    def in_flight(self) -> Iterator[None]:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            with self._lock:
                self.at_once -= 1

    def state(self) -> dict[str, Any]:
        """The numbers that a test or a bench reads at the end."""
        statuses = Counter(str(call.status) for call in list(self.calls))
        return {"calls": dict(statuses), "most_at_once": self.most_at_once, "rpm": self.rpm}

    def serve(self) -> None:
        self._server.serve_forever()

    def now(self) -> float:
        """The server's clock: the real one, and what a test put on top."""
        return time.time() + self.ahead

    def advance(self, seconds: float) -> None:
        self.ahead += seconds

    def fault(self, kind: str, **more: Any) -> None:
        self.faults.add(Fault(kind, **more))

    def asked(self, path: str = "/v1/chat/completions") -> list[Call]:
        return [call for call in self.calls if call.path == path]

    def request_id(self) -> str:
        return f"req_{next(self._requests):08d}"

    def load(self, path: Path) -> None:
        self.truth.load(path)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stand_in: StandIn

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: tests read `calls`."""

    def _serve(self, method: str) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path.rstrip("/")
        if path.startswith("/_test/"):
            self._send(self._steer(path, content))
            return
        body = self._json(content)
        with self.stand_in.in_flight():
            reply = self._worked(method, path, body, content)
        if reply is None:
            return
        if self.stand_in.faults.take(path, _text(body), {"drop_after"}):
            self.close_connection = True
            return
        self._send(reply)

    def _worked(self, method: str, path: str, body: Any, content: bytes) -> Reply | None:
        """The reply, None where a switched-on fault leaves the client without one."""
        if not self._alive(path, body):
            return None
        time.sleep(self.stand_in.latency)
        try:
            reply = self._route(method, path, body, content)
        except Exception as mistake:  # a mistake of the stand-in must not look like a network's
            traceback.print_exc()
            reply = error(500, f"The stand-in failed: {mistake!r}", kind="stand_in")
        kept = body if self.stand_in.keep_photos else _without_photos(body)
        self.stand_in.calls.append(Call(method, path, kept, reply.status))
        return reply

    def _alive(self, path: str, body: Any) -> bool:
        """False where a switched-on fault leaves the client without an answer."""
        hit = self.stand_in.faults.take(path, _text(body), CONNECTION - {"drop_after"})
        if hit is None:
            return True
        time.sleep(hit.seconds)
        self.close_connection = True
        return False

    def _json(self, content: bytes) -> Any:
        if "json" not in self.headers.get("Content-Type", ""):
            return None
        try:
            return json.loads(content or b"null")
        except ValueError:
            return None

    def _route(self, method: str, path: str, body: Any, content: bytes) -> Reply:
        stand_in = self.stand_in
        wanted = f"Bearer {stand_in.key}" if stand_in.key else "Bearer "
        if not self.headers.get("Authorization", "").startswith(wanted):
            message = "Incorrect API key provided."
            return error(401, message, code="invalid_api_key")
        if path == "/v1/chat/completions" and method == "POST":
            return stand_in.limit.refusal() or stand_in.chat.reply(body)
        if hit := stand_in.faults.take(path, "", set(ERRORS)):
            return failed(hit)
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        kind = self.headers.get("Content-Type", "")
        if path.startswith("/v1/files"):
            return stand_in.files.route(method, path, query, (kind, content))
        if path.startswith("/v1/batches"):
            return stand_in.batches.route(method, path, query, body)
        return error(404, f"Invalid URL ({method} {path})")

    def _steer(self, path: str, content: bytes) -> Reply:
        data = json.loads(content or b"null")
        if path == "/_test/faults":
            self.stand_in.faults.add_json(data) if data else self.stand_in.faults.clear()
        elif path == "/_test/clock":
            self.stand_in.advance(float(data["advance"]))
        elif path == "/_test/truth":
            self.stand_in.truth.add(data)
        elif path == "/_test/set":
            self._set(data)
        elif path == "/_test/state":
            return Reply(200, self.stand_in.state())
        elif path == "/_test/calls":
            return Reply(200, [asdict(call) for call in self.stand_in.calls])
        else:
            return error(404, "no such call")
        return Reply(200, {"ok": True})

    def _set(self, data: dict[str, Any]) -> None:
        self.stand_in.rpm = int(data.get("rpm", self.stand_in.rpm))
        self.stand_in.latency = float(data.get("latency", self.stand_in.latency))
        self.stand_in.headers.update(data.get("headers", {}))

    def _send(self, reply: Reply) -> None:
        raw = isinstance(reply.body, bytes)
        text = reply.body if isinstance(reply.body, str | bytes) else json.dumps(reply.body)
        content = text if isinstance(text, bytes) else text.encode()
        self.send_response(reply.status)
        kind = "application/octet-stream" if raw else "application/json"
        html = isinstance(reply.body, str)
        headers = {
            "content-type": "text/html" if html else kind,
            "content-length": str(len(content)),
            "x-request-id": self.stand_in.request_id(),
            "openai-processing-ms": "5",
            **self.stand_in.headers,
            **self.stand_in.limit.headers(),
            **reply.headers,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _without_photos(body: Any) -> Any:
    """The body with the length of each photo instead of its bytes."""
    if isinstance(body, dict):
        return {name: _without_photos(one) for name, one in body.items()}
    if isinstance(body, list):
        return [_without_photos(one) for one in body]
    photo = isinstance(body, str) and body.startswith("data:image/")
    return f"data:image/… {len(body)} characters" if photo else body


def _text(body: Any) -> str:
    """The words of a question, without its photos, for faults that ask for them."""
    messages = body.get("messages") if isinstance(body, dict) else None
    texts = []
    for message in messages if isinstance(messages, list) else ():
        content = message.get("content") if isinstance(message, dict) else None
        parts = content if isinstance(content, list) else [{"text": content}]
        texts += [part["text"] for part in parts if isinstance(part, dict) and "text" in part]
    return "\n".join(text for text in texts if isinstance(text, str))
