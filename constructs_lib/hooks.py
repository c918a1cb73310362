"""Functions that CodeDeploy asks before and after it moves the traffic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError, seen
from constructs_lib.resources import resource_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_codedeploy as codedeploy

    from constructs_lib.existing_function import Releasable
    from constructs_lib.function import VersionedFunction

    Hook: TypeAlias = VersionedFunction | lambda_.Function

NEW_VERSION_ARN: Final = "NEW_VERSION_ARN"
_EVENTS: Final = {"before": "BeforeAllowTrafficHook", "after": "AfterAllowTrafficHook"}


class _Tried(NamedTuple):
    """What a hook tries: the release of a function."""

    alias: lambda_.Alias
    function: lambda_.Function


_TRIED_BY: WeakKeyDictionary[lambda_.Function, _Tried] = WeakKeyDictionary()


class Hooks:
    """What a release is tried by: a function before the traffic moves, another one after it.

    Each is told the ARN of the version being released in the environment variable NEW_VERSION_ARN,
    may invoke exactly that version, and may report to exactly its deployment group.

    Args:
        released: The function that the release is of.
        before: What CodeDeploy calls before it moves any traffic.
        after: What it calls when all traffic has moved.

    Raises:
        ConstructError: A hook is no function of the same stack, the released function itself or
            one that is tried by it, shares its role, or serves another release, whose version it
            would have to know as well.

    See: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
    """

    def __init__(self, released: Releasable, *, before: Hook | None, after: Hook | None) -> None:
        self._released = released.function
        given = {"before": before, "after": after}
        self._functions = {
            prop: _hook(prop, hook, released) for prop, hook in given.items() if hook is not None
        }

    def __bool__(self) -> bool:
        return bool(self._functions)

    def attach(
        self,
        alias: lambda_.Alias,
        version: lambda_.IVersion,
        group: codedeploy.LambdaDeploymentGroup,
        role: iam.IRole,
    ) -> None:
        """CodeDeploy, in this role, calls the hooks whenever it moves the alias to a version."""
        hooks = list(dict.fromkeys(self._functions.values()))  # one may be both
        for hook in hooks:
            hook.add_environment(NEW_VERSION_ARN, version.function_arn)
            version.grant_invoke(hook)
            group.grant_put_lifecycle_event_hook_execution_status(hook)
            _TRIED_BY[hook] = _Tried(alias, self._released)
        # The deployment group's own pre_hook and post_hook add to one policy, with all hooks of the
        # stack. An alias that waited for it would wait for them all, and no hook could call an
        # alias that has one. One that did not would be shifted before CodeDeploy may call its hook.
        policy = iam.Policy(
            alias,
            "Hooks",
            roles=[role],
            statements=[
                iam.PolicyStatement(
                    actions=["lambda:InvokeFunction"],
                    resources=[hook.function_arn for hook in hooks],
                )
            ],
        )
        shifted = resource_of(alias)
        shifted.add_resource_dependency(resource_of(policy))
        for event, name in self._names.items():
            shifted.add_override(f"UpdatePolicy.CodeDeployLambdaAliasUpdate.{event}", name)

    @property
    def _names(self) -> Mapping[str, str]:
        return {_EVENTS[prop]: hook.function_name for prop, hook in self._functions.items()}


def _hook(prop: str, hook: Hook, released: Releasable) -> lambda_.Function:
    function = getattr(hook, "function", hook)  # of a VersionedFunction
    if not isinstance(function, lambda_.Function):
        raise ConstructError(f"{prop} must be a VersionedFunction or a Function, got {seen(hook)}")
    if function is released.function:
        raise ConstructError(f"{prop} must be a function of its own, got the released one")
    if function in _TRIED_BY:
        raise ConstructError(
            f"{prop} must serve one release, got a hook of {_TRIED_BY[function].alias.alias_name}"
        )
    if function.stack is not released.stack:
        raise ConstructError(f"{prop} must be of the stack of the release, got one of another")
    if _tries(released.function, function):
        raise ConstructError(f"{prop} must not wait for the released function, got one it tries")
    if _shares_policy(function, released.function):
        raise ConstructError(f"{prop} must have a role of its own, got the released function's")
    return function


def _tries(hook: lambda_.Function, function: lambda_.Function) -> bool:
    """The hook waits for a version of the function: it tries it, or what tries it."""
    while hook in _TRIED_BY:
        hook = _TRIED_BY[hook].function
        if hook is function:
            return True
    return False


def _shares_policy(hook: lambda_.Function, released: lambda_.Function) -> bool:
    """The right to call the version would be in the policy that the released function waits for.

    A role that the CDK may not change has no such policy, and may serve both.
    """
    role, other = hook.role, released.role
    if role is None or other is None or role.node.path != other.node.path:
        return False
    return isinstance(role, iam.Role) or any(
        isinstance(each, iam.Policy) for each in role.node.children
    )
