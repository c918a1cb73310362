"""Lambda's Runtime API on the loopback interface: what a runtime client asks, and gets.

See: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

from __future__ import annotations

import threading
import time
from enum import Enum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from policies.domain.limits import RESPONSE_PAYLOAD

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROOT: Final = "/2018-06-01/runtime/"
_BLOCK: Final = 1 << 16
_LOOK_SECONDS: Final = 0.01


class Kind(Enum):
    """What a runtime tells."""

    READY = "waits for an invocation"
    STARTED = "has taken one"
    RESPONSE = "has answered it"
    TOO_LARGE = "has an answer that Lambda refuses"
    ERROR = "has failed at it"
    INIT_ERROR = "cannot begin"


class Told(NamedTuple):
    """Something that the runtime told, and when.

    Attributes:
        kind: What it was.
        at: The moment, in seconds of `time.perf_counter`.
        body: Its answer or error, or of one too large the length.
    """

    kind: Kind
    at: float
    body: bytes = b""


class Invocation(NamedTuple):
    """An event, and what Lambda tells of it in headers."""

    headers: Mapping[str, str]
    event: bytes


class RuntimeApi:
    """A server for one runtime, on a port of its own choice."""

    def __init__(self) -> None:
        self._told: SimpleQueue[Told] = SimpleQueue()
        self._invocations: SimpleQueue[Invocation | None] = SimpleQueue()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.told = self._told
        self._server.invocations = self._invocations
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": _LOOK_SECONDS}, daemon=True
        ).start()

    @property
    def address(self) -> str:
        """Host and port, as AWS_LAMBDA_RUNTIME_API has them."""
        host, port = self._server.server_address[:2]
        return f"{host!s}:{port}"

    def offer(self, invocation: Invocation) -> None:
        """Give the invocation to the runtime when it next asks."""
        self._invocations.put(invocation)

    def heard(self, seconds: float) -> Told | None:
        """The next thing that the runtime told; None when it said nothing for as long."""
        try:
            return self._told.get(timeout=seconds)
        except Empty:
            return None

    def close(self) -> None:
        """Stop answering."""
        self._invocations.put(None)
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    told: SimpleQueue[Told]
    invocations: SimpleQueue[Invocation | None]

    def handle_error(self, *_: Any) -> None:
        """Say nothing of a client that was killed while it waited."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer in one packet: in two, the client would confirm the first 40 ms later, within what
    # is measured as the handler's.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, *_: Any) -> None:
        """Say nothing of each request: the logs are the function's."""

    def do_GET(self) -> None:
        """Give the next invocation, once there is one."""
        if self.path != f"{_ROOT}invocation/next":
            self._answer(HTTPStatus.NOT_FOUND)
            return
        self._tell(Kind.READY)
        invocation = self.server.invocations.get()
        if invocation is None:
            self.close_connection = True
            return
        self._tell(Kind.STARTED)
        self._answer(HTTPStatus.OK, invocation.event, invocation.headers)

    def do_POST(self) -> None:
        """Take an answer or an error."""
        length = int(self.headers.get("Content-Length") or 0)
        is_answer = self.path.endswith("/response")
        if is_answer and not RESPONSE_PAYLOAD.admits(length):
            self._discard(length)
            self._tell(Kind.TOO_LARGE, str(length).encode())
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        body = self.rfile.read(length)
        if self.path == f"{_ROOT}init/error":
            self._tell(Kind.INIT_ERROR, body)
        elif is_answer:
            self._tell(Kind.RESPONSE, body)
        else:
            self._tell(Kind.ERROR, body)
        self._answer(HTTPStatus.ACCEPTED)

    def _tell(self, kind: Kind, body: bytes = b"") -> None:
        self.server.told.put(Told(kind, time.perf_counter(), body))

    def _discard(self, length: int) -> None:
        while length > 0:
            length -= len(self.rfile.read(min(length, _BLOCK))) or length

    def _answer(
        self,
        status: HTTPStatus,
        body: bytes = b"{}",
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
