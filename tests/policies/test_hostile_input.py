"""Files of somebody who wants the gate to hang, to take all memory, or to read what is not theirs.

Each runs in a process of its own that the system ends when it takes more than its share.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CPU_SECONDS = 60
MEMORY_BYTES = 1 << 30
FUNCTION = {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 901}}


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def keel(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A check that ended by itself, with a code of its own and without a traceback."""
    command = [sys.executable, "-m", "policies.cli", "check", *arguments]
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_limited,
    )
    assert done.returncode in {0, 1, 2}, done.stderr
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    return done


def write(folder: Path, name: str, data: Any) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(data if isinstance(data, str) else json.dumps(data))


def assembly(folder: Path, *, stacks: int = 1, metadata: Any = None, **template: Any) -> None:
    artifact: dict[str, Any] = {
        "type": "aws:cloudformation:stack",
        "properties": {"templateFile": "App.template.json"},
    }
    if metadata is not None:
        artifact["additionalMetadataFile"] = "App.metadata.json"
        write(folder, "cdk.out/App.metadata.json", metadata)
    artifacts = {f"App{number}": artifact for number in range(stacks)}
    write(folder, "cdk.out/manifest.json", {"artifacts": artifacts})
    write(folder, "cdk.out/App.template.json", {"Resources": {"F": FUNCTION}, **template})


def bomb_of_aliases(folder: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for n in range(1, 12):
        several = ", ".join([f"*a{n - 1}"] * 10)
        lines.append(f"a{n}: &a{n} [{several}]")
    write(folder, "t.yaml", "\n".join([*lines, "Resources: {F: {Type: 'AWS::SQS::Queue'}}"]))


def bomb_of_merges(folder: Path) -> None:
    lines = ["m0: &m0 {" + ", ".join(f"k{n}: v" for n in range(1_000)) + "}"]
    for n in range(1, 40):
        several = ", ".join([f"*m{n - 1}"] * 40)
        lines.append(f"m{n}: &m{n}\n  <<: [{several}]\n  own{n}: v")
    write(folder, "t.yaml", "\n".join([*lines, "Resources: {F: {Type: 'AWS::SQS::Queue'}}"]))


def nested_without_end(folder: Path) -> None:
    deep = '{"Fn::Join": ["", [' * 400 + '"x"' + "]]}" * 400
    write(folder, "t.json", function_with(f'"Timeout": {deep}'))


def numbers_without_end(folder: Path) -> None:
    names = ("Timeout", "MemorySize", "ReservedConcurrentExecutions")
    for name, number in {"a": "9" * 4_000, "b": "1e999", "c": "-" + "9" * 100_000}.items():
        properties = ", ".join(f'"{each}": {number}' for each in names)
        write(folder, f"{name}.template.json", function_with(properties))


def function_with(properties: str) -> str:
    function = f'{{"Type": "AWS::Lambda::Function", "Properties": {{{properties}}}}}'
    return f'{{"Resources": {{"F": {function}}}}}'


def paths_of_slashes(folder: Path) -> None:
    path = "/a" * 2_000_000
    entries = {f"{path}{n}": [{"type": "aws:cdk:logicalId", "data": "F"}] for n in range(3)}
    template = {"F": {**FUNCTION, "Metadata": {"aws:cdk:path": path}}}
    assembly(folder, metadata=entries, Resources=template)


def frames_without_end(folder: Path) -> None:
    frames = [" (a:1" * 1_000_000]
    entry = [
        {"type": "aws:cdk:logicalId", "data": "F"},
        {"type": "aws:cdk:creationStack", "data": frames},
    ]
    assembly(folder, metadata={"/App/F": entry, "/App": [template_file()]})


def template_file() -> dict[str, Any]:
    return {"type": "aws:cdk:templateFile", "data": "App.template.json"}


def stacks_of_one_metadata(folder: Path) -> None:
    entries = {f"/App/F{n}": [{"type": "aws:cdk:logicalId", "data": "F"}] for n in range(20_000)}
    assembly(folder, stacks=20_000, metadata=entries, Resources={})


def acknowledged_in_every_nested_stack(folder: Path) -> None:
    nested = {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "nested.json"}}
    said = {f"keel::rule-{n}": "because" for n in range(50)}
    entries = {
        f"/App/C{n}": [{"type": "aws:cdk:acknowledged-rules", "data": said}] for n in range(2_000)
    }
    write(folder, "cdk.out/nested.json", {"Resources": {"F": FUNCTION}})
    assembly(folder, metadata=entries, Resources={f"N{n}": nested for n in range(2_000)})


