"""Which log group a function writes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from policies.template.named_resource import named_resource
from policies.template.resources.function import Function
from policies.template.resources.log_group import LogGroup
from policies.template.resources.log_retention import LogRetention
from policies.template.values import Reference, Text, Unresolved, joined

if TYPE_CHECKING:
    from policies.template.template import Template
    from policies.template.values import Value

DEFAULT_PREFIX: Final = "/aws/lambda/"
_LOG_GROUP: Final = "AWS::Logs::LogGroup"

# Functions by the name of their default log group, where a template knows such a name in part.
_PARTLY_NAMED: WeakKeyDictionary[Template, dict[Value, Function]] = WeakKeyDictionary()


def default_log_group_owner(name: Value, template: Template) -> Function | None:
    """The function whose logs go to a group of this name unless it says otherwise."""
    found = None
    if isinstance(name, str) and name.startswith(DEFAULT_PREFIX):
        own = name.removeprefix(DEFAULT_PREFIX)
        found = template.environment.named(Function.type_name, own)
    elif isinstance(name, Text):
        match name.parts:
            case (prefix, Reference(attribute="") as function) if prefix == DEFAULT_PREFIX:
                found = function.resource
            case _:
                found = _partly_named(template).get(name)
    return found if isinstance(found, Function) else None


def _partly_named(template: Template) -> dict[Value, Function]:
    if template not in _PARTLY_NAMED:
        _PARTLY_NAMED[template] = {
            joined([DEFAULT_PREFIX, function.name]): function
            for function in template.of(Function)
            if isinstance(function.name, Unresolved)
        }
    return _PARTLY_NAMED[template]


def log_group_of(function: Function) -> LogGroup | LogRetention | Unresolved | None:
    """What declares the log group that the function writes to; None when nothing here does."""
    configured = function.value("LoggingConfig", "LogGroup")
    if configured is not None:
        found = named_resource(configured, _LOG_GROUP, function.template)
        return found if isinstance(found, LogGroup) else Unresolved("a log group of another's")
    environment = function.template.environment
    declared: list[LogGroup | LogRetention] = [
        *environment.related(LogGroup, "default_of", function),
        *environment.related(LogRetention, "default_of", function),
    ]
    return declared[0] if declared else None


def is_written_to(group: LogGroup) -> bool:
    """True when a function here names the group, or it may: then its own name means nothing."""
    for function in group.template.environment.resources(Function):
        configured = function.value("LoggingConfig", "LogGroup")
        if configured is None:
            continue
        if configured == group.name or not isinstance(configured, str | Reference):
            return True
        if isinstance(configured, Reference) and configured.resource is group:
            return True
    return False


def function_meant_by(group: LogGroup) -> Function | None:
    """The function for which a group is meant that has the name of none.

    Two slips are certain: the logical id of a function in place of its name, and the name of a
    function after a prefix that is nearly the right one.
    """
    name, template = group.name, group.template
    if group.default_of is not None:
        return None
    if isinstance(name, str) and name.startswith(DEFAULT_PREFIX):
        meant = template.resources.get(name.removeprefix(DEFAULT_PREFIX))
        is_certain = isinstance(meant, Function) and not isinstance(meant.name, Unresolved)
        return meant if is_certain and isinstance(meant, Function) else None
    if not isinstance(name, Text):
        return None
    match name.parts:
        case (str() as prefix, Reference(attribute="") as function) if _is_nearly(prefix):
            return function.resource if isinstance(function.resource, Function) else None
    return None


def _is_nearly(prefix: str) -> bool:
    """True for `aws/lambda/`, `/aws/Lambda/`, `/aws/lambda` and their like."""
    return prefix.lower().strip("/") == DEFAULT_PREFIX.strip("/")
