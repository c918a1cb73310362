"""What an assembly tells of the constructs behind its templates: paths, and what was accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from policies.template.document import read_document
from policies.template.source import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from policies.template.resource import Resource

# CDK's own record of the last synth. Only here does it say what was acknowledged on the app or on
# a stage: the metadata of a stack starts at the stack.
VALIDATION_REPORT: Final = "validation-report.json"
# CDK's own paths stay far below. What follows a path upwards costs the square of its length.
LONGEST_PATH: Final = 4_096


class StackMetadata:
    """What the metadata of one stack says, its nested stacks included."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        # Construct paths by logical id, for each template file: logical ids repeat between nested
        # stacks, so an entry belongs to the nearest construct above it that names a file.
        self.construct_paths: dict[str, dict[str, str]] = {}
        # Reasons by rule, for each construct path; all templates of the stack share them.
        self.acknowledgements: dict[str, dict[str, str]] = {}
        self.sources = Sources()
        told = list(_data(entries))
        self._files = {
            path: str(file) for path, kind, file in told if kind == "aws:cdk:templateFile"
        }
        for path, kind, data in told:
            if kind == "aws:cdk:logicalId" and isinstance(data, str):
                file = next((self._files[up] for up in _upwards(path) if up in self._files), None)
                if file is not None:
                    self.construct_paths.setdefault(file, {})[data] = path
            elif kind == "aws:cdk:acknowledged-rules" and isinstance(data, dict):
                rules = self.acknowledgements.setdefault(path, {})
                rules |= {str(rule): why for rule, why in data.items() if _is_reason(why)}
            else:
                self.sources.add(path, kind, data)

    def add_accepted(self, above: Mapping[str, Mapping[str, str]]) -> None:
        """Learn what was accepted above the stack; what it says itself wins."""
        for path, rules in above.items():
            self.acknowledgements[path] = {**rules, **self.acknowledgements.get(path, {})}

    def path_of(self, file: str) -> str | None:
        """The construct path of the stack whose template is the file."""
        return next((path for path, own in self._files.items() if own == file), None)

    def nested_file(self, resource: Resource) -> str | None:
        """The template of a nested stack, by the construct that the resource belongs to.

        CDK puts that of `App/Nested` at `App/Nested.NestedStack/Nested.NestedStackResource`.
        """
        above = (resource.construct_path or "").rpartition("/")[0]
        return self._files.get(above.removesuffix(".NestedStack"))


class AcceptedAbove(dict[str, dict[str, tuple[str, str]]]):
    """What the last synth accepted by an acknowledgement on the app or a stage.

    Construct path to rule to (where it was acknowledged, why). A report that is older than the
    manifest is another synth's, and says nothing.
    """

    def __init__(self, directory: Path, manifest: Path) -> None:
        super().__init__()
        path = directory / VALIDATION_REPORT
        if not path.is_file() or path.stat().st_mtime_ns < manifest.stat().st_mtime_ns:
            return
        data = read_document(path).data
        for report in _mappings(data, "pluginReports"):
            for violation in _mappings(report, "suppressedViolations"):
                rule, why = violation.get("acknowledgedId"), violation.get("reason")
                where = str(violation.get("acknowledgedAt") or "")
                for construct in _mappings(violation, "violatingConstructs"):
                    if _is_reason(why):
                        rules = self.setdefault(str(construct.get("constructPath")), {})
                        rules[str(rule)] = where, str(why)

    def below(self, stack: str | None) -> dict[str, dict[str, str]]:
        """Reasons by construct path and rule, of what was accepted above this stack.

        What was acknowledged in the stack itself is in its own metadata, which is always of this
        synth.
        """
        return {
            path: {
                rule: why
                for rule, (where, why) in rules.items()
                if not where or (stack is not None and stack.startswith(f"{where}/"))
            }
            for path, rules in self.items()
        }


def _is_reason(why: object) -> bool:
    return isinstance(why, str) and bool(why.strip())


def _mappings(holder: Any, key: str) -> list[dict[str, Any]]:
    items = holder.get(key) if isinstance(holder, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _data(entries: Mapping[str, Any]) -> Iterator[tuple[str, object, Any]]:
    for path, items in entries.items():
        if len(path) > LONGEST_PATH:
            continue
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                yield str(path).strip("/"), item.get("type"), item.get("data")


def _upwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]
