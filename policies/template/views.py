"""Which view a CloudFormation type has; it is imported when a template holds the type."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

# The file in policies/template/resources. One view there for each type: `type_name` says which.
VIEWS: Final[Mapping[str, str]] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": "scalable_target",
    "AWS::Lambda::Alias": "alias",
    "AWS::Lambda::EventSourceMapping": "event_source_mapping",
    "AWS::Lambda::Function": "function",
    "AWS::Lambda::Version": "version",
    "AWS::SQS::Queue": "queue",
}


@cache
def view_of(type_name: str) -> type[Resource]:
    """The class whose instances stand for resources of a type; Resource where no rule asks more."""
    file = VIEWS.get(type_name)
    if file is None:
        return Resource
    module = import_module(f"policies.template.resources.{file}")
    return next(
        view
        for view in vars(module).values()
        if isinstance(view, type) and issubclass(view, Resource) and view.type_name == type_name
    )
