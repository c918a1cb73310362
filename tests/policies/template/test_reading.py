from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.template.reading import Reading, read
from policies.template.resources.function import Function

if TYPE_CHECKING:
    from tests.policies.template.conftest import CdkOut

TEMPLATE = '{"Resources": {"F": {"Type": "AWS::Lambda::Function"}}}'


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(reading: Reading, below: Path) -> list[str]:
    return [str(template.path.relative_to(below)) for template in reading.templates]


def said(reading: Reading, below: Path) -> list[str]:
    return [str(error).replace(f"{below}/", "") for error in reading.errors]


def test_a_named_template_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"t.yaml": "Resources: {}", "odd.name": TEMPLATE})

    reading = read([tmp_path / "odd.name", tmp_path / "t.yaml"])

    assert names(reading, tmp_path) == ["odd.name", "t.yaml"]
    assert reading.errors == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{}", "t.json: no CloudFormation template: it has no Resources; check the path"),
        ("", "t.json: empty; a template needs at least Resources"),
        ("{", "t.json:1: JSON ends before it is complete; write the file again (cdk synth)"),
    ],
)
def test_a_named_file_that_is_no_template_is_told(tmp_path: Path, text: str, problem: str) -> None:
    write(tmp_path, {"t.json": text, "good.json": TEMPLATE})

    reading = read([tmp_path / "t.json", tmp_path / "good.json"])

    assert said(reading, tmp_path) == [problem]
    assert names(reading, tmp_path) == ["good.json"]


@pytest.mark.parametrize("name", ["none", "none.json", "a" * 5000, "a\0b"])
def test_a_path_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    reading = read([tmp_path / name])

    assert len(reading.errors) == 1
    assert reading.templates == []


def test_templates_of_a_folder_are_read_in_a_stable_order(tmp_path: Path) -> None:
    files = ["b.yml", "a.yaml", "z.template", "c/d.json", "a/e.JSON"]
    write(tmp_path, dict.fromkeys(files, TEMPLATE))

    assert names(read([tmp_path]), tmp_path) == [
        "a.yaml",
        "b.yml",
        "z.template",
        "a/e.JSON",
        "c/d.json",
    ]


def test_each_template_of_a_folder_is_an_environment_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": TEMPLATE, "b.json": TEMPLATE})
    asked: list[Any] = []

    def quota_of(*place: str | None) -> ConcurrencyQuota:
        asked.append(place)
        return ConcurrencyQuota(pool=7)

    reading = read([tmp_path], quota_of)

    assert asked == [(None, None), (None, None)]
    assert [environment.quota.pool for environment in reading.environments] == [7, 7]


def test_foreign_folders_are_skipped(tmp_path: Path) -> None:
    skipped = ["node_modules/x", ".git", ".aws-sam/build", "venv/lib", "a/__pycache__"]
    write(tmp_path, {f"{folder}/t.json": TEMPLATE for folder in skipped} | {"t.json": TEMPLATE})

    assert names(read([tmp_path]), tmp_path) == ["t.json"]


def test_a_folder_that_would_be_skipped_is_read_when_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, {".hidden/t.json": TEMPLATE})

    assert names(read([tmp_path / ".hidden"]), tmp_path) == [".hidden/t.json"]


def test_files_that_are_no_templates_are_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "t.json": TEMPLATE,
            "package.json": '{"name": "x"}',
            "tsconfig.json": '{// comments\n"a": 1,}',
            "broken.yaml": "a: b: c",
            "list.json": '["Resources"]',
            "notes.md": "Resources",
            "empty.json": "",
            "two.yaml": "a: 1\n---\nb: 2\n",
        },
    )
    (tmp_path / "binary.json").write_bytes(b"\0\1\2")

    reading = read([tmp_path])

    assert names(reading, tmp_path) == ["t.json"]
    assert reading.errors == []


