"""A cloud assembly (cdk.out): stages, stacks, nested stacks, and what its metadata tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from policies.template.document import Document, read_document
from policies.template.environment import Environment
from policies.template.template import Template
from policies.template.unreadable import UnreadableError
from policies.template.values import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from policies.domain.concurrency import ConcurrencyQuota
    from policies.template.resource import Resource

    QuotaOf: TypeAlias = Callable[[str | None, str | None], ConcurrencyQuota]

MANIFEST: Final = "manifest.json"
# CDK's own record of the last synth. Only here does it say what was acknowledged on the app or on
# a stage: the metadata of a stack starts at the stack.
_VALIDATION_REPORT: Final = "validation-report.json"
_NESTED_STACK: Final = "AWS::CloudFormation::Stack"
_UNKNOWN: Final = "unknown-account", "unknown-region"
# Stages in stages and stacks in stacks: people nest a handful.
_MAXIMUM_NESTING: Final = 30


def read_assembly(
    directory: Path, quota_of: QuotaOf
) -> tuple[list[Environment], list[UnreadableError]]:
    """The environments of an assembly, and what of it could not be read."""
    assembly = _Assembly(directory, quota_of)
    assembly.read_validation_report(directory / _VALIDATION_REPORT)
    assembly.read(directory)
    assembly.share_exports()
    return list(assembly.environments.values()), assembly.errors


class _Metadata:
    """What one stack's metadata says: construct paths by template file, reasons by path."""

    def __init__(self) -> None:
        self.construct_paths: dict[str, dict[str, str]] = {}
        self.acknowledgements: dict[str, dict[str, str]] = {}


class _Assembly:
    def __init__(self, root: Path, quota_of: QuotaOf) -> None:
        self.environments: dict[tuple[str, ...], Environment] = {}
        self.errors: list[UnreadableError] = []
        self._root = root.resolve()
        self._quota_of = quota_of
        self._read: set[Path] = {self._root}
        self._exporting: dict[tuple[str, str], list[Template]] = {}
        self._accepted: dict[str, dict[str, str]] = {}

    def read_validation_report(self, path: Path) -> None:
        """Take over what the last synth accepted, construct by construct."""
        if not path.is_file():
            return
        try:
            reports = _mapping(read_document(path)).get("pluginReports")
        except UnreadableError as error:
            self.errors.append(error)
            return
        for report in reports if isinstance(reports, list) else ():
            for violation in _mappings(report, "suppressedViolations"):
                for construct in _mappings(violation, "violatingConstructs"):
                    rules = self._accepted.setdefault(str(construct.get("constructPath")), {})
                    rules[str(violation.get("acknowledgedId"))] = str(violation.get("reason"))

    def read(self, directory: Path, nesting: int = 0) -> None:
        """Read one manifest and the assemblies nested in it."""
        try:
            manifest = read_document(directory / MANIFEST)
            artifacts = _mapping(manifest, "artifacts")
        except UnreadableError as error:
            self.errors.append(error)
            return
        for name, artifact in artifacts.items():
            if not isinstance(artifact, dict):
                continue
            kind, properties = artifact.get("type"), artifact.get("properties")
            properties = properties if isinstance(properties, dict) else {}
            try:
                if kind == "cdk:cloud-assembly":
                    nested = self._inside(directory, properties.get("directoryName"), manifest)
                    if self._is_new(nested, nesting):
                        self.read(nested, nesting + 1)
                elif kind == "aws:cloudformation:stack":
                    self._stack(directory, manifest, str(name), artifact, properties)
            except UnreadableError as error:
                self.errors.append(error)

    def share_exports(self) -> None:
        """Let the stacks of one account and region import what the others export."""
        for templates in self._exporting.values():
            found: dict[str, list[tuple[Template, str]]] = {}
            for template in templates:
                for output in template.section("Outputs"):
                    name = template.export(output)
                    if isinstance(name, str):
                        found.setdefault(name, []).append((template, output))
            # A name that two export is decided by a condition, or by where each is deployed.
            exports = {name: exporters[0] for name, exporters in found.items() if not exporters[1:]}
            for template in templates:
                template.exports = exports

    def _inside(self, directory: Path, name: object, manifest: Document) -> Path:
        """The file or directory a manifest names, refused when it lies outside the assembly."""
        if not isinstance(name, str) or not name or "\0" in name:
            raise UnreadableError(
                manifest.path, "names no file for an artifact; run cdk synth again"
            )
        path = directory / name
        try:
            is_inside = path.resolve().is_relative_to(self._root)
        except (OSError, RuntimeError, ValueError):  # a symlink to itself, a name no disk has
            raise UnreadableError(manifest.path, f"names {name!r}, which is no path") from None
        if not is_inside:
            raise UnreadableError(manifest.path, f"names {name!r}, which lies outside the assembly")
        return path

    def _is_new(self, path: Path, nesting: int = 0) -> bool:
        """True once for each file or directory, however its path is spelled."""
        resolved = path.resolve()
        if resolved in self._read:
            return False
        if nesting == _MAXIMUM_NESTING:
            raise UnreadableError(path, f"nested more than {_MAXIMUM_NESTING} deep")
        self._read.add(resolved)
        return True

    def _stack(
        self,
        directory: Path,
        manifest: Document,
        name: str,
        artifact: dict[str, Any],
        properties: dict[str, Any],
    ) -> None:
        path = self._inside(directory, properties.get("templateFile"), manifest)
        if not self._is_new(path):
            return
        place = _place(artifact.get("environment"))
        account, region = (None if part in _UNKNOWN else part for part in place)
        # Stacks without an account and region of their own are environments of their own.
        key = (account, region) if account and region else ("", str(path))
        if key not in self.environments:
            quota = self._quota_of(account, region)
            self.environments[key] = Environment(account, region, quota)
        template = Template(read_document(path), self.environments[key])
        metadata = self._metadata(directory, manifest, artifact)
        self._tell(template, metadata)
        self._exporting.setdefault(place, []).append(template)
        self._nested_stacks(template, directory, manifest, metadata, name)

    def _metadata(self, directory: Path, manifest: Document, artifact: dict[str, Any]) -> _Metadata:
        entries: dict[str, Any] = {}
        inline = artifact.get("metadata")
        if isinstance(inline, dict):
            entries |= inline
        if "additionalMetadataFile" in artifact:
            try:
                path = self._inside(directory, artifact["additionalMetadataFile"], manifest)
                entries |= _mapping(read_document(path))
            except UnreadableError as error:
                self.errors.append(error)
        return _metadata(entries)

    def _nested_stacks(
        self,
        parent: Template,
        directory: Path,
        manifest: Document,
        metadata: _Metadata,
        stack: str,
    ) -> None:
        sources: dict[str, str] | None = None
        for resource in parent.of_type(_NESTED_STACK):
            if sources is None:
                sources = self._asset_sources(directory, manifest, stack)
            file = _asset_path(resource) or sources.get(_object_key(resource))
            if file is None:
                continue
            try:
                path = self._inside(directory, file, manifest)
                if not self._is_new(path, _nesting(parent)):
                    continue
                nested = Template(read_document(path), parent.environment)
            except UnreadableError as error:
                self.errors.append(error)
                continue
            nested.parent = resource
            resource.nested_template = nested
            self._tell(nested, metadata)
            self._exporting.setdefault((str(directory), str(path)), []).append(nested)
            self._nested_stacks(nested, directory, manifest, metadata, stack)

    def _asset_sources(self, directory: Path, manifest: Document, stack: str) -> dict[str, str]:
        """Object key in the asset bucket to file in the assembly."""
        artifact: Any = _mapping(manifest, "artifacts").get(f"{stack}.assets")
        try:
            file = artifact["properties"]["file"]
            files = _mapping(read_document(self._inside(directory, file, manifest)), "files")
            return {
                str(destination["objectKey"]).rsplit("/", 1)[-1]: str(asset["source"]["path"])
                for asset in files.values()
                for destination in asset["destinations"].values()
                if "path" in asset["source"]
            }
        except (AttributeError, KeyError, TypeError):
            return {}
        except UnreadableError as error:
            self.errors.append(error)
            return {}

    def _tell(self, template: Template, metadata: _Metadata) -> None:
        template.construct_paths = metadata.construct_paths.get(template.path.name, {})
        accepted, said = self._accepted, metadata.acknowledgements
        template.acknowledgements = {
            path: {**accepted.get(path, {}), **said.get(path, {})} for path in (*accepted, *said)
        }


