"""A repository as a pull request finds it: a safe template, an unsafe one, and other files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent


def template(timeout: int) -> dict[str, Any]:
    function = {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": timeout}}
    return {"Resources": {"Bill": function}}


FILES = {
    "infra/bill.json": template(901),
    "infra/safe.json": template(60),
    "package.json": {"name": "app"},
    "deploy/values.yaml": {"image": "app"},
    "cdk.out/App.template.json": template(901),
    "cdk.out/manifest.json": {
        "artifacts": {
            "App": {
                "type": "aws:cloudformation:stack",
                "environment": "aws://unknown-account/unknown-region",
                "properties": {"templateFile": "App.template.json"},
            }
        }
    },
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    for name, content in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content, indent=1))
    return folder


@pytest.fixture
def root() -> Path:
    return ROOT