def test_broken_files_that_look_like_templates_are_told(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.json": '{"Resources": {"Q": {"Type": "AWS::SQS::Queue"',
            "b.yaml": "Resources:\n\tQ: AWS::SQS::Queue",
            "c.template.json": "{",
            "my-template.yaml": "",
            "t.json": TEMPLATE,
        },
    )
    (tmp_path / "d.template").write_bytes(b"\0\1\2")

    reading = read([tmp_path])

    assert names(reading, tmp_path) == ["t.json"]
    assert said(reading, tmp_path) == [
        "a.json:1: JSON ends before it is complete; write the file again (cdk synth)",
        "b.yaml:2: not YAML: indented with a tab; YAML takes spaces only",
        "c.template.json:1: JSON ends before it is complete; write the file again (cdk synth)",
        "d.template: not text; a template is JSON or YAML in UTF-8",
        "my-template.yaml: empty; a template needs at least Resources",
    ]


def test_other_files_with_a_word_of_resources_are_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "k8s.yaml": "# Resources of the cluster\nkind: A\n---\nkind: B\n",
            "tsconfig.json": '{ // "copyResources"\n "Resources": 1 }',
            "t.json": TEMPLATE,
        },
    )
    reading = read([tmp_path])

    assert names(reading, tmp_path) == ["t.json"]
    assert said(reading, tmp_path) == []


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.template.json")
    write(tmp_path, {"t.json": TEMPLATE})

    assert names(read([tmp_path]), tmp_path) == ["t.json"]


def test_what_two_paths_name_is_read_once_and_as_the_assembly_s(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"F": {"Type": "AWS::Lambda::Function"}})
    stage = cdk_out.stage("Prod")
    stage.stack("B", {"F": {"Type": "AWS::Lambda::Function"}})
    app = cdk_out.path.parent
    spelled = app / "sub" / ".." / "cdk.out"
    (app / "sub").mkdir()
    paths = [cdk_out.path / "A.template.json", app, spelled, stage.path, cdk_out.path]
    reading = read(paths)

    assert sorted(names(reading, app)) == [
        "cdk.out/A.template.json",
        "cdk.out/assembly-Prod/B.template.json",
    ]
    assert [environment.account for environment in reading.environments] == ["123456789012"]
    assert said(reading, app) == []


def nested(url: str, **parameters: Any) -> dict[str, Any]:
    properties = {"TemplateURL": url, "Parameters": parameters}
    return {"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": properties}}}


def test_a_local_nested_template_is_judged_as_its_parent_includes_it(tmp_path: Path) -> None:
    child = {
        "Parameters": {"Seconds": {"Type": "Number", "Default": 901}},
        "Resources": {
            "F": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": {"Ref": "Seconds"}}}
        },
    }
    write(
        tmp_path,
        {
            "a.json": json.dumps(nested("./sub/child.json", Seconds=30)),
            "sub/child.json": json.dumps(child),
        },
    )
    reading = read([tmp_path])
    functions = [f for each in reading.environments for f in each.resources(Function)]

    assert [function.timeout_seconds for function in functions] == [30]
    assert len(reading.environments) == 1


def test_local_templates_that_include_each_other_end(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.json": json.dumps(nested("b.json")), "b.json": json.dumps(nested("a.json"))},
    )

    assert read([tmp_path]).errors == []


@pytest.mark.parametrize("files", [{}, {"package.json": "{}"}, {"node_modules/t.json": TEMPLATE}])
def test_a_folder_without_anything_to_judge_is_told(tmp_path: Path, files: dict[str, str]) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    write(folder, files)

    assert said(read([folder]), tmp_path) == [
        "app: holds no template and no cdk.out with a stack; run cdk synth first"
    ]


def test_an_assembly_is_read_by_its_manifest_alone(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"F": {"Type": "AWS::Lambda::Function"}})
    cdk_out.write("stale.template.json", TEMPLATE)
    app = cdk_out.path.parent
    write(app, {"other.json": TEMPLATE, "sub/.x/t.json": TEMPLATE})

    assert names(read([app]), app) == ["cdk.out/A.template.json", "other.json"]
    assert names(read([cdk_out.path]), app) == ["cdk.out/A.template.json"]


