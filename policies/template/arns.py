"""ARNs whose parts are partly known: what CDK takes apart with Split and Select."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from policies.template.values import PseudoParameter, Reference, Text, Unresolved, joined

if TYPE_CHECKING:
    from policies.template.values import Value

Component: TypeAlias = "str | Unresolved"

# Pseudo parameters where the stack does not say what they are.
_HEAD: Final = (PseudoParameter("AWS::Region"), PseudoParameter("AWS::AccountId"))


def components(value: Value) -> tuple[Component, ...] | None:
    """What stands between the colons; None when an unknown part could hold colons itself."""
    if isinstance(value, str):
        return tuple(value.split(":"))
    if isinstance(value, Text):
        return _components_of_parts(value.parts)
    if isinstance(value, PseudoParameter):
        return (value,)
    if isinstance(value, Reference):
        return value.resource.identifier(value.attribute)
    return None


def _components_of_parts(parts: tuple[str | Unresolved, ...]) -> tuple[Component, ...] | None:
    done: list[Component] = []
    current: list[str | Unresolved] = []
    for part in parts:
        pieces = components(part)
        if pieces is None:
            return None
        current.append(pieces[0])
        for piece in pieces[1:]:
            done.append(joined(current))
            current = [piece]
    return (*done, joined(current))


def function_arn(name: Component, *qualifier: Component) -> tuple[Component, ...]:
    """The components of a Lambda function's ARN, qualified when a qualifier is given."""
    return (
        "arn",
        PseudoParameter("AWS::Partition"),
        "lambda",
        *_HEAD,
        "function",
        name,
        *qualifier,
    )


def queue_arn(name: Component) -> tuple[Component, ...]:
    """The components of an SQS queue's ARN."""
    return ("arn", PseudoParameter("AWS::Partition"), "sqs", *_HEAD, name)
