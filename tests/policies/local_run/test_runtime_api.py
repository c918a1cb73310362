from __future__ import annotations

from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from policies.local_run.runtime_api import Invocation, Kind, RuntimeApi

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def api() -> Iterator[RuntimeApi]:
    opened = RuntimeApi()
    yield opened
    opened.close()


def asked(api: RuntimeApi, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    connection = HTTPConnection(api.address, timeout=5)
    connection.request(method, f"/2018-06-01/runtime/{path}", body)
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def test_it_listens_on_the_loopback_interface_alone(api: RuntimeApi) -> None:
    assert api.address.startswith("127.0.0.1:")


def test_an_invocation_is_given_with_its_headers(api: RuntimeApi) -> None:
    api.offer(Invocation({"Lambda-Runtime-Aws-Request-Id": "5"}, b'{"a": 1}'))
    connection = HTTPConnection(api.address, timeout=5)
    connection.request("GET", "/2018-06-01/runtime/invocation/next")
    answer = connection.getresponse()

    assert answer.headers["Lambda-Runtime-Aws-Request-Id"] == "5"
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.read() == b'{"a": 1}'
    connection.close()
    told = [api.heard(1), api.heard(1)]
    assert [each.kind for each in told if each] == [Kind.READY, Kind.STARTED]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("init/error", Kind.INIT_ERROR),
        ("invocation/5/response", Kind.RESPONSE),
        ("invocation/5/error", Kind.ERROR),
    ],
)
def test_what_a_runtime_posts_is_heard(api: RuntimeApi, path: str, kind: Kind) -> None:
    assert asked(api, "POST", path, b"{}")[0] == 202

    told = api.heard(1)
    assert told is not None
    assert told.kind is kind
    assert told.body == b"{}"
    assert api.heard(0) is None


def test_an_answer_too_large_is_refused_with_lambdas_status(api: RuntimeApi) -> None:
    assert asked(api, "POST", "invocation/5/response", b"x" * 6_291_557)[0] == 413

    told = api.heard(1)
    assert told is not None
    assert told.kind is Kind.TOO_LARGE
    assert told.body == b"6291557"


def test_there_is_nothing_else(api: RuntimeApi) -> None:
    assert asked(api, "GET", "other")[0] == 404
