"""Templates to measure with: released functions, as many as asked for, in JSON or YAML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

# What `release` makes.
RESOURCES: Final = 5


def release(number: int) -> dict[str, Any]:
    """Five resources of one released function: what CDK apps repeat."""
    function = f"Detector{number}"
    return {
        f"Readings{number}": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"VisibilityTimeout": 360},
        },
        function: {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": {"S3Bucket": "releases", "S3Key": f"{function}.zip"},
                "Environment": {"Variables": {"TABLE": {"Ref": f"Readings{number}"}}},
                "Handler": "detector.handler",
                "Role": "arn:aws:iam::123456789012:role/detector",
                "Runtime": "python3.14",
                "Timeout": 60,
            },
        },
        f"Version{number}": {
            "Type": "AWS::Lambda::Version",
            "Properties": {"FunctionName": {"Ref": function}},
        },
        f"Live{number}": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {
                "FunctionName": {"Ref": function},
                "FunctionVersion": {"Fn::GetAtt": [f"Version{number}", "Version"]},
                "Name": "live",
            },
        },
        f"Mapping{number}": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {
                "EventSourceArn": {"Fn::GetAtt": [f"Readings{number}", "Arn"]},
                "FunctionName": {"Ref": f"Live{number}"},
            },
        },
    }


def template(resources: int, first: int = 0) -> dict[str, Any]:
    """A template of so many resources, rounded up to whole releases."""
    found: dict[str, Any] = {}
    for number in range(first, first + -(-resources // RESOURCES)):
        found |= release(number)
    return {"Resources": found}


def write(folder: Path, name: str, resources: int, suffix: str = "json") -> str:
    """The path of a template that was written into the folder."""
    path = folder / f"{name}.template.{suffix}"
    data = template(resources)
    if suffix == "json":
        text = json.dumps(data, indent=1)
    else:
        # The environment of the filters' peers has no YAML, and does not ask for it.
        import yaml  # noqa: PLC0415

        text = yaml.safe_dump(data, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return str(path)


def write_many(folder: Path, count: int, resources: int) -> str:
    """A folder of so many templates, no two alike."""
    many = folder / f"many{count}"
    many.mkdir()
    for number in range(count):
        path = many / f"stack{number}.template.json"
        path.write_text(json.dumps(template(resources, number), indent=1), encoding="utf-8")
    return str(many)
