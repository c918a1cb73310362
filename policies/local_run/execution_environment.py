"""Invocations of a handler, as Lambda's execution environment has them: one start, many events."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, Self
from uuid import uuid4

from policies.domain.limits import INITIALIZATION, RESPONSE_PAYLOAD
from policies.local_run.outcome import Outcome, error_payload, told_error
from policies.local_run.runtime_api import Invocation, Kind, Told
from policies.local_run.runtime_process import TIMEOUT, RuntimeProcess

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.local_run.runtime_process import Ended, Program


class Settings(NamedTuple):
    """What Lambda knows of a function beside its program.

    Attributes:
        function_arn: What it is called as.
        version: Which version that is.
        timeout_seconds: How long an invocation may take.
        init_seconds: How long a start may take; one that takes longer is tried once more.
    """

    function_arn: str
    version: str
    timeout_seconds: float
    init_seconds: float = INITIALIZATION.maximum or 0


class _Failure(NamedTuple):
    """Why there is no answer.

    Attributes:
        error: What Lambda calls it.
        payload: What the caller gets.
        line: What Lambda logs of it; the runtime client logs by itself what it tells.
    """

    error: str
    payload: bytes
    line: str = ""


class ExecutionEnvironment:
    """A process that is started when an event comes and used again for the next.

    `logs` gets what the handler writes, and the lines that Lambda adds.
    """

    def __init__(self, program: Program, settings: Settings, logs: Callable[[bytes], None]) -> None:
        self._program = program
        self._settings = settings
        self._logs = logs
        self._process: RuntimeProcess | None = None
        self._in_line = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def invoke(self, event: bytes) -> Outcome:
        """What comes of an event."""
        request_id = str(uuid4())
        init_ms, seconds, failure = self._ready(request_id)
        self._say(f"START RequestId: {request_id} Version: {self._settings.version}")
        answer = b""
        if failure is None:
            took, result = self._answered(request_id, event, seconds)
            seconds += took
            failure, answer = (result, b"") if isinstance(result, _Failure) else (None, result)
        if failure and failure.line:
            self._say(failure.line)
        outcome = Outcome(
            request_id=request_id,
            payload=failure.payload if failure else answer,
            duration_ms=seconds * 1000,
            memory_mb=self._program.memory_mb,
            error=failure.error if failure else None,
            init_ms=init_ms,
            peak_mb=self._process.peak_mb if self._process else None,
            timed_out=failure is not None and failure.error == TIMEOUT,
        )
        self._say(f"END RequestId: {request_id}")
        self._say(outcome.report)
        return outcome

    def _ready(self, request_id: str) -> tuple[float | None, float, _Failure | None]:
        """Have a process that waits for an event.

        Gives the milliseconds that a start took, None when there was none; the seconds of the
        invocation that a second start took; and why it is not ready.
        """
        if self._process and not self._process.has_ended:
            return None, 0.0, None
        took, failure = self._started(request_id, self._settings.init_seconds)
        if failure is None or failure.error != TIMEOUT:
            return took * 1000, 0.0, failure
        self._say(f"INIT_REPORT Init Duration: {took * 1000:.2f} ms\tPhase: init\tStatus: timeout")
        return None, *self._started(request_id, self._settings.timeout_seconds)

    def _started(self, request_id: str, seconds: float) -> tuple[float, _Failure | None]:
        began = time.perf_counter()
        self._end()
        self._process = RuntimeProcess(self._program, self._pass_on)
        told = self._process.wait({Kind.READY, Kind.INIT_ERROR}, seconds)
        took = (told.at if isinstance(told, Told) else time.perf_counter()) - began
        if not isinstance(told, Told):
            return took, self._failure(request_id, told)
        if told.kind is Kind.READY:
            return took, None
        return took, _Failure(told_error(told.body), told.body)

    def _answered(
        self, request_id: str, event: bytes, spent: float
    ) -> tuple[float, bytes | _Failure]:
        """The answer to an event, or why there is none, and the seconds that it took."""
        assert self._process is not None  # noqa: S101 - for the type checker
        seconds = self._settings.timeout_seconds - spent
        self._process.offer(Invocation(self._headers(request_id, seconds), event))
        began = time.perf_counter()
        told = self._process.wait({Kind.STARTED}, seconds)
        if isinstance(told, Told):
            began = told.at
            left = seconds - (time.perf_counter() - began)
            told = self._process.wait({Kind.RESPONSE, Kind.ERROR, Kind.TOO_LARGE}, left)
        if not isinstance(told, Told):
            return time.perf_counter() - began, self._failure(request_id, told)
        took = told.at - began
        if told.kind is Kind.RESPONSE:
            return took, told.body
        if told.kind is Kind.ERROR:
            return took, _Failure(told_error(told.body), told.body)
        self._end()
        message = (
            f"Response payload size ({told.body.decode()} bytes) exceeded maximum allowed payload "
            f"size ({RESPONSE_PAYLOAD.maximum} bytes)."
        )
        error = "Function.ResponseSizeTooLarge"
        return took, _Failure(error, error_payload(error, message), message)

    def _headers(self, request_id: str, seconds: float) -> dict[str, str]:
        moment = time.time()
        trace = f"Root=1-{int(moment):08x}-{uuid4().hex[:24]};Parent={uuid4().hex[:16]};Sampled=0"
        return {
            "Lambda-Runtime-Aws-Request-Id": request_id,
            "Lambda-Runtime-Deadline-Ms": str(int((moment + seconds) * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": self._settings.function_arn,
            "Lambda-Runtime-Trace-Id": trace,
        }

    def _failure(self, request_id: str, ended: Ended) -> _Failure:
        message = ended.message
        line = f"RequestId: {request_id} Error: {message}\n{ended.error}"
        if ended.error == TIMEOUT:
            message = f"Task timed out after {self._settings.timeout_seconds:.2f} seconds"
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
            line = f"{now}Z {request_id} {message}"
        payload = error_payload(ended.error, f"RequestId: {request_id} Error: {message}")
        return _Failure(ended.error, payload, line)

    def _end(self) -> None:
        if self._process:
            self._process.end()

    def _pass_on(self, written: bytes) -> None:
        # The runtime client joins the lines of an error with carriage returns.
        self._in_line = not written.endswith((b"\n", b"\r"))
        self._logs(written.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))

    def _say(self, line: str) -> None:
        self._logs(f"{chr(10) if self._in_line else ''}{line}\n".encode())
        self._in_line = False