def accepted_of_every_nested_stack(folder: Path) -> None:
    constructs = [{"constructPath": f"App/C{n}"} for n in range(100_000)]
    violation = {"acknowledgedId": "keel::x", "reason": "r", "violatingConstructs": constructs}
    acknowledged_in_every_nested_stack(folder)
    report = {"pluginReports": [{"suppressedViolations": [violation]}]}
    write(folder, "cdk.out/validation-report.json", report)


def list_of_an_archive(folder: Path) -> None:
    code = {"S3Bucket": "b", "S3Key": "asset.zip"}
    asset = {"source": {"path": "asset.zip"}, "destinations": {"d": {"objectKey": "asset.zip"}}}
    assembly(folder, Resources={"F": {**FUNCTION, "Properties": {"Code": code, "Handler": "a.b"}}})
    manifest = json.loads((folder / "cdk.out/manifest.json").read_text())
    properties = {"file": "App.assets.json"}
    manifest["artifacts"]["App0.assets"] = {"type": "cdk:asset-manifest", "properties": properties}
    write(folder, "cdk.out/manifest.json", manifest)
    write(folder, "cdk.out/App.assets.json", {"files": {"a": asset}})
    with zipfile.ZipFile(folder / "cdk.out/asset.zip", "w") as archive:
        archive.writestr("a.py", "")
    raw = (folder / "cdk.out/asset.zip").read_bytes()
    start = raw.index(b"PK\x01\x02")
    entry, end = raw[start : raw.index(b"PK\x05\x06")], bytearray(raw[raw.index(b"PK\x05\x06") :])
    many = entry * 3_000_000
    end[12:16] = len(many).to_bytes(4, "little")
    (folder / "cdk.out/asset.zip").write_bytes(raw[:start] + many + bytes(end))


def configuration(text: str) -> Callable[[Path], None]:
    def written(folder: Path) -> None:
        write(folder, "t.json", {"Resources": {"F": FUNCTION}})
        write(folder, "keel.toml", text)

    return written


def baseline(folder: Path) -> None:
    known = {"rule": "r", "place": "p", "property": "", "count": 1_000_000}
    write(folder, "t.json", {"Resources": {"F": FUNCTION}})
    findings = [{**known, "place": str(n)} for n in range(100_000)]
    write(folder, "known.json", {"schema": 1, "findings": findings})
    write(folder, "keel.toml", '[keel]\nbaseline = "known.json"\n')


def acknowledgements_in_a_template(folder: Path) -> None:
    said = [{"rule": "x" * 1_000_000, "reason": "r"}, *([[["x" * 1_000_000]] * 3] * 5)]
    said += [
        {"y" * 1_000_000: 1},
        {"rule": "timeout-out-of-range", "reason": "r", "expires": {"a": 1}},
    ]
    resource_ = {**FUNCTION, "Metadata": {"keel": {"acknowledge": said}}}
    write(folder, "t.json", {"Resources": {"F": resource_}})


