"""The server itself: HTTP, the gateway, and the calls by which a test steers it."""

import json
import sys
import threading
import time
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pymarc import Record

from tests.standins.worldcat import api, faults, files
from tests.standins.worldcat.asked import Asked
from tests.standins.worldcat.faults import Fault, Faults
from tests.standins.worldcat.holdings import Holdings
from tests.standins.worldcat.replies import Refused, Reply, gateway, repeats
from tests.standins.worldcat.searching import Rules
from tests.standins.worldcat.store import Store
from tests.standins.worldcat.stubs import Stub, marc
from tests.standins.worldcat.tokens import METADATA, SEARCH, Tokens
from tests.standins.worldcat.traffic import Call, Traffic

HEADERS = {
    "Cache-Control": "no-cache, no-store, max-age=0, must-revalidate",
    "Pragma": "no-cache",
    "Expires": "0",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "x-amz-apigw-id": "Stand-in=",
}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no trouble of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class StandIn:
    """A running stand-in; the three URLs are the bases that a client is given.

    The key `client_id` with `secret` has the `scopes`; `tokens.grant` makes others. `rules` are
    choices that OCLC leaves open, `symbol` is the library of the key. Latency is in seconds.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        latency: float = 0.0,
        client_id: str = "wskey",
        secret: str = "secret",
        scopes: Sequence[str] = (SEARCH, METADATA),
        expires_in: float = 1199,
        symbol: str = "OURS",
    ) -> None:
        self.latency, self.ahead = latency, 0.0
        self.client_id, self.secret = client_id, secret
        self.faults, self.rules, self.traffic = Faults(), Rules(), Traffic()
        self.records, self.holdings = Store(), Holdings(symbol)
        self.tokens = Tokens(self.now)
        self.tokens.expires_in = expires_in
        self.tokens.grant(client_id, secret, scopes)
        self.api = api.Api(self.records, self.holdings, self.rules)
        handler = type("Handler", (_Handler,), {"stand_in": self})
        self._server = _Server(("127.0.0.1", port), handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.token_url = f"{self.url}/token"
        self.search_url = f"{self.url}{api.SEARCH}"
        self.metadata_url = f"{self.url}{api.METADATA}"

    def __enter__(self) -> "StandIn":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(self) -> None:
        self._server.serve_forever()

    def now(self) -> float:
        """The server's clock: the real one, and what a test put on top."""
        return time.time() + self.ahead

    def advance(self, seconds: float) -> None:
        self.ahead += seconds

    # What it knows

    def add(self, records: Iterable[Record]) -> list[str]:
        """Takes MARC records in; their OCLC numbers, given where they have none."""
        return self.records.add(records)

    def add_stub(self, oclc: str | int, title: str, creator: str = "", **more: Any) -> str:
        """A small record of a few words; `more` is as in stubs.Stub. Its OCLC number."""
        return self.add([marc(Stub(str(oclc or ""), title, creator, **more))])[0]

    def load(self, path: Path) -> list[str]:
        """Takes in the records of a file in ISO 2709 or MARCXML."""
        return self.add(files.read(path))

    def hold(self, oclc: str | int, symbols: Sequence[str] = (), total: int | None = None) -> None:
        """These libraries hold the record, and `total` libraries altogether."""
        held = self.records.get(str(oclc))
        self.holdings.hold(held.number if held else str(oclc), list(symbols), total)

    def merge(self, old: str | int, into: str | int) -> None:
        """The record `old` is merged into another one."""
        self.records.merge(str(old), str(into))
        self.holdings.move(str(old), str(into))

    # What goes wrong

    def fault(self, kind: str, **more: Any) -> None:
        """Switches a fault on; see faults.Fault."""
        self.faults.add(Fault(kind, **more))

    # What was asked

    def calls(self, path_part: str = "/worldcat") -> list[Call]:
        """The requests whose path has this part; token requests are not among them by default."""
        return self.traffic.calls(path_part)

    def most_in_a_second(self, path_part: str = "/worldcat") -> int:
        return self.traffic.most_in_a_second(path_part)

    @property
    def token_requests(self) -> int:
        return len(self.traffic.calls("/token"))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    stand_in: StandIn

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_PUT(self) -> None:
        self._serve("PUT")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: tests read `calls`."""

    def _serve(self, method: str) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        path = url.path.rstrip("/")
        if path.startswith("/_test/"):
            try:
                self._send(self._steered(path, content))
            except (ValueError, TypeError, KeyError, AttributeError) as mistake:
                self._send(Reply(400, {"message": repr(mistake)}))
            return
        form = "urlencoded" in self.headers.get("Content-Type", "")
        params = {**_params(url.query), **(_params(content.decode()) if form else {})}
        at, token = time.monotonic(), self._token()
        fault = self.stand_in.faults.take(path, " ".join(params.values()))
        with self.stand_in.traffic.under_way():
            reply = self._worked(method, path, params, fault)
        gone = fault is not None and fault.kind in ("drop", "drop_after")
        status = 0 if gone or reply is None else reply.status
        self.stand_in.traffic.add(Call(method, path, params, token, at, status))
        if status == 0 or reply is None:
            self.close_connection = True
            return
        self._send(reply, cut=fault is not None and fault.kind == "cut_off")

    def _worked(
        self, method: str, path: str, params: dict[str, str], fault: Fault | None
    ) -> Reply | None:
        """The reply, None where a fault breaks the connection before anything is done."""
        if fault and fault.kind == "drop":
            return None
        time.sleep(self.stand_in.latency + (fault.seconds if fault and fault.kind == "slow" else 0))
        try:
            reply = faults.instead(fault, self._token())
            if reply is None:
                reply = self._routed(method, path, params, fault)
        except Refused as refused:
            reply = refused.reply
        except Exception as mistake:  # a mistake of the stand-in must not look like OCLC's
            traceback.print_exc()
            reply = Reply(500, {"stand-in": f"failed: {mistake!r}"})
        return faults.spoiled(fault, reply)

    def _routed(self, method: str, path: str, params: dict[str, str], fault: Fault | None) -> Reply:
        if path == "/token":
            authorization = self.headers.get("Authorization", "")
            return self.stand_in.tokens.route(method, authorization, params)
        found = self.stand_in.api.route(path)
        if found is None:
            return repeats(self._token())
        token = self.stand_in.tokens.of(self._token())
        if token is None:
            return gateway(401, "Unauthorized")
        route, number = found
        if route.scope not in token.scopes:
            return gateway(403, "Forbidden")
        accept = self.headers.get("Accept", "")
        languages = self.headers.get("Accept-Language", "")
        if refusal := api.refusal(route, method, accept, languages):
            return refusal
        merged = fault is not None and fault.kind == "merged"
        return route.answer(Asked(number, params, accept, merged))

    def _token(self) -> str:
        kind, _, text = self.headers.get("Authorization", "").partition(" ")
        return text.strip() if kind.lower() == "bearer" else ""

    def _steered(self, path: str, content: bytes) -> Reply:
        stand_in, data = self.stand_in, json.loads(content or b"null")
        if path == "/_test/faults":
            stand_in.faults.add_json(data) if data else stand_in.faults.clear()
        elif path == "/_test/clock":
            stand_in.advance(float(data["advance"]))
        elif path == "/_test/set":
            self._set(data)
        elif path == "/_test/hold":
            stand_in.hold(data["oclc"], data.get("symbols", []), data.get("total"))
        elif path == "/_test/merge":
            stand_in.merge(data["old"], data["into"])
        elif path == "/_test/stub":
            return Reply(200, {"oclc": stand_in.add_stub(data.pop("oclc", ""), **data)})
        elif path == "/_test/state":
            return Reply(200, {**stand_in.traffic.state(), "records": len(stand_in.records)})
        elif path == "/_test/calls":
            return Reply(200, [asdict(call) for call in stand_in.calls("")])
        else:
            return gateway(404, "no such call")
        return Reply(200, {"ok": True})

    def _set(self, data: dict[str, Any]) -> None:
        """Latency, the life of tokens, keyword_has_numbers, and any of the rules."""
        stand_in = self.stand_in
        for name, value in data.items():
            if name == "latency":
                stand_in.latency = float(value)
            elif name == "expires_in":
                stand_in.tokens.expires_in = float(value)
            elif name == "keyword_has_numbers":
                stand_in.records.index.keyword_has_numbers = bool(value)
            else:
                setattr(stand_in.rules, name, value)

    def _send(self, reply: Reply, *, cut: bool = False) -> None:
        body = reply.body
        if not isinstance(body, str | bytes):
            body = json.dumps(body, ensure_ascii=False)
        content = body if isinstance(body, bytes) else body.encode()
        self.send_response(reply.status)
        headers = {
            "Content-Type": reply.kind,
            "Content-Length": str(len(content)),
            "x-amzn-RequestId": f"{time.monotonic_ns():032x}",
            **HEADERS,
            **reply.headers,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if cut else content)
        self.close_connection = self.close_connection or cut


def _params(query: str) -> dict[str, str]:
    """Each parameter; one that comes several times is the same as its values with commas."""
    found = parse_qs(query, keep_blank_values=True)
    return {name: ",".join(values) for name, values in found.items()}
