"""MiniStack with what it lacks: `python addition.py RECORD`, by the emulator's own Python.

The emulator refuses templates with types that it does not know. Here such a resource is written
down, its properties as CloudFormation would have handed them over, and given an id; nothing more
happens. So a test can say what CodeDeploy would have been told, and nothing of what it would have
done. The same is kept of what the emulator reads over in a function, and what a hook reports to
CodeDeploy is taken down.

Four small mends make it judge as AWS does where it could, and does not:

- Filters are matched by the emulator's own matcher for EventBridge. The one it has for event
  sources reads `$or` as the name of a field, and drops everything.
- What an HTTP API calls may be named by a variable of the stage. The emulator takes the variable's
  name for the alias's.
- An asynchronous event follows the configuration of the alias through which it came. The emulator
  looks at that of `$LATEST` alone.
- A request counts as encrypted. It comes over loopback, and with AUTH=true the policies that
  demand TLS would refuse it.

All this uses what MiniStack does not publish, hence the exact version.
"""

from __future__ import annotations

import itertools
import json
import sys
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

VERSION: Final = "1.5.33"
REPORT: Final = "report of a hook"

_ADDRESSES: Final = itertools.count(1)

Properties = Mapping[str, Any]
Handler = dict[str, Callable[..., Any]]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Mapping[str, Any], Receive, Send], Coroutine[Any, Any, None]]


def require_version(installed: str) -> None:
    """The emulator is the one that this file was written for.

    Raises:
        SystemExit: It is another.
    """
    if installed != VERSION:
        raise SystemExit(
            f"tests/e2e/addition.py is written for MiniStack {VERSION}, got {installed}: read its "
            "provisioners again, run make e2e, and change VERSION"
        )


class Record:
    """The resources that were made, by type and id, in a file that is whole at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._kept: list[dict[str, Any]] = []
        self._write()

    def keep(
        self,
        kind: str,
        resource_id: str,
        logical_id: str | None,
        stack: str | None,
        properties: Properties,
    ) -> None:
        """The resource has these properties; its place stays that of its creation."""
        with self._lock:
            known = self._find(kind, resource_id)
            if known is None:
                known = {"type": kind, "id": resource_id, "stack": stack, "logical_id": logical_id}
                self._kept.append(known)
            known["properties"] = properties
            self._write()

    def drop(self, kind: str, resource_id: str) -> None:
        """There is no such resource."""
        with self._lock:
            known = self._find(kind, resource_id)
            if known is not None:
                self._kept.remove(known)
            self._write()

    def _find(self, kind: str, resource_id: str) -> dict[str, Any] | None:
        return next(
            (each for each in self._kept if each["type"] == kind and each["id"] == resource_id),
            None,
        )

    def _write(self) -> None:
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps(self._kept, indent=1), encoding="utf-8")
        beside.replace(self._path)


def _named(stack: str, logical_id: str) -> str:
    return f"{stack}-{logical_id}-{uuid4().hex[:12].upper()}"


def _eip(*_: str) -> str:
    return f"203.0.113.{next(_ADDRESSES)}"  # of the block for documentation


def _no_attributes(_: str) -> dict[str, str]:
    return {}


# What `Ref` gives for a resource of the type, from its stack and its logical id.
RECORDED: Final[Mapping[str, Callable[[str, str], str]]] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": _named,
    "AWS::ApplicationAutoScaling::ScalingPolicy": _named,
    "AWS::CodeDeploy::Application": _named,
    "AWS::CodeDeploy::DeploymentConfig": _named,
    "AWS::CodeDeploy::DeploymentGroup": _named,
    "AWS::EC2::EIP": _eip,
    "AWS::EC2::NatGateway": lambda *_: f"nat-{uuid4().hex[:17]}",
}
# What `Fn::GetAtt` gives beside it.
_ATTRIBUTES: Final[Mapping[str, Callable[[str], dict[str, str]]]] = {
    "AWS::EC2::EIP": lambda address: {"AllocationId": f"eipalloc-{address}", "PublicIp": address},
    "AWS::EC2::NatGateway": lambda gateway: {"NatGatewayId": gateway},
}


def recording(kind: str, record: Record) -> Handler:
    """How MiniStack's CloudFormation makes, changes and deletes a resource that is only kept."""
    attributes = _ATTRIBUTES.get(kind, _no_attributes)

    def create(logical_id: str, properties: Properties, stack: str) -> tuple[str, dict[str, str]]:
        resource_id = RECORDED[kind](stack, logical_id)
        record.keep(kind, resource_id, logical_id, stack, properties)
        return resource_id, attributes(resource_id)

    def update(
        resource_id: str, _old: Properties, properties: Properties, stack: str
    ) -> tuple[str, dict[str, str]]:
        record.keep(kind, resource_id, None, stack, properties)
        return resource_id, attributes(resource_id)

    def delete(resource_id: str, _properties: Properties) -> None:
        record.drop(kind, resource_id)

    return {"create": create, "update": update, "delete": delete}


