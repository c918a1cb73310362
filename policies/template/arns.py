"""ARNs whose parts are partly known: what CDK takes apart with Split and Select."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from policies.template.values import (
    PseudoParameter,
    Reference,
    Text,
    Unresolved,
    joined,
    parts_of,
)

if TYPE_CHECKING:
    from policies.template.values import Value

Component: TypeAlias = "str | Unresolved"

# Pseudo parameters where the stack does not say what they are.
_HEAD: Final = (PseudoParameter("AWS::Region"), PseudoParameter("AWS::AccountId"))

# arn, partition, service, region, account, resource.
ARN_PARTS: Final = 6
_ACCOUNT: Final = 4
# Stands for a pseudo parameter in a text that is taken apart.
_ANY: Final = "\0"


def components(value: Value) -> tuple[Component, ...] | None:
    """What stands between the colons; None when an unknown part could hold colons itself."""
    if value is None:
        return None
    if isinstance(value, str):
        return tuple(value.split(":"))
    if isinstance(value, Reference):
        return value.resource.identifier(value.attribute)
    if isinstance(value, Text):
        if not hasattr(value, "components"):
            value.components = _components_of_parts(value.parts)
        return value.components
    return (value,) if isinstance(value, PseudoParameter) else None


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


def path_steps(value: Value) -> tuple[Component, ...] | None:
    """What stands between the slashes; None when an unknown part could hold slashes itself.

    The name of a role has none: CDK takes it out of `role/<name>`, the end of an ARN.
    """
    done: list[Component] = []
    current: list[Component] = []
    for part in value.parts if isinstance(value, Text) else ():
        if isinstance(part, str):
            first, *others = part.split("/")
            current.append(first)
            for step in others:
                done.append(joined(current))
                current = [step]
        elif isinstance(part, Reference) and part.resource.type == "AWS::IAM::Role":
            current.append(part)
        else:
            return None
    return (*done, joined(current)) if current else None


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


def role_arn(path: Value, name: Component) -> tuple[Component, ...]:
    """The components of a role's ARN; the path stands before its name, `/` when it has none."""
    before = path if isinstance(path, (str, Unresolved)) else "/"
    _, account = _HEAD
    resource = joined(["role", before, name])
    return ("arn", PseudoParameter("AWS::Partition"), "iam", "", account, resource)


def queue_arn(name: Component) -> tuple[Component, ...]:
    """The components of an SQS queue's ARN."""
    return ("arn", PseudoParameter("AWS::Partition"), "sqs", *_HEAD, name)


def log_group_arn(name: Component) -> tuple[Component, ...]:
    """The components of a log group's ARN, as CloudFormation gives it: with all of its streams."""
    return ("arn", PseudoParameter("AWS::Partition"), "logs", *_HEAD, "log-group", name, "*")


def account_of(arn: Value) -> str | None:
    """The account in an ARN, empty where it has none; None when only the deployment knows."""
    fields = known_fields(arn, _ANY)
    if len(fields) <= _ACCOUNT or fields[0] != "arn":
        return None
    account = fields[_ACCOUNT]
    return None if _ANY in account else account


def known_fields(arn: Value, pseudo: str) -> list[str]:
    """What stands before each colon, up to the first unknown part.

    Args:
        arn: An ARN of which at least the head is known.
        pseudo: What to put for each pseudo parameter.
    """
    head = ""
    for part in parts_of(arn):
        if isinstance(part, str):
            head += part
        elif isinstance(part, PseudoParameter):
            head += pseudo
        else:
            break
    return head.split(":")[:-1]
