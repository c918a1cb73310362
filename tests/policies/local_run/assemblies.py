"""Cloud assemblies with functions that can be run, written by hand as `cdk synth` writes them."""

from __future__ import annotations

import json
import sys
import zipfile
from typing import TYPE_CHECKING, Any

from policies.local_run.choice import named
from policies.template.reading import read
from policies.template.resources.function import Function

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Files = Mapping[str, str]

# The runtime of the Python that runs the tests, so that nothing is said of another.
RUNTIME = f"python{sys.version_info[0]}.{sys.version_info[1]}"


class Assembly:
    """A cdk.out with one stack, App, that grows with each function and layer."""

    def __init__(self, path: Path, stack: str = "App") -> None:
        self.path = path
        self._stack = stack
        self._resources: dict[str, Any] = {}
        self._assets: dict[str, str] = {}
        path.mkdir(exist_ok=True)
        self._write()

    def function(
        self,
        code: str | Files | None = None,
        *,
        logical_id: str = "Fn",
        archive: bool = False,
        metadata: Mapping[str, str] | None = None,
        **properties: Any,
    ) -> None:
        """Add a function; `code` is the text of app.py, or files by their path."""
        files = {"app.py": code} if isinstance(code, str) else code
        defaults: dict[str, Any] = {"Runtime": RUNTIME, "Handler": "app.handler"}
        if files is not None:
            defaults["Code"] = {"S3Bucket": "assets", "S3Key": self.asset(files, archive=archive)}
        self.resource(logical_id, "AWS::Lambda::Function", defaults | properties, metadata)

    def layer(self, logical_id: str, files: Files, *, archive: bool = False) -> None:
        """Add a layer."""
        content = {"S3Bucket": "assets", "S3Key": self.asset(files, archive=archive)}
        self.resource(logical_id, "AWS::Lambda::LayerVersion", {"Content": content})

    def resource(
        self,
        logical_id: str,
        kind: str,
        properties: Mapping[str, Any],
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        """Add any resource."""
        told = {"Metadata": dict(metadata)} if metadata else {}
        self._resources[logical_id] = {"Type": kind, **told, "Properties": dict(properties)}
        self._write()

    def asset(self, files: Files, *, archive: bool = False) -> str:
        """Stage files as a folder or as an archive, and give the key they will have."""
        key = f"{len(self._assets)}.zip"
        place = self.path / f"asset.{key if archive else len(self._assets)}"
        write_files(place, files, archive=archive)
        self._assets[key] = place.name
        return key

    def find(self, name: str = "Fn") -> Function:
        """The function of this name, read back from the assembly."""
        reading = read([self.path])
        assert reading.errors == []
        found = [each for place in reading.environments for each in place.resources(Function)]
        return named(found, name, self.path)

    def _write(self) -> None:
        stack = self._stack
        files = {
            key: {"source": {"path": file}, "destinations": {"d": {"objectKey": key}}}
            for key, file in self._assets.items()
        }
        artifacts = {
            f"{stack}.assets": {
                "type": "cdk:asset-manifest",
                "properties": {"file": f"{stack}.assets.json"},
            },
            stack: {
                "type": "aws:cloudformation:stack",
                "environment": "aws://111122223333/eu-west-1",
                "properties": {"templateFile": f"{stack}.template.json"},
            },
        }
        parameters = {"Unknown": {"Type": "String"}}
        template = {"Parameters": parameters, "Resources": self._resources}
        for name, content in {
            "cdk.out": {"version": "55.0.0"},
            "manifest.json": {"version": "55.0.0", "artifacts": artifacts},
            f"{stack}.template.json": template,
            f"{stack}.assets.json": {"files": files},
        }.items():
            (self.path / name).write_text(json.dumps(content), encoding="utf-8")


def write_files(place: Path, files: Files, *, archive: bool = False) -> Path:
    """Write files as a folder or as an archive."""
    if archive:
        with zipfile.ZipFile(place, "w") as opened:
            for name, text in files.items():
                opened.writestr(name, text)
        return place
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place


def compiled(folder: Path, name: str, machine: int) -> Path:
    """Write what begins as a compiled module for the machine, by its number in ELF, does."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x7fELF" + bytes(14) + machine.to_bytes(2, "little") + bytes(40))
    return path
