"""A cloud assembly (cdk.out): its stages, stacks and nested stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from policies.template.cdk_metadata import VALIDATION_REPORT, AcceptedAbove, StackMetadata
from policies.template.document import Document, read_document
from policies.template.environment import Environment, share_accounts
from policies.template.expansion import expanded
from policies.template.package import Package
from policies.template.template import Template, is_template
from policies.template.unreadable import UnreadableError
from policies.template.values import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policies.domain.concurrency import ConcurrencyQuota
    from policies.template.resource import Resource

    QuotaOf: TypeAlias = Callable[[str | None, str | None], ConcurrencyQuota]

MANIFEST: Final = "manifest.json"
NESTED_STACK: Final = "AWS::CloudFormation::Stack"
_STAGE: Final = "cdk:cloud-assembly"
_UNKNOWN: Final = "unknown-account", "unknown-region"
# Stages in stages and stacks in stacks: people nest a handful.
MAXIMUM_NESTING: Final = 30
# Two stacks that include a third twice each, and so on, make many of few files.
MAXIMUM_NESTED_STACKS: Final = 2_000
# Nobody has an app of as many. A manifest that names one large file for each of its stacks would be
# judged for days.
MAXIMUM_STACKS: Final = 10_000
MAXIMUM_RESOURCES: Final = 1_000_000
MAXIMUM_METADATA: Final = 3_000_000


def read_assembly(
    directory: Path, quota_of: QuotaOf
) -> tuple[list[Environment], list[UnreadableError]]:
    """The environments of an assembly, and what of it could not be read."""
    assembly = _Assembly(directory, quota_of)
    assembly.read(directory)
    assembly.share_exports()
    environments = list(assembly.environments.values())
    share_accounts(environments)
    return environments, assembly.errors


def outermost_assembly(directory: Path) -> Path:
    """The assembly that a stage's assembly belongs to, however deep; itself when to none."""
    directory = directory.resolve()
    for parent in directory.parents:
        if not _names_stage(parent / MANIFEST, directory.name):
            break
        directory = parent
    return directory


def _names_stage(manifest: Path, name: str) -> bool:
    """True for a manifest of an assembly in which the folder is a stage."""
    if not manifest.is_file():
        return False
    try:
        artifacts = _mapping(read_document(manifest), "artifacts")
    except UnreadableError:
        return False
    return any(
        isinstance(artifact, dict)
        and artifact.get("type") == _STAGE
        and _properties(artifact).get("directoryName") == name
        for artifact in artifacts.values()
    )


class _TooMuchError(UnreadableError):
    """There is more than anybody has: reading ends here."""


