"""An assembly, a configuration and a baseline as they should be, and words to spoil them with."""

from __future__ import annotations

from typing import Any

FUNCTION = "AWS::Lambda::Function"
NESTED = "AWS::CloudFormation::Stack"
TOO_LONG = "timeout-out-of-range"

NASTY = [
    *("../outside", "../outside/secret.json", "/etc/passwd", "link", "link/secret.json", "loop"),
    *("link.json", ".", "..", "", "\0", "a/../../outside", "manifest.json", "x" * 300, "pipe"),
    *("App.template.json", "assembly-Prod", "App.metadata.json", "App.assets.json", "asset.zip"),
    *("\ud800", "\x1b[2J", "::error::x", "##[error]x", "<script>", "](http://x)", "|", "`", "@a"),
    *(
        "\u202e",
        "\r\n::stop-commands::x",
        "%0A",
        "]]>",
        "&#x0;",
        "a" * 5_000,
        "/" * 3_000,
        "*" * 50,
    ),
    *("keel::timeout-out-of-range", "App", "App/F", "/App", "aws://1/eu-west-1", "f (app.py:3)"),
    *("f (/etc/passwd:1)", "aws:cdk:path", "aws:asset:path", "2027-01-31", "9999-99-99", "=", "[["),
]
KEYS = [
    *(
        "artifacts",
        "type",
        "properties",
        "templateFile",
        "directoryName",
        "environment",
        "metadata",
    ),
    *("additionalMetadataFile", "file", "files", "source", "path", "destinations", "objectKey"),
    *("Resources", "Type", "Properties", "Metadata", "keel", "acknowledge", "rule", "reason"),
    *("owner", "expires", "schema", "findings", "place", "property", "count", "pluginReports"),
    *("suppressedViolations", "acknowledgedId", "acknowledgedAt", "violatingConstructs"),
    *("constructPath", "TemplateURL", "data", "propertyName", "stackTrace", "Timeout", "Code"),
    *("S3Key", "MemorySize", "Environment", "Variables", "Conditions", "Parameters", "Transform"),
]


def function(timeout: Any = 901) -> dict[str, Any]:
    code = {"S3Bucket": "b", "S3Key": "asset.zip"}
    return {
        "Type": FUNCTION,
        "Properties": {"Timeout": timeout, "Handler": "a.b", "Runtime": "python3.13", "Code": code},
        "Metadata": {
            "aws:cdk:path": "App/F",
            "keel": {"acknowledge": [{"rule": TOO_LONG, "reason": "r", "expires": "2020-01-01"}]},
        },
    }


FILES: dict[str, Any] = {
    "manifest.json": {
        "version": "55.0.0",
        "artifacts": {
            "assembly-Prod": {
                "type": "cdk:cloud-assembly",
                "properties": {"directoryName": "assembly-Prod"},
            },
            "App.assets": {
                "type": "cdk:asset-manifest",
                "properties": {"file": "App.assets.json"},
            },
            "App": {
                "type": "aws:cloudformation:stack",
                "environment": "aws://123456789012/eu-west-1",
                "properties": {"templateFile": "App.template.json", "stackName": "App"},
                "additionalMetadataFile": "App.metadata.json",
                "metadata": {
                    "/App": [{"type": "aws:cdk:templateFile", "data": "App.template.json"}]
                },
            },
        },
    },
    "App.template.json": {
        "Resources": {
            "F": function(),
            "N": {"Type": NESTED, "Properties": {"TemplateURL": "https://s3/b/nested.json"}},
        },
        "Outputs": {"O": {"Value": {"Ref": "F"}, "Export": {"Name": "o"}}},
    },
    "nested.json": {"Resources": {"F": function(902)}},
    "App.metadata.json": {
        "/App/F": [
            {"type": "aws:cdk:logicalId", "data": "F"},
            {"type": "aws:cdk:creationStack", "data": ["f (app.py:3)", "f (/etc/passwd:1)"]},
            {
                "type": "aws:cdk:propertyAssignment",
                "data": {"propertyName": "Timeout", "stackTrace": ["f (../outside/secret.json:1)"]},
            },
            {"type": "aws:cdk:acknowledged-rules", "data": {f"keel::{TOO_LONG}": "because"}},
        ]
    },
    "App.assets.json": {
        "files": {
            "a": {
                "source": {"path": "nested.json"},
                "destinations": {"d": {"objectKey": "nested.json"}},
            },
            "b": {
                "source": {"path": "asset.zip"},
                "destinations": {"d": {"objectKey": "asset.zip"}},
            },
        }
    },
    "assembly-Prod/manifest.json": {
        "artifacts": {
            "P": {
                "type": "aws:cloudformation:stack",
                "properties": {"templateFile": "../nested.json"},
            }
        }
    },
    "validation-report.json": {
        "pluginReports": [
            {
                "suppressedViolations": [
                    {
                        "acknowledgedId": f"keel::{TOO_LONG}",
                        "reason": "all",
                        "acknowledgedAt": "",
                        "violatingConstructs": [{"constructPath": "App/F"}],
                    }
                ]
            }
        ]
    },
    "keel-baseline.json": {
        "schema": 1,
        "findings": [{"rule": TOO_LONG, "place": "App/F", "property": "Timeout", "count": 2}],
    },
}
IN_ASSEMBLY = sorted({*FILES} - {"keel-baseline.json"})
TOML = """
[keel]
profile = "strict"
fail-on = "warning"
baseline = "keel-baseline.json"
[keel.rules]
timeout-out-of-range = "off"
[keel.paths."App/*"]
timeout-out-of-range = "warning"
[keel.accounts."123456789012".eu-west-1]
concurrency = 3000
unreserved-floor = 10
[[keel.acknowledge]]
rule = "timeout-out-of-range"
path = "App/[F]"
reason = "a reason"
expires = 2027-01-31
"""
PIECES = [
    *("[", "]", "{", "}", '"', "=", "\n", ",", ".", "#", "*", "&a ", "*a", "<<: *a", "!Ref ", "? "),
    *(
        "- ",
        ": ",
        "\t",
        "\0",
        "\ud800",
        "1e999",
        "0x" + "f" * 9_000,
        "9" * 5_000,
        "-1",
        "null",
        "NaN",
    ),
    *(
        "[" * 900,
        "a." * 900,
        '{"a":' * 300,
        "!!python/object ",
        "%YAML 9.9\n",
        "---\n",
        "|\n ",
        "'",
    ),
]
