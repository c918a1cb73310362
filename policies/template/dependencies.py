"""In which order CloudFormation creates the resources of a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.domain.enumeration import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.resource import Resource


def depends_on(resource: Resource, other: Resource) -> bool:
    """True when the resource is created after the other one, of the same template.

    By its DependsOn, by a Ref, GetAtt or Sub, or through resources that have one. What only one
    branch of an If names counts as well.
    """
    resources = resource.template.resources
    seen = {resource.logical_id}
    waiting = [resource]
    while waiting:
        for name in _names_in(waiting.pop()) - seen:
            if name == other.logical_id:
                return True
            seen.add(name)
            if name in resources:
                waiting.append(resources[name])
    return False


def _names_in(resource: Resource) -> set[str]:
    """What the resource waits for itself; found once, for the way to a role leads past many."""
    known = resource.template.names_in
    if resource.logical_id not in known:
        raw = resource.raw
        known[resource.logical_id] = {*_listed(raw.get("DependsOn")), *_named(raw)}
    return known[resource.logical_id]


def to_wait_for(resource: Resource, *names: str) -> str:
    """What to write so that the resource waits for others, beside what it waits for already."""
    if resource.raw.get("DependsOn"):
        return f"add {enumerated(names)} to DependsOn"
    return f"add DependsOn: {names[0] if len(names) == 1 else '[' + ', '.join(names) + ']'}"


def _listed(names: Any) -> Iterator[str]:
    for name in names if isinstance(names, list) else [names]:
        if isinstance(name, str):
            yield name


def _named(raw: Any) -> Iterator[str]:
    """The names in the functions below; a stack, for a template may nest deeper than Python."""
    waiting = [raw]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            for key, argument in value.items():
                if key in ("Ref", "Fn::GetAtt"):
                    first = argument[0] if isinstance(argument, list) and argument else argument
                    yield str(first).partition(".")[0]
                elif key == "Fn::Sub":
                    text = argument[0] if isinstance(argument, list) and argument else argument
                    yield from _placeholders(str(text))
                waiting.append(argument)


def _placeholders(text: str) -> Iterator[str]:
    for piece in text.split("${")[1:]:
        inside, brace, _ = piece.partition("}")
        if brace and not inside.startswith("!"):
            yield inside.strip().partition(".")[0]