class _Assembly:
    def __init__(self, root: Path, quota_of: QuotaOf) -> None:
        self.environments: dict[tuple[str, ...], Environment] = {}
        self.errors: list[UnreadableError] = []
        self._root = root.resolve()
        self._quota_of = quota_of
        self._assemblies: set[Path] = {self._root}
        self._documents: dict[Path, Document] = {}
        self._stacks: dict[tuple[str, str], list[Template]] = {}
        # Nested stacks import what the stacks of their account and region export.
        self._importing: dict[tuple[str, str], list[Template]] = {}
        self._named: dict[tuple[str, str, str], Template] = {}
        self._nested_stacks_read = 0
        # By their real path: functions and stacks share them.
        self._packages: dict[Path, Package] = {}
        self._accepted: AcceptedAbove | None = None
        self._metadata_files: dict[Path, dict[str, Any]] = {}
        self._stacks_read = 0
        self._resources_read = 0
        self._metadata_read = 0

    def read(self, directory: Path, nesting: int = 0) -> None:
        """Read one manifest and the assemblies nested in it."""
        try:
            self._refuse_outside(directory / MANIFEST)
            manifest = read_document(directory / MANIFEST)
            artifacts = _mapping(manifest, "artifacts")
        except UnreadableError as error:
            self.errors.append(error)
            return
        if self._accepted is None:
            self._accepted = self._accepted_above(directory, manifest.path)
        for name, artifact in artifacts.items():
            if not isinstance(artifact, dict):
                continue
            try:
                if artifact.get("type") == _STAGE:
                    self._stage(directory, manifest, str(name), artifact, nesting)
                elif artifact.get("type") == "aws:cloudformation:stack":
                    self._stack(directory, manifest, str(name), artifact)
            except _TooMuchError as error:
                self.errors.append(error)
                return
            except UnreadableError as error:
                # A trace would keep what was read so far for each of them.
                self.errors.append(error.with_traceback(None))

    def share_exports(self) -> None:
        """Let the stacks of one account and region import what the others export."""
        for place, templates in self._stacks.items():
            found: dict[str, list[tuple[Template, str]]] = {}
            for template in templates:
                for output in template.section("Outputs"):
                    name = template.export(output)
                    if isinstance(name, str):
                        found.setdefault(name, []).append((template, output))
            # A name that two export is decided by a condition, or by where each is deployed.
            exports = {name: exporters[0] for name, exporters in found.items() if not exporters[1:]}
            for template in (*templates, *self._importing.get(place, ())):
                template.exports = exports
                template.stacks = _StacksOf(place, self._named)

    def _accepted_above(self, directory: Path, manifest: Path) -> AcceptedAbove | None:
        try:
            self._refuse_outside(directory / VALIDATION_REPORT)
            return AcceptedAbove(directory, manifest)
        except UnreadableError as error:
            self.errors.append(error)
            return None

    def _refuse_outside(self, path: Path) -> None:
        """Refuse a file of the assembly that is a link to somewhere else."""
        try:
            is_inside = path.resolve().is_relative_to(self._root)
        except (OSError, RuntimeError):  # a symlink to itself
            is_inside = False
        if not is_inside:
            raise UnreadableError(
                path, "a link that leads out of the assembly; run cdk synth again"
            )

    def _inside(self, directory: Path, name: object, manifest: Document, artifact: str) -> Path:
        """The file or directory a manifest names, refused when it lies outside the assembly."""
        if not isinstance(name, str) or not name or "\0" in name:
            problem = f"names no file for {artifact!r}; run cdk synth again"
            raise UnreadableError(manifest.path, problem)
        path = directory / name
        try:
            is_inside = path.resolve().is_relative_to(self._root)
            is_special = path.exists() and not path.is_file() and not path.is_dir()
        except (OSError, RuntimeError, ValueError):  # a symlink to itself, a name no disk has
            raise UnreadableError(manifest.path, f"names {name!r}, which is no path") from None
        if not is_inside:
            raise UnreadableError(manifest.path, f"names {name!r}, which lies outside the assembly")
        if is_special:
            raise UnreadableError(manifest.path, f"names {name!r}, which is no file")
        return path

    def _template(self, document: Document, environment: Environment) -> Template:
        """The template, refused when the assembly holds more than anybody deploys."""
        data = document.data
        if isinstance(data, dict):
            data.setdefault("Resources", {})  # CDK leaves it out of a stack that has none
        self._resources_read += len(data["Resources"]) if is_template(data) else 0
        if self._resources_read > MAXIMUM_RESOURCES:
            problem = f"not judged: the assembly has more than {MAXIMUM_RESOURCES} resources"
            raise _TooMuchError(document.path, problem)
        return Template(document, environment)

    def _document(self, path: Path) -> Document:
        """The file as data, read once however often it is named."""
        resolved = path.resolve()
        if resolved not in self._documents:
            self._documents[resolved] = read_document(path)
        return self._documents[resolved]

    def _stage(
        self, directory: Path, manifest: Document, name: str, artifact: dict[str, Any], nesting: int
    ) -> None:
        path = self._inside(directory, _properties(artifact).get("directoryName"), manifest, name)
        resolved = path.resolve()
        if resolved in self._assemblies:
            return
        if nesting == MAXIMUM_NESTING:
            raise UnreadableError(path, f"nested more than {MAXIMUM_NESTING} deep")
        self._assemblies.add(resolved)
        self.read(path, nesting + 1)

    def _stack(
        self, directory: Path, manifest: Document, name: str, artifact: dict[str, Any]
    ) -> None:
        self._stacks_read += 1
        if self._stacks_read > MAXIMUM_STACKS:
            raise _TooMuchError(manifest.path, f"names more than {MAXIMUM_STACKS} stacks")
        properties = _properties(artifact)
        path = self._inside(directory, properties.get("templateFile"), manifest, name)
        place = _place(artifact.get("environment"))
        account, region = (None if part in _UNKNOWN else part for part in place)
        # Stacks without an account and region of their own are environments of their own.
        key = (account, region) if account and region else ("", str(path), name)
        document = self._document(path)
        if key not in self.environments:
            quota = self._quota_of(account, region)
            self.environments[key] = Environment(account, region, quota)
        document, problems = expanded(document, self.environments[key])
        self.errors += problems
        template = self._template(document, self.environments[key])
        metadata = self._metadata(directory, manifest, name, artifact)
        if self._accepted:
            metadata.add_accepted(self._accepted.below(metadata.path_of(path.name)))
        self._tell(template, metadata)
        self._stacks.setdefault(place, []).append(template)
        template.stack_name = str(properties.get("stackName", name))
        self._named[*place, template.stack_name] = template
        sources = _AssetSources(self, directory, manifest, name, place)
        template.packages = sources
        self._nested_stacks(template, metadata, sources)

    def _metadata(
        self, directory: Path, manifest: Document, name: str, artifact: dict[str, Any]
    ) -> StackMetadata:
        entries: dict[str, Any] = {}
        inline = artifact.get("metadata")
        if isinstance(inline, dict):
            entries |= inline
        if "additionalMetadataFile" in artifact:
            file = artifact["additionalMetadataFile"]
            try:
                path = self._inside(directory, file, manifest, name).resolve()
                if path not in self._metadata_files:
                    self._metadata_files[path] = _mapping(read_document(path))
                entries |= self._metadata_files[path]
            except UnreadableError as error:
                self.errors.append(error)
        self._metadata_read += len(entries)
        if self._metadata_read > MAXIMUM_METADATA:
            raise _TooMuchError(manifest.path, f"tells of more than {MAXIMUM_METADATA} constructs")
        return StackMetadata(entries)

    def _nested_stacks(
        self, parent: Template, metadata: StackMetadata, sources: _AssetSources
    ) -> None:
        """Read what each nested stack includes: its own template, even where two share a file."""
        for resource in parent.of_type(NESTED_STACK):
            file = metadata.nested_file(resource) or _asset_path(resource) or sources.of(resource)
            if file is None:
                continue
            try:
                path = self._inside(sources.directory, file, sources.manifest, resource.logical_id)
                self._refuse_cycle(parent, path)
                written = self._document(path)
                document, problems = expanded(written, parent.environment, resource)
                self.errors += problems
                nested = self._template(document, parent.environment)
            except _TooMuchError:
                raise
            except UnreadableError as error:
                self.errors.append(error.with_traceback(None))
                continue
            nested.parent = resource
            nested.packages = sources
            resource.nested_template = nested
            self._tell(nested, metadata)
            self._importing.setdefault(sources.place, []).append(nested)
            self._nested_stacks(nested, metadata, sources)

    def _refuse_cycle(self, parent: Template, path: Path) -> None:
        resolved = path.resolve()
        chain = [parent]
        while chain[-1].parent is not None:
            chain.append(chain[-1].parent.template)
        self._nested_stacks_read += 1
        if any(template.path.resolve() == resolved for template in chain):
            raise UnreadableError(path, "a nested stack that includes itself")
        if len(chain) > MAXIMUM_NESTING:
            raise UnreadableError(path, f"nested more than {MAXIMUM_NESTING} deep")
        if self._nested_stacks_read > MAXIMUM_NESTED_STACKS:
            raise _TooMuchError(path, f"more than {MAXIMUM_NESTED_STACKS} nested stacks")

    def asset_files(self, directory: Path, manifest: Document, stack: str) -> dict[str, str]:
        """Object key in the asset bucket to file in the assembly."""
        artifact: Any = _mapping(manifest, "artifacts").get(f"{stack}.assets")
        try:
            file = artifact["properties"]["file"]
            path = self._inside(directory, file, manifest, f"{stack}.assets")
            files = _mapping(read_document(path), "files")
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

    def package(self, directory: Path, manifest: Document, file: str) -> Package | None:
        """The package that a stack's asset manifest names, None when it is not in the assembly."""
        try:
            path = self._inside(directory, file, manifest, file)
        except UnreadableError:
            return None
        real = path.resolve()
        return self._packages.setdefault(real, Package(real)) if real.exists() else None

    def _tell(self, template: Template, metadata: StackMetadata) -> None:
        file = template.path.name
        template.construct_paths = metadata.construct_paths.get(file, {})
        template.sources = metadata.sources
        template.acknowledgements = metadata.acknowledgements