def test_an_assembly_without_its_marker_is_known_by_its_artifacts(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"F": {"Type": "AWS::Lambda::Function"}})
    (cdk_out.path / "cdk.out").unlink()
    cdk_out.write("stale.template.json", TEMPLATE)

    assert names(read([cdk_out.path]), cdk_out.path) == ["A.template.json"]


@pytest.mark.parametrize("manifest", ['{"name": "a web app"}', "", "{"])
def test_the_manifest_of_something_else_is_no_assembly(tmp_path: Path, manifest: str) -> None:
    write(tmp_path, {"manifest.json": manifest, "t.json": TEMPLATE})

    reading = read([tmp_path])

    assert names(reading, tmp_path) == ["t.json"]
    assert reading.errors == []


@pytest.mark.parametrize(
    "files", [{"cdk.out/t.txt": ""}, {"out/cdk.out": "{}"}], ids=["by its name", "by its marker"]
)
def test_an_assembly_without_manifest_is_told(tmp_path: Path, files: dict[str, str]) -> None:
    write(tmp_path, files)
    [folder] = {name.partition("/")[0] for name in files}

    assert said(read([tmp_path]), tmp_path) == [
        f"{folder}: has no manifest.json; run cdk synth again"
    ]


def test_templates_of_an_assembly_without_manifest_are_still_read(cdk_out: CdkOut) -> None:
    cdk_out.write("A.template.json", TEMPLATE)
    (cdk_out.path / "manifest.json").unlink()

    reading = read([cdk_out.path])

    assert names(reading, cdk_out.path) == ["A.template.json"]
    assert [str(error) for error in reading.errors] == [
        f"{cdk_out.path}: has no manifest.json; run cdk synth again"
    ]


def test_a_broken_assembly_leaves_the_other_paths(cdk_out: CdkOut, tmp_path: Path) -> None:
    cdk_out.write("manifest.json", "{")
    write(tmp_path, {"t.json": TEMPLATE})

    reading = read([cdk_out.path, tmp_path / "t.json"])

    assert names(reading, tmp_path) == ["t.json"]
    assert len(reading.errors) == 1


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"locked/t.json": TEMPLATE, "t.json": TEMPLATE})
    scandir = os.scandir

    def locked(path: str) -> Any:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", locked)

    reading = read([tmp_path])

    assert names(reading, tmp_path) == ["t.json"]
    assert said(reading, tmp_path) == ["locked: cannot be listed: permission denied"]


def test_an_app_without_stacks_is_told(cdk_out: CdkOut) -> None:
    assert said(read([cdk_out.path]), cdk_out.path.parent) == [
        "cdk.out: holds no template and no cdk.out with a stack; run cdk synth first"
    ]


def test_a_manifest_of_something_else_hides_no_template(tmp_path: Path) -> None:
    write(tmp_path, {"manifest.json": '{"name": "x", "artifacts": {}}', "t.json": TEMPLATE})

    assert names(read([tmp_path]), tmp_path) == ["t.json"]


def test_a_link_in_a_folder_is_followed_within_the_folder_and_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"outside/t.json": TEMPLATE, "work/shared/t.json": TEMPLATE})
    app = tmp_path / "work" / "app"
    app.mkdir()
    (app / "shared.json").symlink_to(tmp_path / "work" / "shared" / "t.json")
    (app / "other.json").symlink_to(tmp_path / "outside" / "t.json")
    (app / "app.template.json").symlink_to(tmp_path / "outside" / "t.json")
    (app / "manifest.json").symlink_to(tmp_path / "outside" / "t.json")
    monkeypatch.chdir(tmp_path / "work")

    reading = read([app])

    assert names(reading, app) == ["shared.json"]
    assert said(reading, app) == [
        "app.template.json: a link that leads out of the folder; name the file it leads to"
    ]
    assert names(read([app / "other.json"]), app) == ["other.json"]
