from __future__ import annotations

import pytest

from policies.local_run.outcome import Outcome, error_payload, told_error


@pytest.mark.parametrize(
    ("outcome", "rest"),
    [
        (
            Outcome("1", b"", 1.2345, 128),
            "Duration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB",
        ),
        (
            Outcome("1", b"", 1, None, init_ms=99),
            "Duration: 1.00 ms\tBilled Duration: 100 ms\tInit Duration: 99.00 ms",
        ),
        (
            Outcome("1", b"", 1, None, peak_mb=9),
            "Duration: 1.00 ms\tBilled Duration: 1 ms\tMax Memory Used: 9 MB",
        ),
        (
            Outcome("1", b"", 3, None, error="KeyError"),
            "Duration: 3.00 ms\tBilled Duration: 3 ms\tStatus: error\tError Type: KeyError",
        ),
        (
            Outcome("1", b"", 3, None, error="Sandbox.Timedout", timed_out=True),
            "Duration: 3.00 ms\tBilled Duration: 3 ms\tStatus: timeout",
        ),
    ],
)
def test_the_report_has_what_is_known(outcome: Outcome, rest: str) -> None:
    assert outcome.report == f"REPORT RequestId: 1\t{rest}"


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        (b'{"errorType": "KeyError"}', "KeyError"),
        (b'{"errorType": ""}', "Runtime.Unknown"),
        (b'{"errorType": 5}', "Runtime.Unknown"),
        (b"[]", "Runtime.Unknown"),
        (b"no json", "Runtime.Unknown"),
        (error_payload("Runtime.ExitError", "exit"), "Runtime.ExitError"),
    ],
)
def test_the_type_of_an_error_is_read_from_what_a_runtime_tells(payload: bytes, error: str) -> None:
    assert told_error(payload) == error
