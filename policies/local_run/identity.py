"""What a function is called while it runs: names and ARN, as the template tells them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import uuid4

from policies.domain.runtime_floors import runtime_family
from policies.gate.nearest import nearest
from policies.local_run.choice import label
from policies.local_run.refusal import RefusedRunError
from policies.template.function_code import IMAGE

if TYPE_CHECKING:
    from policies.template.resources.function import Function

LATEST: Final = "$LATEST"
# Where a stack goes that does not say it: the account of AWS's own examples.
_ACCOUNT: Final = "123456789012"
_REGION: Final = "us-east-1"
# Which version an alias serves only the deployment knows; the first is one.
_SOME_VERSION: Final = "1"
_LONGEST_NAME: Final = 64


class Identity(NamedTuple):
    """What the runtime is told of the function."""

    name: str
    runtime: str
    handler: str
    region: str
    arn: str
    version: str
    log_group: str
    log_stream: str


def identity_of(function: Function, qualifier: str | None) -> Identity:
    """What the function is called when it is invoked with the qualifier.

    Args:
        function: The function.
        qualifier: The name of an alias or the number of a version; None means `$LATEST`.

    Raises:
        RefusedRunError: It is no Python function with a handler, or has no such alias.
    """
    runtime, handler = _runtime(function), _handler(function)
    template = function.template
    region = template.environment.region or os.environ.get("AWS_REGION") or _REGION
    account = template.environment.account or _ACCOUNT
    stack = template.stack_name or template.path.name.partition(".")[0]
    name = function.name
    if not isinstance(name, str):
        name = f"{stack}-{function.logical_id}"[:_LONGEST_NAME]
    version = _version(function, qualifier)
    arn = f"arn:aws:lambda:{region}:{account}:function:{name}"
    group = function.text("LoggingConfig", "LogGroup")
    day = datetime.now(UTC).strftime("%Y/%m/%d")
    return Identity(
        name=name,
        runtime=runtime,
        handler=handler,
        region=region,
        arn=f"{arn}:{qualifier}" if qualifier else arn,
        version=version,
        log_group=group if isinstance(group, str) else f"/aws/lambda/{name}",
        log_stream=f"{day}/[{version}]{uuid4().hex}",
    )


def _runtime(function: Function) -> str:
    code, runtime = function.code, function.runtime
    who = label(function)
    if code.package_type == IMAGE or code.image_uri is not None:
        raise RefusedRunError(
            f"{who} is a container image: run that by the Runtime Interface Emulator, see "
            "docs/local-runs.md"
        )
    if not isinstance(runtime, str):
        raise RefusedRunError(f"{who} has no runtime that is known before the deployment")
    if runtime_family(runtime) != "python":
        raise RefusedRunError(f"{who} runs on {runtime}, and keel invoke runs Python alone")
    return runtime


def _handler(function: Function) -> str:
    handler = function.handler
    if isinstance(handler, str) and handler:
        return handler
    raise RefusedRunError(f"{label(function)} has no handler that is known before the deployment")


def _version(function: Function, qualifier: str | None) -> str:
    if qualifier is None or qualifier == LATEST:
        return LATEST
    if qualifier.isdecimal():
        return qualifier
    names = [alias.name for alias in function.aliases if isinstance(alias.name, str)]
    if qualifier in names:
        return _SOME_VERSION
    told = f"; it has {', '.join(sorted(names))}" if names else "; it has none"
    raise RefusedRunError(
        f"{label(function)} has no alias {qualifier!r}{nearest(qualifier, names) or told}"
    )
