"""Scenes for the constructs: a stack, a function in it, and what they synthesize to."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from aws_cdk import Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Template
from jsii._kernel import Kernel

from constructs_lib import VersionedFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aws_cdk import App
    from constructs import Construct

    Resources = Mapping[str, Any]


class MakeFunction(Protocol):
    """Makes a function with a handler that does nothing."""

    def __call__(
        self, construct_id: str = "Detector", *, scope: Construct | None = None, **props: Any
    ) -> VersionedFunction: ...


@pytest.fixture
def stack(app: App) -> Stack:
    return Stack(app, "Scene")


@pytest.fixture
def make_function(stack: Stack) -> MakeFunction:
    def make(
        construct_id: str = "Detector", *, scope: Construct | None = None, **props: Any
    ) -> VersionedFunction:
        defaults: dict[str, Any] = {"code": code(), "handler": "index.handler"}
        return VersionedFunction(scope or stack, construct_id, **(defaults | props))

    return make


@pytest.fixture
def resources(stack: Stack) -> Callable[[str], Resources]:
    """The properties of the stack's resources of a type, by logical id; synthesizes the app."""
    template: list[Template] = []

    def of_type(type_name: str) -> Resources:
        if not template:
            template.append(Template.from_stack(stack))
        return {
            logical_id: resource.get("Properties", {})
            for logical_id, resource in template[0].find_resources(type_name).items()
        }

    return of_type


@pytest.fixture
def round_trips(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """Counts the requests sent to the Node process within a block."""
    process = Kernel().provider._process  # type: ignore[attr-defined]
    send = process.send

    @contextmanager
    def counting() -> Iterator[list[str]]:
        requests: list[str] = []

        def counted(request: object, response_type: type) -> object:
            requests.append(type(request).__name__)
            return send(request, response_type)

        with monkeypatch.context() as patch:
            patch.setattr(process, "send", counted)
            yield requests

    return counting


@cache
def code() -> lambda_.Code:
    return lambda_.Code.from_inline("def handler(event, context): ...")
