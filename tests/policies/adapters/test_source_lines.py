"""A finding names the line of the app that made its construct: a loop's, a helper function's."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

APP = """\
from aws_cdk import CfnResource, Stack
from aws_cdk.aws_lambda import CfnFunction
from constructs import Construct

from policies.adapters.cdk import GuardedApp


def function(scope: Construct, name: str, seconds: int) -> CfnResource:
    return CfnResource(  # helper
        scope,
        name,
        type="AWS::Lambda::Function",
        properties={"Timeout": seconds},
    )


class Orders(Stack):
    def __init__(self, scope: Construct) -> None:
        super().__init__(scope, "Orders")
        for seconds in (901, 902):
            CfnResource(self, f"Loop{seconds}", type="AWS::Lambda::Function",  # loop
                        properties={"Timeout": seconds})
        function(self, "Helper", 903)
        late = CfnFunction(
            self,
            "Late",
            code={"zipFile": "x"},
            handler="index.handler",
            runtime="python3.13",
            role="arn:aws:iam::123456789012:role/late",
            timeout=60,
        )
        late.timeout = 904  # set


app = GuardedApp(builtin_cloud_formation_validation=False)
Orders(app)
app.synth()
"""
KEEL = Path(sys.executable).with_name("keel")


class Place(NamedTuple):
    file: str
    line: int


def line_with(mark: str) -> int:
    [line] = [n for n, text in enumerate(APP.splitlines(), 1) if mark in text]
    return line


EXPECTED = {
    "Loop901": Place("infra/app.py", line_with("# loop")),
    "Loop902": Place("infra/app.py", line_with("# loop")),
    "Helper": Place("infra/app.py", line_with("# helper")),
    "Late": Place("infra/app.py", line_with("# set")),
}


@pytest.fixture(scope="module")
def synthesized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an app and its assembly, synthesized as a workflow does it."""
    folder = tmp_path_factory.mktemp("source_lines")
    app = folder / "infra" / "app.py"
    app.parent.mkdir()
    app.write_text(APP)
    outdir = str(folder / "cdk.out")
    told = {"JSII_HOST_STACK_TRACES": "1", "CDK_DEBUG": "1", "CDK_OUTDIR": outdir}
    synth = subprocess.run(
        [sys.executable, str(app)],
        cwd=folder,
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ValidationFailed" in synth.stderr
    return folder


def report(folder: Path, name: str) -> str:
    command = [str(KEEL), "check", "cdk.out", "--format", name]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "")
    return ran.stdout


def test_annotations_on_github_stand_at_the_line_of_the_app(synthesized: Path) -> None:
    places = {}
    annotation = (
        r"::error file=(.*),line=(\d+),title=keel timeout-out-of-range::.*\((\w+)\.Timeout\)"
    )
    for file, line, logical_id in re.findall(annotation, report(synthesized, "github")):
        places[logical_id] = Place(file, int(line))

    assert places == EXPECTED


def test_results_in_sarif_do_too_and_say_where_it_is_in_the_template(synthesized: Path) -> None:
    places, templates = {}, set()
    for result in json.loads(report(synthesized, "sarif"))["runs"][0]["results"]:
        if result["ruleId"] != "timeout-out-of-range":
            continue
        [found] = result["locations"]
        [related] = result["relatedLocations"]
        templates.add(related["physicalLocation"]["artifactLocation"]["uri"])
        physical = found["physicalLocation"]
        [logical] = found["logicalLocations"]
        places[logical["name"].partition(".")[0]] = Place(
            physical["artifactLocation"]["uri"], physical["region"]["startLine"]
        )
        assert physical["artifactLocation"]["uriBaseId"] == "SRCROOT"

    assert places == EXPECTED
    assert templates == {"cdk.out/Orders.template.json"}


def test_the_text_shows_the_line_itself(synthesized: Path) -> None:
    text = report(synthesized, "text")

    assert f"  at   infra/app.py:{line_with('# helper')}  Helper.Timeout\n" in text
    assert "   |   return CfnResource(  # helper\n" in text
