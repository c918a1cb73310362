"""Which services of AWS the code of a function calls, to judge by what its role is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain.endpoints import Endpoint, endpoint_of, is_delegated, redirects_calls
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.resources.function import Function
    from policies.template.statements import Statement

# What Lambda itself polls or sends to, with the function's role and from outside its VPC.
_DELEGATING: Final = ("AWS::Lambda::EventInvokeConfig", "AWS::Lambda::EventSourceMapping")


def called_services(function: Function) -> list[Endpoint]:
    """The endpoints to the services, in order: those that its role, and no other's, may use.

    Rights that Lambda itself may need for the sources and destinations of the function are left
    out where it may have any; rights under a condition are, too.
    """
    role = function.role
    if role is None or role.functions != [function] or _may_be_redirected(function):
        return []
    may_delegate = function.value("DeadLetterConfig") is not None or any(
        template.of_type(kind)
        for template in function.template.environment.templates
        for kind in _DELEGATING
    )
    called = {
        endpoint_of(action)
        for statement in role.rights.statements
        for action in _granted(statement)
        if not (may_delegate and is_delegated(action))
    }
    return sorted(endpoint for endpoint in called if endpoint is not None)


def _may_be_redirected(function: Function) -> bool:
    """True when its calls may go to a proxy in the VPC, or to an address of its own."""
    variables = function.environment_variables
    return isinstance(variables, Unresolved) or redirects_calls(variables)


def _granted(statement: Statement) -> Iterator[str]:
    if statement.allows and not statement.is_conditional and isinstance(statement.actions, list):
        yield from (each for each in statement.actions if isinstance(each, str))