ATTACKS: dict[str, Callable[[Path], None]] = {
    "aliases": bomb_of_aliases,
    "merges": bomb_of_merges,
    "nesting": nested_without_end,
    "numbers": numbers_without_end,
    "construct paths": paths_of_slashes,
    "stack frames": frames_without_end,
    "stacks": stacks_of_one_metadata,
    "acknowledged rules": acknowledged_in_every_nested_stack,
    "validation report": accepted_of_every_nested_stack,
    "archive": list_of_an_archive,
    "baseline": baseline,
    "acknowledgements": acknowledgements_in_a_template,
    "empty lines of keel.toml": configuration("\n" * 900_000 + "[keel]\n"),
    "huge keel.toml": configuration("#" * 5_000_000),
    "long key of keel.toml": configuration("a." * 400_000 + "a = 1"),
    "huge number of keel.toml": configuration(
        f'[keel.accounts."*"."*"]\nconcurrency = 0x{"f" * 100_000}\n'
    ),
    "long glob of keel.toml": configuration(
        f'[keel.paths."{"[" * 500_000}"]\ntimeout-out-of-range = "off"\n'
    ),
    "many globs of keel.toml": configuration(
        "[keel.paths]\n"
        + "".join(f'"*a*b*{n}*c*" = {{timeout-out-of-range = "off"}}\n' for n in range(10_000))
    ),
    "quoted key of keel.toml": configuration("'a' . " * 150_000 + "a = 1"),
    "deep value of keel.toml": configuration("[keel]\nprofile = " + "[" * 400 + "]" * 400),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_check_ends_within_its_share_of_time_and_memory(tmp_path: Path, attack: str) -> None:
    ATTACKS[attack](tmp_path)
    done = keel(tmp_path)

    assert max(map(len, done.stderr.splitlines()), default=0) < 5_000
    assert done.returncode == 2 or "in 1 template" in done.stdout or " templates" in done.stdout


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file beside the folder that is checked, with what nobody may see."""
    file = tmp_path / "secret.json"
    file.write_text('{"Resources": {"hunter2": {"Type": "AWS::Lambda::Function"}}}')
    (tmp_path / "work").mkdir()
    return file


def test_a_frame_of_the_metadata_quotes_no_file_of_the_machine(secret: Path) -> None:
    folder = secret.parent / "work"
    frames = [f"f ({secret}:1)", "f (../secret.json:1)"]
    entry = [
        {"type": "aws:cdk:logicalId", "data": "F"},
        {"type": "aws:cdk:creationStack", "data": frames},
    ]
    assembly(folder, metadata={"/App/F": entry, "/App": [template_file()]})
    done = keel(folder)

    assert f"at   {secret}:1" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr


@pytest.mark.parametrize("link", ["manifest.json", "App.template.json", "App.metadata.json"])
def test_a_file_of_an_assembly_that_is_a_link_out_of_it_is_not_read(
    secret: Path, link: str
) -> None:
    folder = secret.parent / "work"
    assembly(folder, metadata={})
    (folder / "cdk.out/cdk.out").write_text("{}")
    (folder / "cdk.out" / link).unlink()
    (folder / "cdk.out" / link).symlink_to(secret)
    done = keel(folder)

    assert done.returncode == 2
    assert "out" in done.stderr
    assert "hunter2" not in done.stdout + done.stderr


def test_neither_is_its_validation_report(secret: Path) -> None:
    folder = secret.parent / "work"
    assembly(folder)
    (folder / "cdk.out/validation-report.json").symlink_to(secret)
    done = keel(folder)

    assert "validation-report.json: a link that leads out of the assembly" in done.stderr
    assert "1 error in 1 template" in done.stdout


def test_a_link_in_a_folder_leads_to_no_file_elsewhere(secret: Path) -> None:
    folder = secret.parent / "work"
    write(folder, "t.json", {"Resources": {"F": FUNCTION}})
    (folder / "app.template.json").symlink_to(secret)
    (folder / "other.json").symlink_to(secret)
    done = keel(folder, ".")

    assert done.stderr == (
        "keel: app.template.json: a link that leads out of the folder; name the file it leads to\n"
    )
    assert "1 error in 1 template" in done.stdout


def test_a_link_within_the_repository_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "shared/t.json", {"Resources": {"F": FUNCTION}})
    (tmp_path / "app").mkdir()
    (tmp_path / "app/t.json").symlink_to("../shared/t.json")

    assert "1 error in 1 template" in keel(tmp_path, "app").stdout


def test_a_check_writes_nothing_that_it_was_not_asked_for(tmp_path: Path) -> None:
    assembly(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    keel(tmp_path)

    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
