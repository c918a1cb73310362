"""Where the user wrote what a loop or a SAM resource makes a resource of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Keys and indices from the root of the file.
Steps: TypeAlias = "tuple[str | int, ...]"


class Origin:
    """The resource as the user's file has it: its logical id, its type, and where it stands.

    Args:
        logical_id: As the file has it, or as a loop of the file writes it.
        type: As the file has it: `AWS::Serverless::Function`.
        path: Where the file declares it.
        data: The file's data.
        holders: Where its properties may stand, the closest first; below `path` by default.
        part: What of it makes the generated resource, when nothing closer is found: an event.
        names: Property to the names under which the file may have it.
    """

    __slots__ = ("_data", "_holders", "_names", "_part", "logical_id", "path", "type")

    def __init__(
        self,
        logical_id: str,
        type: str,  # noqa: A002 - what CloudFormation calls it
        path: Steps,
        data: Any,
        *,
        holders: Sequence[Steps] = (),
        part: Steps = (),
        names: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.logical_id = logical_id
        self.type = type
        self.path = path
        self._data = data
        self._holders = holders or (self._properties,)
        self._part = part
        self._names = names or {}

    def __repr__(self) -> str:
        return f"<Origin {self.type} {self.logical_id}>"

    def path_of(self, steps: Steps) -> Steps:
        """Where the file has the property at `steps` below Properties, or what stands for it."""
        found = self._found(steps) if steps else ()
        return found or self._part or (*self.path, *(("Properties", *steps) if steps else ()))

    def property_of(self, at: str, steps: Steps) -> str:
        """The property at `steps` as the file names it: `Events.Orders.Properties.BatchSize`."""
        found = (self._found(steps) if steps else ()) or self._part
        own = len(self._properties)
        if found[:own] == self._properties:
            return ".".join(map(str, found[own:]))
        return at

    @property
    def _properties(self) -> Steps:
        return (*self.path, "Properties")

    def _found(self, steps: Steps) -> Steps:
        first, *rest = steps
        for holder in self._holders:
            if has(self._data, (*holder, first)):
                return (*holder, *steps)
            for name in self._names.get(str(first), ()):
                if has(self._data, (*holder, name)):
                    inner = (*holder, name, *rest)
                    return inner if has(self._data, inner) else (*holder, name)
        return ()


def has(data: Any, path: Steps) -> bool:
    """True when the data has something at the path."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True
