from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.template import cdk_assembly
from policies.template.cdk_assembly import read_assembly

if TYPE_CHECKING:
    from pathlib import Path

    from tests.policies.template.conftest import CdkOut

CUT_OFF = "JSON ends before it is complete; write the file again (cdk synth)"
FUNCTION = {"Type": "AWS::Lambda::Function"}


def read(cdk_out: CdkOut) -> tuple[list[str], list[str]]:
    """The templates that could be read, and what was said of the rest."""
    environments, errors = read_assembly(cdk_out.path, lambda *_: ConcurrencyQuota())
    found = [template for environment in environments for template in environment.templates]
    said = [str(error).replace(f"{cdk_out.path}", "cdk.out") for error in errors]
    return [template.path.name for template in found], said


@pytest.mark.parametrize(
    ("manifest", "problem"),
    [
        ("", "cdk.out/manifest.json: empty; a template needs at least Resources"),
        ("[]", "cdk.out/manifest.json: has no artifacts; run cdk synth again"),
        ("{}", "cdk.out/manifest.json: has no artifacts; run cdk synth again"),
        ('{"artifacts": []}', "cdk.out/manifest.json: has no artifacts; run cdk synth again"),
        (
            '{"artifacts"',
            f"cdk.out/manifest.json:1: {CUT_OFF}",
        ),
    ],
)
def test_a_broken_manifest_is_told(cdk_out: CdkOut, manifest: str, problem: str) -> None:
    cdk_out.write("manifest.json", manifest)

    assert read(cdk_out) == ([], [problem])


def test_a_broken_manifest_of_a_stage_leaves_the_rest(cdk_out: CdkOut) -> None:
    cdk_out.stage("Prod").write("manifest.json", "{")
    cdk_out.stack("A", {"F": FUNCTION})

    found, [problem] = read(cdk_out)

    assert found == ["A.template.json"]
    assert problem.startswith("cdk.out/assembly-Prod/manifest.json:1: JSON ends")


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (None, "no such file; check the path or run cdk synth"),
        ("", "empty; a template needs at least Resources"),
        ("[]", "no CloudFormation template: it has no Resources; check the path"),
    ],
)
def test_a_template_that_cannot_be_read_leaves_the_rest(
    cdk_out: CdkOut, template: str | None, problem: str
) -> None:
    cdk_out.stack("A", {"F": FUNCTION})
    cdk_out.stack("B", {"F": FUNCTION})
    if template is None:
        (cdk_out.path / "A.template.json").unlink()
    else:
        cdk_out.write("A.template.json", template)

    assert read(cdk_out) == (["B.template.json"], [f"cdk.out/A.template.json: {problem}"])


def test_a_stack_without_resources_is_an_empty_one(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {})
    cdk_out.write("A.template.json", '{"Parameters": {}}')

    assert read(cdk_out) == (["A.template.json"], [])


OUTSIDE = [
    pytest.param("../outside/t.json", "which lies outside the assembly", id="up"),
    pytest.param("sub/../../outside/t.json", "which lies outside the assembly", id="down and up"),
    pytest.param("/etc/hostname", "which lies outside the assembly", id="absolute"),
    pytest.param("link/t.json", "which lies outside the assembly", id="through a link to a folder"),
    pytest.param("link.json", "which lies outside the assembly", id="through a link to a file"),
    pytest.param("\ud800", "which is no path", id="half a character"),
]


@pytest.fixture
def tricks(cdk_out: CdkOut, tmp_path: Path) -> CdkOut:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "t.json").write_text('{"Resources": {}}')
    (outside / "manifest.json").write_text('{"artifacts": {}}')
    (cdk_out.path / "sub").mkdir()
    (cdk_out.path / "link").symlink_to(outside)
    (cdk_out.path / "link.json").symlink_to(outside / "t.json")
    (cdk_out.path / "loop").symlink_to(cdk_out.path / "loop")
    return cdk_out


def test_a_link_to_itself_is_told(tricks: CdkOut) -> None:
    tricks.artifact("Trick", "aws:cloudformation:stack", properties={"templateFile": "loop"})
    tricks.stack("B", {"F": FUNCTION})
    templates, [error] = read(tricks)

    # Python 3.13 finds out when the file is read, earlier versions when the path is resolved.
    assert templates == ["B.template.json"]
    assert "loop" in error


@pytest.mark.parametrize(("name", "problem"), OUTSIDE)
@pytest.mark.parametrize(
    ("kind", "key"),
    [("aws:cloudformation:stack", "templateFile"), ("cdk:cloud-assembly", "directoryName")],
)
def test_a_path_out_of_the_assembly_is_refused(
    tricks: CdkOut, kind: str, key: str, name: str, problem: str
) -> None:
    tricks.artifact("Trick", kind, properties={key: name})
    tricks.stack("B", {"F": FUNCTION})

    assert read(tricks) == (
        ["B.template.json"],
        [f"cdk.out/manifest.json: names {name!r}, {problem}"],
    )


