"""A cloud assembly with packages in it, judged by one rule."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from policies.engine import run
from policies.template.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from policies.engine import Finding, Rule

STACK = "Shop"


class Assembly:
    """A stack whose asset manifest names packages: `app` has the key `app.zip`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.packages: dict[str, str] = {}
        path.mkdir()

    def folder(self, name: str, files: dict[str, int] | Iterable[str]) -> Path:
        """Add a package as CDK stages directories; sizes are in bytes, and take no space."""
        root = self.path / f"asset.{name}"
        root.mkdir()
        sizes = files if isinstance(files, dict) else dict.fromkeys(files, 0)
        for file, size in sizes.items():
            target = root / file
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as opened:
                opened.truncate(size)
        self.packages[f"{name}.zip"] = root.name
        return root

    def archive(self, name: str, files: dict[str, int] | Iterable[str]) -> Path:
        """Add a package that is an archive already."""
        sizes = files if isinstance(files, dict) else dict.fromkeys(files, 0)
        path = self.path / f"asset.{name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file, size in sizes.items():
                archive.writestr(file, bytes(size))
        self.packages[f"{name}.zip"] = path.name
        return path

    def judged(self, rule: Rule, resources: dict[str, Any]) -> list[Finding]:
        """What a rule finds in a stack with these resources."""
        files = {
            key: {"source": {"path": file}, "destinations": {"here": {"objectKey": key}}}
            for key, file in self.packages.items()
        }
        manifest = {
            STACK: {
                "type": "aws:cloudformation:stack",
                "environment": "aws://123456789012/eu-west-1",
                "properties": {"templateFile": f"{STACK}.template.json"},
            },
            f"{STACK}.assets": {
                "type": "cdk:asset-manifest",
                "properties": {"file": f"{STACK}.assets.json"},
            },
        }
        parameters = {"Unknown": {"Type": "String"}}
        for name, data in {
            "cdk.out": {"version": "55.0.0"},
            "manifest.json": {"version": "55.0.0", "artifacts": manifest},
            f"{STACK}.template.json": {"Parameters": parameters, "Resources": resources},
            f"{STACK}.assets.json": {"files": files},
        }.items():
            (self.path / name).write_text(json.dumps(data), encoding="utf-8")
        reading = read([self.path])
        assert reading.errors == []
        result = run(reading.environments, [rule])
        assert result.crashes == []
        return [finding for _, finding in result.findings]


def function(package: str = "app", **properties: Any) -> dict[str, Any]:
    own = {"Code": {"S3Bucket": "assets", "S3Key": f"{package}.zip"}}
    return {"Type": "AWS::Lambda::Function", "Properties": own | properties}


def layer(package: str, **properties: Any) -> dict[str, Any]:
    own = {"Content": {"S3Bucket": "assets", "S3Key": f"{package}.zip"}}
    return {"Type": "AWS::Lambda::LayerVersion", "Properties": own | properties}


class Code:
    """Functions and layers whose code is a package."""

    function = staticmethod(function)
    layer = staticmethod(layer)


@pytest.fixture
def assembly(tmp_path: Path) -> Assembly:
    """An assembly without packages."""
    return Assembly(tmp_path / "cdk.out")


@pytest.fixture
def code() -> Code:
    """What makes the resources whose code is a package."""
    return Code()
