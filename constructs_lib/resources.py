"""The CloudFormation resource behind an L2 construct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import CfnResource

from constructs_lib.errors import ConstructError, seen

if TYPE_CHECKING:
    from constructs import Construct


def resource_of(construct: Construct) -> CfnResource:
    """What the construct is in the template.

    Raises:
        ConstructError: It is nothing there by itself, as what is imported.
    """
    resource = construct.node.default_child
    if not isinstance(resource, CfnResource):
        raise ConstructError(f"construct must be a resource, got {seen(construct)}")
    return resource
