"""One CloudFormation template, its sections, and what surrounds it in an assembly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from policies.template.environment import Environment
from policies.template.intrinsics import Intrinsics
from policies.template.macros import has_custom_macro
from policies.template.resource import Resource
from policies.template.unreadable import UnreadableError
from policies.template.values import Unresolved, is_inserted
from policies.template.views import view_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from policies.template.document import Document
    from policies.template.package import Package, Packages
    from policies.template.resources.function import Function
    from policies.template.source import SourceLine, Sources
    from policies.template.values import Value

R = TypeVar("R", bound=Resource)


class StackLookup(Protocol):
    """Finds stacks by name."""

    def get(self, name: str, region: str | None) -> Template | None:
        """The stack of this name in the own account, in a region or in the own one."""
        ...


class Template:
    """A template whose resources can be asked."""

    def __init__(self, document: Document, environment: Environment | None = None) -> None:
        """Read the resources.

        Raises:
            UnreadableError: the document is no CloudFormation template.
        """
        if not is_template(document.data):
            raise UnreadableError(
                document.path, "no CloudFormation template: it has no Resources; check the path"
            )
        self.document = document
        self.environment = environment or Environment()
        self.environment.templates.append(self)
        self.intrinsics = Intrinsics(self)
        # Of a nested stack: the resource in the parent's template that includes this one.
        self.parent: Resource | None = None
        # Export name to (template, output), shared by the stacks that can import each other.
        self.exports: Mapping[str, tuple[Template, str]] = {}
        # The other stacks of the assembly, for what takes an output by stack name.
        self.stacks: StackLookup | None = None
        # The packages that lie in the assembly, for what takes its code from the asset bucket.
        self.packages: Packages | None = None
        # What CloudFormation calls the stack, where the assembly says so.
        self.stack_name: str | None = None
        # What the assembly's metadata tells of the constructs behind the resources.
        self.construct_paths: Mapping[str, str] = {}
        self.acknowledgements: Mapping[str, Mapping[str, str]] = {}
        self.sources: Sources | None = None
        self.resources: dict[str, Resource] = {}
        self._by_type: dict[str, list[Resource]] = {}
        # By logical id of an alias or a version: kept by function_target.
        self.functions_named: dict[str, Function | None] = {}
        # By logical id, the names of what it waits for: kept by dependencies.
        self.names_in: dict[str, set[str]] = {}
        self._found: dict[tuple[str, str], Value] = {}
        self._has_transform = "Transform" in document.data
        self._has_custom_macro = has_custom_macro(document.data.get("Transform"))
        for logical_id, raw in document.data["Resources"].items():
            if isinstance(raw, dict) and isinstance(raw.get("Type"), str):
                resource = view_of(raw["Type"])(self, str(logical_id), raw)
                self.resources[resource.logical_id] = resource
                self._by_type.setdefault(resource.type, []).append(resource)

    def __repr__(self) -> str:
        return f"<Template {self.path}>"

    @property
    def path(self) -> Path:
        """The file it was read from."""
        return self.document.path

    def section(self, name: str) -> dict[str, Any]:
        """A top-level section, empty when the template has none."""
        section = self.document.data.get(name)
        return section if isinstance(section, dict) else {}

    @property
    def types(self) -> AbstractSet[str]:
        """The CloudFormation types of its resources."""
        return self._by_type.keys()

    def of(self, kind: type[R]) -> list[R]:
        """Its resources of a kind that the deployment may create."""
        return self.of_type(kind.type_name)  # type: ignore[return-value]  # views pairs them

    def of_type(self, type_name: str) -> list[Resource]:
        """Its resources of a CloudFormation type that the deployment may create."""
        found = self._by_type.get(type_name, [])
        return [resource for resource in found if resource.is_certain is not False]

    def parameter(self, name: str) -> Value:
        """What a parameter is: what the parent stack passes, else its default."""
        return self._once("parameter", name, self._parameter)

    def _parameter(self, name: str) -> Value:
        declared = self.section("Parameters").get(name)
        if not isinstance(declared, dict):
            return Unresolved(f"{name} is not declared")
        kind = str(declared.get("Type", "String"))
        value: Value = None
        if self.parent is not None:
            value = self.parent.value("Parameters", name)
        if value is None:
            value = declared.get("Default")
        if value is None or kind.startswith("AWS::SSM::"):
            return Unresolved(f"parameter {name}")
        if isinstance(value, str) and (kind.startswith("List<") or kind == "CommaDelimitedList"):
            return [item.strip() for item in value.split(",")]
        return value

    def output(self, name: str) -> Value:
        """The value of an output, as a parent stack gets it."""
        return self._once("output", name, self._output)

    def _output(self, name: str) -> Value:
        output = self.section("Outputs").get(name)
        raw = output.get("Value") if isinstance(output, dict) else None
        return Unresolved(f"output {name}") if raw is None else self.intrinsics.resolve(raw)

    def export(self, name: str) -> Value:
        """The name under which an output is exported; None when it is not."""
        output = self.section("Outputs").get(name)
        export = output.get("Export") if isinstance(output, dict) else None
        condition = output.get("Condition") if isinstance(output, dict) else None
        if condition is not None and self.intrinsics.condition(condition) is False:
            return None
        return self.intrinsics.resolve(export.get("Name")) if isinstance(export, dict) else None

    def imported(self, name: str) -> Value:
        """The value that another stack of the assembly exports under this name."""
        return self._once("export", name, self._imported)

    def _imported(self, name: str) -> Value:
        exporter = self.exports.get(name)
        return exporter[0].output(exporter[1]) if exporter else Unresolved(f"export {name}")

    def stack_output(self, stack: str, output: str, region: str | None) -> Value:
        """An output of another stack of the assembly: CDK's weak cross-stack reference."""
        other = self.stacks.get(stack, region) if self.stacks else None
        return Unresolved(f"output {output} of {stack}") if other is None else other.output(output)

    def package(self, key: Value) -> Package | None:
        """The package with this key in the bucket of the assets, when the assembly holds it."""
        return self.packages.get(key) if self.packages and isinstance(key, str) else None

    def _once(self, kind: str, name: str, find: Callable[[str], Value]) -> Value:
        """What is found, found once: one that asks for itself would be followed for ever."""
        key = kind, name
        if key not in self._found:
            self._found[key] = Unresolved(f"{kind} {name} depends on itself")
            self._found[key] = find(name)
        return self._found[key]

    def insertion(self, holder: Any) -> Unresolved | None:
        """What an absent property is: unresolved where a macro or a loop writes beside it."""
        if isinstance(holder, dict) and (
            self._has_custom_macro
            or "Fn::Transform" in holder
            or (self._has_transform and any(map(is_inserted, holder)))
        ):
            return Unresolved("what a macro or a loop inserts")
        return None

    def line_of(self, *path: str | int) -> int:
        """The line of the deepest part of `path` that the template has."""
        return self.document.lines.line_of(path)

    def source_of(self, resource: Resource, at: str = "") -> SourceLine | None:
        """The line of the app's code behind a property or its resource, when the synth told."""
        return self.sources.line_of(resource.construct_path, at) if self.sources else None

    def construct_path(self, resource: Resource) -> str | None:
        """Where the resource's construct stands in the CDK app, when that is known."""
        told = self.construct_paths.get(resource.written_id)
        if told is None:
            metadata = resource.raw.get("Metadata")
            told = metadata.get("aws:cdk:path") if isinstance(metadata, dict) else None
        return told if isinstance(told, str) else None


def is_template(data: Any) -> bool:
    """True when the data has the one section that every template has."""
    return isinstance(data, dict) and isinstance(data.get("Resources"), dict)
