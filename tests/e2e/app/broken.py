"""Stacks of which the second state is broken on purpose, each in one way.

Each is one of the other stacks, deployed a second time under another name, and updated to what a
mistake in our constructs or in an app could have made of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from aws_cdk import CfnResource

if TYPE_CHECKING:
    from aws_cdk import Stack
    from aws_cdk.aws_iam import CfnPolicy
    from aws_cdk.aws_lambda import CfnFunction


def alias_not_moved(stack: Stack) -> None:
    """A version is published, and the release keeps the one before."""
    _only(stack, "AWS::Lambda::Alias").add_property_override("FunctionVersion", "1")


def filter_dropped(stack: Stack) -> None:
    """The mapping hands over whatever there is."""
    # Where the property is taken away, Lambda drops the filter and the emulator keeps it.
    mapping = _only(stack, "AWS::Lambda::EventSourceMapping")
    mapping.add_property_override("FilterCriteria.Filters", [])


def permission_on_the_function(stack: Stack) -> None:
    """API Gateway may call the function itself, and not the release that it calls."""
    function = _only(stack, "AWS::Lambda::Function")
    for permission in _all(stack, "AWS::Lambda::Permission"):
        permission.add_property_override("FunctionName", {"Ref": _id(function)})


def wrong_handler(stack: Stack) -> None:
    """The bundle has no such function."""
    function = cast("CfnFunction", _only(stack, "AWS::Lambda::Function"))
    module = str(function.handler).rpartition(".")[0]
    function.add_property_override("Handler", f"{module}.nobody")


def missing_layer(stack: Stack) -> None:
    """What the handler imports is not there."""
    _only(stack, "AWS::Lambda::Function").add_property_deletion_override("Layers")


def missing_grant(stack: Stack) -> None:
    """The role may write its logs, and not the table."""
    for policy in _all(stack, "AWS::IAM::Policy"):
        document = stack.resolve(cast("CfnPolicy", policy).policy_document)
        statements = document["Statement"]
        kept = [each for each in statements if "dynamodb:PutItem" not in str(each["Action"])]
        policy.add_property_override("PolicyDocument.Statement", kept)


def _id(resource: CfnResource) -> Any:
    return resource.stack.get_logical_id(resource)


def _only(stack: Stack, kind: str) -> CfnResource:
    [resource] = _all(stack, kind)
    return resource


def _all(stack: Stack, kind: str) -> list[CfnResource]:
    return [
        each
        for each in stack.node.find_all()
        if isinstance(each, CfnResource) and each.cfn_resource_type == kind
    ]