def test_metadata_and_assets_outside_are_refused_as_well(tricks: CdkOut) -> None:
    stack = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "x/y"}}
    tricks.stack("B", {"N": stack})
    tricks.artifacts["B"]["additionalMetadataFile"] = "../outside/t.json"
    tricks.artifact("B.assets", "cdk:asset-manifest", properties={"file": "../outside/t.json"})

    found, problems = read(tricks)

    assert found == ["B.template.json"]
    assert len(problems) == 2
    assert all("'../outside/t.json', which lies outside" in problem for problem in problems)


@pytest.mark.parametrize("name", [None, "", 5, ["A"], "a\0b"])
def test_an_artifact_without_a_file_is_told(cdk_out: CdkOut, name: Any) -> None:
    cdk_out.artifact("A", "aws:cloudformation:stack", properties={"templateFile": name})

    assert read(cdk_out) == (
        [],
        ["cdk.out/manifest.json: names no file for 'A'; run cdk synth again"],
    )


@pytest.mark.parametrize("properties", [None, "text", []])
def test_an_artifact_without_properties_is_told(cdk_out: CdkOut, properties: Any) -> None:
    cdk_out.artifact("A", "cdk:cloud-assembly", properties=properties)

    assert read(cdk_out) == (
        [],
        ["cdk.out/manifest.json: names no file for 'A'; run cdk synth again"],
    )


def test_a_stage_that_is_missing_is_told(cdk_out: CdkOut) -> None:
    cdk_out.artifact("Prod", "cdk:cloud-assembly", properties={"directoryName": "assembly-Prod"})

    assert read(cdk_out) == (
        [],
        ["cdk.out/assembly-Prod/manifest.json: no such file; check the path or run cdk synth"],
    )


def test_stages_nested_without_end_are_told(cdk_out: CdkOut) -> None:
    stage = cdk_out
    for _ in range(40):
        stage = stage.stage("S")

    found, [problem] = read(cdk_out)

    assert found == []
    assert problem.endswith("assembly-S: nested more than 30 deep")


@pytest.mark.parametrize(
    ("limit", "problem"),
    [
        ("MAXIMUM_STACKS", "cdk.out/manifest.json: names more than 3 stacks"),
        (
            "MAXIMUM_RESOURCES",
            "cdk.out/S3.template.json: not judged: the assembly has more than 3 resources",
        ),
        ("MAXIMUM_METADATA", "cdk.out/manifest.json: tells of more than 3 constructs"),
    ],
)
def test_reading_ends_where_nobody_has_more(
    cdk_out: CdkOut, monkeypatch: pytest.MonkeyPatch, limit: str, problem: str
) -> None:
    monkeypatch.setattr(cdk_assembly, limit, 3)
    for number in range(6):
        cdk_out.stack(f"S{number}", {"F": FUNCTION}, metadata={f"/S{number}": []})

    found, problems = read(cdk_out)

    assert found[:3] == ["S0.template.json", "S1.template.json", "S2.template.json"]
    assert "S4.template.json" not in found
    assert problems == [problem]


def test_what_nested_stacks_hold_counts_as_well(
    cdk_out: CdkOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cdk_assembly, "MAXIMUM_RESOURCES", 4)
    nested = {
        "Type": "AWS::CloudFormation::Stack",
        "Metadata": {"aws:asset:path": "nested.template.json"},
    }
    cdk_out.write("nested.template.json", {"Resources": {"F": FUNCTION}})
    cdk_out.stack("A", {"N1": nested, "N2": nested, "N3": nested})
    cdk_out.stack("B", {"F": FUNCTION})

    found, [problem] = read(cdk_out)

    assert found == ["A.template.json", "nested.template.json"]
    assert problem.endswith(
        "nested.template.json: not judged: the assembly has more than 4 resources"
    )


@pytest.mark.parametrize("name", ["manifest.json", "validation-report.json"])
def test_a_file_of_the_assembly_may_not_lead_out_of_it(tricks: CdkOut, name: str) -> None:
    tricks.stack("B", {"F": FUNCTION})
    (tricks.path / name).unlink(missing_ok=True)
    (tricks.path / name).symlink_to(tricks.path.parent / "outside" / "manifest.json")

    _, problems = read(tricks)

    assert problems == [
        f"cdk.out/{name}: a link that leads out of the assembly; run cdk synth again"
    ]


def test_a_manifest_that_links_to_itself_is_told(tricks: CdkOut) -> None:
    (tricks.path / "manifest.json").unlink()
    (tricks.path / "manifest.json").symlink_to(tricks.path / "manifest.json")

    assert len(read(tricks)[1]) == 1


def test_a_construct_path_that_no_app_has_is_passed_over(cdk_out: CdkOut) -> None:
    long = "/A" + "/b" * 5_000
    logical_id = [{"type": "aws:cdk:logicalId", "data": "F"}]
    file = [{"type": "aws:cdk:templateFile", "data": "A.template.json"}]
    cdk_out.stack("A", {"F": FUNCTION}, metadata={"/A": file, long: logical_id})
    environments, _ = read_assembly(cdk_out.path, lambda *_: ConcurrencyQuota())
    [template] = environments[0].templates

    assert template.construct_paths == {}
