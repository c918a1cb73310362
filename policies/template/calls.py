"""Who calls which function: rules, topics, buckets, APIs, schedules, mappings, URLs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.template.function_target import LATEST

if TYPE_CHECKING:
    from policies.template.environment import Environment
    from policies.template.function_target import FunctionTarget
    from policies.template.resource import Resource
    from policies.template.resources.function import Function


class Call(NamedTuple):
    """A function that a resource calls, and through which qualifier.

    Attributes:
        caller: The resource whose property names the function.
        at: Where it does, as a path below Properties: `Targets.0.Arn`.
        target: What it names.
        principal: The service that needs a permission of the function; None when the caller
            brings a role of its own, or polls with the function's.
        is_asynchronous: Whether Lambda queues the event, tries again and may lose it.
        source: The resource whose ARN the service presents as its source, when it is here.
    """

    caller: Resource
    at: str
    target: FunctionTarget
    principal: str | None = None
    is_asynchronous: bool = False
    source: Resource | None = None

    @property
    def is_unqualified(self) -> bool:
        """Whether it reaches $LATEST directly, by no alias and no version."""
        return self.target.qualifier in (None, LATEST)


def calls(environment: Environment) -> list[Call]:
    """All calls by the environment's resources to functions of the assembly, found once."""
    if environment.found_calls is None:
        environment.found_calls = [
            call
            for template in environment.templates
            for type_name in template.types
            for resource in template.of_type(type_name)
            for call in resource.calls
        ]
    return environment.found_calls


def calls_of(function: Function) -> list[Call]:
    """The calls to a function by the resources of its own environment."""
    environment = function.template.environment
    if environment.calls_of_functions is None:
        environment.calls_of_functions = {}
        for call in calls(environment):
            key = id(call.target.function)
            environment.calls_of_functions.setdefault(key, []).append(call)
    return environment.calls_of_functions.get(id(function), [])
