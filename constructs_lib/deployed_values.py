"""Environment values that can change while nothing in the template does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from aws_cdk import Annotations, CfnParameter

from constructs_lib.tokens import TOKEN_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aws_cdk import Stack
    from constructs import Construct

_DYNAMIC: Final = re.compile(r"\{\{resolve:(?!ssm:[^:}]+:\d+\}\})")
# What StringParameter.value_for_string_parameter calls the parameter it makes.
_SSM: Final = re.compile(r"SsmParameterValue\w+Parameter")
# The digest that ends the logical id of whatever is not an immediate child of the stack.
_DIGEST: Final = re.compile(r"[0-9A-F]{8}$")


def deployed_values(stack: Stack, environment: Mapping[str, str]) -> list[str]:
    """The variables whose value can change without a change in the template.

    Those are parameters of the stack or of the Parameter Store, imports and dynamic references.
    The name or ARN of a resource is none: it changes with the resource. A parameter that is deep
    in a construct is missed, and so is a value of another stack.
    """
    waiting = {key: text for key, text in environment.items() if TOKEN_MARK in text or "{{" in text}
    if not waiting:
        return []
    resolved = stack.resolve(waiting)
    return [key for key in waiting if any(_changes_alone(stack, resolved[key]))]


def tell_of_deployed_values(construct: Construct, names: list[str]) -> None:
    """Whoever synthesizes the app is warned of these variables; with none, nothing happens.

    See: https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
    """
    for name in names:
        Annotations.of(construct).add_warning_v2(
            f"keel:deployed-value-{name}",
            f"environment value of {name} is known at deployment only: a change of it alone "
            "publishes no version, and the releases keep the old value; give it at synthesis, or "
            "let the handler read it",
        )


def _changes_alone(stack: Stack, value: Any) -> Iterator[bool]:
    match value:
        case str():
            yield _DYNAMIC.search(value) is not None
        case {"Fn::ImportValue": _}:
            yield True
        case {"Ref": str(name)}:
            yield _is_parameter(stack, name)
        case dict():
            for each in value.values():
                yield from _changes_alone(stack, each)
        case list():
            for each in value:
                yield from _changes_alone(stack, each)


def _is_parameter(stack: Stack, name: str) -> bool:
    if _SSM.fullmatch(name):
        return True
    if name.startswith("AWS::") or _DIGEST.search(name):
        return False
    return isinstance(stack.node.try_find_child(name), CfnParameter)
