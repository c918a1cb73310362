"""The function that a user means by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policies.gate.nearest import nearest
from policies.local_run.refusal import RefusedRunError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policies.template.resources.function import Function

    Name = tuple[str, ...]
    Fits = Callable[[Name, Name], bool]
    Fold = Callable[[str], str]

_SHOWN: Final = 12
# What the CDK adds below the construct that the user wrote.
_RESOURCE: Final = "Resource"
_FUNCTION: Final = "Function"


def named(functions: Iterable[Function], name: str, place: object) -> Function:
    """The one function that the name means, however much of it the user left out.

    A name is a construct path, a stack and a logical id, the function's own name, or an end of
    one of these; `sensors/detector` also means `Sensors/Ingest/Detector` when no other fits.

    Args:
        functions: Those to choose from.
        name: What the user typed.
        place: Where they are, for the message.

    Raises:
        RefusedRunError: None fits, or several do; the message names those there are.
    """
    candidates = [_Candidate.of(function) for function in functions]
    found = _closest(candidates, tuple(part for part in name.split("/") if part))
    if len(found) == 1:
        return found[0].function
    if found:
        raise RefusedRunError(f"{name!r} may be {_labels(found, ' or ')}; write more of the path")
    if not candidates:
        raise RefusedRunError(f"{place} has no function")
    hint = nearest(name, [each.label for each in candidates]) if len(candidates) > _SHOWN else ""
    told = hint or f"; it has {_labels(candidates, ', ')}"
    raise RefusedRunError(f"{place} has no function {name!r}{told}")


def listed(functions: Iterable[Function]) -> str:
    """The functions, or as many as one wants to read; empty when there is none."""
    return _labels([_Candidate.of(function) for function in functions], ", ")


def label(function: Function) -> str:
    """What to call the function: its construct's path, or its stack and logical id."""
    return _Candidate.of(function).label


class _Candidate(NamedTuple):
    function: Function
    names: Sequence[Name]

    @classmethod
    def of(cls, function: Function) -> _Candidate:
        """The function with all its names; the first is the one to show."""
        return cls(function, list(_names(function)))

    @property
    def label(self) -> str:
        return "/".join(self.names[0])

    def has(self, wanted: Name, fits: Fits, fold: Fold) -> bool:
        """Whether one of its names fits what is wanted."""
        return any(fits(tuple(map(fold, name)), wanted) for name in self.names)


def _names(function: Function) -> Iterable[Name]:
    path = function.construct_path
    if path is not None:
        parts = tuple(path.split("/"))
        if parts[-1] == _RESOURCE:
            parts = parts[:-1]
        if parts[-1] == _FUNCTION and len(parts) > 2:  # noqa: PLR2004 - a stack's own Function stays
            yield parts[:-1]
        yield parts
        yield tuple(path.split("/"))
    outermost = function.template
    while outermost.parent is not None:
        outermost = outermost.parent.template
    for stack in (outermost.path.name.removesuffix(".template.json"), outermost.stack_name):
        if stack is not None:
            yield stack, function.logical_id
    if isinstance(function.name, str):
        yield (function.name,)


def _closest(candidates: Sequence[_Candidate], asked: Name) -> list[_Candidate]:
    """Those that fit in the closest way in which any does."""
    if not asked:
        return []
    for fits, fold in _WAYS:
        wanted = tuple(map(fold, asked))
        found = [each for each in candidates if each.has(wanted, fits, fold)]
        if found:
            return found
    return []


def _is(name: Name, wanted: Name) -> bool:
    return name == wanted


def _ends(name: Name, wanted: Name) -> bool:
    return name[-len(wanted) :] == wanted


def _holds(name: Name, wanted: Name) -> bool:
    """Whether the name begins and ends as wanted, with the rest of it in that order between."""
    rest = iter(name)
    return name[0] == wanted[0] and name[-1] == wanted[-1] and all(part in rest for part in wanted)


def _begins(name: Name, wanted: Name) -> bool:
    return name[: len(wanted)] == wanted


# The closest first; what only begins as wanted is the one function of a stack, or one of too many.
_WAYS: Final[tuple[tuple[Fits, Fold], ...]] = (
    (_is, str),
    (_ends, str),
    (_is, str.casefold),
    (_ends, str.casefold),
    (_holds, str.casefold),
    (_begins, str.casefold),
)


def _labels(candidates: Sequence[_Candidate], between: str) -> str:
    labels = sorted(each.label for each in candidates)
    more = len(labels) - _SHOWN
    return between.join(labels[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
