"""Cloud assemblies written by hand, as `cdk synth` writes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class CdkOut:
    """A folder with a manifest that grows with each artifact."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(exist_ok=True)
        self.artifacts: dict[str, Any] = {}
        self.write("cdk.out", {"version": "55.0.0"})
        self.write("manifest.json", {"version": "55.0.0", "artifacts": self.artifacts})

    def write(self, name: str, data: Any) -> None:
        """Write a file: text as it is, anything else as JSON."""
        text = data if isinstance(data, str) else json.dumps(data, indent=1)
        (self.path / name).write_text(text, encoding="utf-8")

    def artifact(self, name: str, kind: str, **attributes: Any) -> None:
        """Add an artifact to the manifest."""
        self.artifacts[name] = {"type": kind, **attributes}
        self.write("manifest.json", {"version": "55.0.0", "artifacts": self.artifacts})

    def stack(
        self,
        name: str,
        resources: dict[str, Any],
        *,
        environment: str = "aws://123456789012/eu-west-1",
        metadata: Any = None,
        assets: dict[str, str] | None = None,
        **sections: Any,
    ) -> None:
        """Add a stack; `assets` is object key to file."""
        self.write(f"{name}.template.json", {**sections, "Resources": resources})
        attributes: dict[str, Any] = {"properties": {"templateFile": f"{name}.template.json"}}
        if metadata is not None:
            self.write(f"{name}.metadata.json", metadata)
            attributes["additionalMetadataFile"] = f"{name}.metadata.json"
        if assets is not None:
            files = {
                key: {"source": {"path": file}, "destinations": {"d": {"objectKey": key}}}
                for key, file in assets.items()
            }
            self.write(f"{name}.assets.json", {"files": files})
            file = {"file": f"{name}.assets.json"}
            self.artifact(f"{name}.assets", "cdk:asset-manifest", properties=file)
        self.artifact(name, "aws:cloudformation:stack", environment=environment, **attributes)

    def stage(self, name: str) -> CdkOut:
        """Add a nested assembly."""
        directory = {"directoryName": f"assembly-{name}"}
        self.artifact(f"assembly-{name}", "cdk:cloud-assembly", properties=directory)
        return CdkOut(self.path / f"assembly-{name}")


@pytest.fixture
def cdk_out(tmp_path: Path) -> CdkOut:
    """An empty assembly."""
    return CdkOut(tmp_path / "cdk.out")
