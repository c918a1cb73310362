"""A proxy through which everything that wants to leave the machine has to ask, and may not."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


class Outside:
    """Nothing gets out by it; `asked` has what would have."""

    def __init__(self) -> None:
        asked = self.asked = list[str]()

        class Refusal(BaseHTTPRequestHandler):
            def parse_request(self) -> bool:
                if super().parse_request():
                    asked.append(f"{self.command} {self.path}")
                    self.send_error(403, "tests/e2e stays on this machine")
                return False  # whatever the method, that was all

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Refusal)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process ask here, for anything but loopback."""
        upper = dict.fromkeys(("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY"), self.url)
        upper["NO_PROXY"] = "127.0.0.1,localhost"
        return upper | {name.lower(): value for name, value in upper.items()}
