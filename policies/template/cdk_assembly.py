"""A cloud assembly (cdk.out): stages, stacks, nested stacks, and what its metadata tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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
_NESTED_STACK: Final = "AWS::CloudFormation::Stack"
_ENVIRONMENT: Final = re.compile(r"aws://([^/]+)/([^/]+)")
_UNKNOWN: Final = ("unknown-account", "unknown-region")


def read_assembly(directory: Path, quota_of: QuotaOf) -> tuple[list[Environment], list[Exception]]:
    """The environments of an assembly, and what of it could not be read."""
    assembly = _Assembly(directory, quota_of)
    assembly.read(directory)
    assembly.share_exports()
    return list(assembly.environments.values()), list(assembly.errors)


@dataclass(slots=True)
class _Metadata:
    """What one stack's metadata says, by construct path."""

    construct_paths: dict[str, dict[str, str]] = field(default_factory=dict)
    acknowledgements: dict[str, dict[str, str]] = field(default_factory=dict)


class _Assembly:
    def __init__(self, root: Path, quota_of: QuotaOf) -> None:
        self.environments: dict[tuple[str, ...], Environment] = {}
        self.errors: list[UnreadableError] = []
        self._root = root.resolve()
        self._quota_of = quota_of
        self._read: set[Path] = set()
        self._exporting: dict[tuple[str, str], list[Template]] = {}

    def read(self, directory: Path) -> None:
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
                    if nested not in self._read:
                        self._read.add(nested)
                        self.read(nested)
                elif kind == "aws:cloudformation:stack":
                    self._stack(directory, manifest, str(name), artifact, properties)
            except UnreadableError as error:
                self.errors.append(error)

    def share_exports(self) -> None:
        """Let the stacks of one account and region import what the others export."""
        for templates in self._exporting.values():
            exports = {}
            for template in templates:
                for output in template.section("Outputs").values():
                    export = output.get("Export") if isinstance(output, dict) else None
                    name = export.get("Name") if isinstance(export, dict) else None
                    resolved = template.intrinsics.resolve(name)
                    if isinstance(resolved, str):
                        exports[resolved] = template, output.get("Value")
            for template in templates:
                template.exports = exports

    def _inside(self, directory: Path, name: object, manifest: Document) -> Path:
        """The file or directory a manifest names, refused when it lies outside the assembly."""
        if not isinstance(name, str) or not name or "\0" in name:
            raise UnreadableError(manifest.path, "names no file for an artifact; run cdk synth again")
        path = directory / name
        if not path.resolve().is_relative_to(self._root):
            raise UnreadableError(manifest.path, f"names {name!r}, which lies outside the assembly")
        return path

    def _stack(
        self,
        directory: Path,
        manifest: Document,
        name: str,
        artifact: dict[str, Any],
        properties: dict[str, Any],
    ) -> None:
        path = self._inside(directory, properties.get("templateFile"), manifest)
        if path in self._read:
            return
        self._read.add(path)
        match = _ENVIRONMENT.fullmatch(str(artifact.get("environment")))
        place = match.groups() if match else _UNKNOWN
        account, region = (
            None if part in _UNKNOWN else part for part in (place[0], place[1])
        )
        # Stacks without an account and region of their own are environments of their own.
        key = (account, region) if account and region else ("", str(path))
        if key not in self.environments:
            quota = self._quota_of(account, region)
            self.environments[key] = Environment(account, region, quota)
        template = Template(read_document(path), self.environments[key])
        metadata = self._metadata(directory, manifest, artifact)
        self._tell(template, metadata)
        self._exporting.setdefault((place[0], place[1]), []).append(template)
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
                if path in self._read:
                    continue
                self._read.add(path)
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
        artifact = _mapping(manifest, "artifacts").get(f"{stack}.assets")
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
        template.acknowledgements = metadata.acknowledgements


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