def _nesting(template: Template) -> int:
    return 0 if template.parent is None else 1 + _nesting(template.parent.template)


def _mappings(holder: Any, key: str) -> list[dict[str, Any]]:
    items = holder.get(key) if isinstance(holder, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _place(environment: object) -> tuple[str, str]:
    """Account and region of `aws://123456789012/eu-west-1`."""
    account, _, region = str(environment).removeprefix("aws://").partition("/")
    return (account, region) if account and region else _UNKNOWN


def _mapping(document: Document, section: str | None = None) -> dict[str, Any]:
    data = document.data
    if section is not None and isinstance(data, dict):
        data = data.get(section)
    if not isinstance(data, dict):
        what = section or "mapping"
        raise UnreadableError(document.path, f"has no {what}; run cdk synth again")
    return data


def _metadata(entries: dict[str, Any]) -> _Metadata:
    """Sort the entries by the template whose constructs they describe.

    Logical ids repeat between nested stacks, so an entry belongs to the nearest construct above it
    that names a template file.
    """
    found = _Metadata()
    files = {path: file for path, kind, file in _data(entries) if kind == "aws:cdk:templateFile"}
    for path, kind, data in _data(entries):
        if kind == "aws:cdk:logicalId" and isinstance(data, str):
            file = next((files[above] for above in _upwards(path) if above in files), None)
            if isinstance(file, str):
                paths = found.construct_paths.setdefault(file, {})
                paths[data] = path.strip("/")
        elif kind == "aws:cdk:acknowledged-rules" and isinstance(data, dict):
            rules = found.acknowledgements.setdefault(path.strip("/"), {})
            rules |= {str(rule): str(reason) for rule, reason in data.items()}
    return found


def _data(entries: dict[str, Any]) -> Iterator[tuple[str, object, Any]]:
    for path, items in entries.items():
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                yield str(path), item.get("type"), item.get("data")


def _upwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


def _asset_path(resource: Resource) -> str | None:
    """Where CDK says the nested template lies, when asset metadata is on."""
    metadata = resource.raw.get("Metadata")
    path = metadata.get("aws:asset:path") if isinstance(metadata, dict) else None
    return path if isinstance(path, str) else None


def _object_key(resource: Resource) -> str:
    """The last part of the URL from which CloudFormation takes the nested template."""
    url = resource.value("TemplateURL")
    if isinstance(url, Text):
        url = url.parts[-1]
    return url.rsplit("/", 1)[-1] if isinstance(url, str) else ""