class _AssetSources:
    """The asset manifest of a stack, read when a nested stack or a package is looked for."""

    def __init__(
        self,
        assembly: _Assembly,
        directory: Path,
        manifest: Document,
        stack: str,
        place: tuple[str, str],
    ) -> None:
        self.directory = directory
        self.manifest = manifest
        self.place = place
        self._assembly = assembly
        self._stack = stack
        self._files: dict[str, str] | None = None

    def of(self, resource: Resource) -> str | None:
        """The file behind the URL from which CloudFormation takes a nested template."""
        url = resource.value("TemplateURL")
        if isinstance(url, Text):
            url = url.parts[-1]
        return self._file(url) if isinstance(url, str) else None

    def get(self, key: str) -> Package | None:
        """The package that becomes this object in the bucket of the assets."""
        file = self._file(key)
        return None if file is None else self._assembly.package(self.directory, self.manifest, file)

    def _file(self, key: str) -> str | None:
        if self._files is None:
            self._files = self._assembly.asset_files(self.directory, self.manifest, self._stack)
        return self._files.get(key.rsplit("/", 1)[-1])


class _StacksOf:
    """The stacks of an assembly, as one of them names them in Fn::GetStackOutput."""

    def __init__(self, place: tuple[str, str], named: dict[tuple[str, str, str], Template]) -> None:
        self._place = place
        self._named = named

    def get(self, name: str, region: str | None) -> Template | None:
        """The stack of this name in the own account, in a region or in the own one."""
        account, own = self._place
        return self._named.get((account, region or own, name))


def _properties(artifact: dict[str, Any]) -> dict[str, Any]:
    properties = artifact.get("properties")
    return properties if isinstance(properties, dict) else {}


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


def _asset_path(resource: Resource) -> str | None:
    """Where CDK says the nested template lies, when asset metadata is on."""
    metadata = resource.raw.get("Metadata")
    path = metadata.get("aws:asset:path") if isinstance(metadata, dict) else None
    return path if isinstance(path, str) else None