def also_recording(kind: str, handler: Mapping[str, Any], record: Record) -> dict[str, Any]:
    """The emulator's own handler, which is watched: what it is handed is kept as well."""

    def create(logical_id: str, properties: Properties, stack: str) -> Any:
        made = handler["create"](logical_id, properties, stack)
        record.keep(kind, made[0], logical_id, stack, properties)
        return made

    def update(resource_id: str, old: Properties, new: Properties, stack: str, *rest: Any) -> Any:
        changed = handler["update"](resource_id, old, new, stack, *rest)
        record.keep(kind, changed[0], None, stack, new)
        return changed

    def delete(resource_id: str, properties: Properties, *rest: Any) -> Any:
        record.drop(kind, resource_id)
        return handler["delete"](resource_id, properties, *rest)

    return {**handler, "create": create, "update": update, "delete": delete}


def taking_reports(emulator: Application, record: Record) -> Application:
    """The emulator, and the one call of CodeDeploy that a hook makes: its report is kept."""

    async def application(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        target = dict(scope.get("headers", ())).get(b"x-amz-target")
        if target != b"CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus":
            await emulator(scope, receive, send)
            return
        body, is_more = b"", True
        while is_more:
            message = await receive()
            body += message.get("body", b"")
            is_more = message.get("more_body", False)
        report = json.loads(body)
        execution = report["lifecycleEventHookExecutionId"]
        record.keep(REPORT, execution, None, None, report)
        answer = json.dumps({"lifecycleEventHookExecutionId": execution}).encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": answer})

    return application


def serve(record: Record) -> None:
    """The emulator runs, with all of this, until it is told to end."""
    from ministack import app  # noqa: PLC0415  # the tests read this file without it
    from ministack.core import iam_evaluator  # noqa: PLC0415
    from ministack.services import apigateway, eventbridge, lambda_svc  # noqa: PLC0415
    from ministack.services.cloudformation import provisioners  # noqa: PLC0415

    handlers = provisioners._RESOURCE_HANDLERS
    for kind in RECORDED:
        if kind in handlers:
            raise SystemExit(f"MiniStack knows {kind} by itself: take it out of RECORDED")
        handlers[kind] = recording(kind, record)
    function = "AWS::Lambda::Function"
    handlers[function] = also_recording(function, handlers[function], record)

    def matches(event: dict[str, Any], pattern: dict[str, Any]) -> bool:
        return any(
            eventbridge._matches_detail(event, alternative)
            for alternative in eventbridge._compile_pattern(pattern)
        )

    lambda_svc._match_esm_filter = matches

    invoke_proxy = apigateway._invoke_lambda_proxy

    def invoke_named_by_stage(
        integration: Mapping[str, Any], api_id: str, stage: str, *rest: Any, **named: Any
    ) -> Any:
        uri = integration["integrationUri"]
        for name, value in apigateway._get_stage_variables(api_id, stage).items():
            uri = uri.replace(f"${{stageVariables.{name}}}", value)
        return invoke_proxy({**integration, "integrationUri": uri}, api_id, stage, *rest, **named)

    apigateway._invoke_lambda_proxy = invoke_named_by_stage

    invoke_async = lambda_svc.invoke_async_with_retry

    def invoke_async_through_alias(function: dict[str, Any], event: dict[str, Any]) -> None:
        name, qualifier = lambda_svc._resolve_name_and_qualifier(function["config"]["FunctionArn"])
        known = lambda_svc._functions[name].get("event_invoke_configs") or {}
        invoke_async({**function, "event_invoke_config": known.get(qualifier or "")}, event)

    lambda_svc.invoke_async_with_retry = invoke_async_through_alias

    def pin_encrypted_origin(address: str, *_: bool) -> None:
        iam_evaluator.pin_request_origin(address, secure_transport=True)

    app.pin_request_origin = pin_encrypted_origin
    app.app = taking_reports(app.app, record)
    app.main()


if __name__ == "__main__":
    require_version(metadata.version("ministack"))
    serve(Record(Path(sys.argv.pop())))  # the emulator reads the rest
