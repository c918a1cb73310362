from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING, Any

import policies
from policies.engine import Severity
from policies.gate.acknowledgement import Acknowledgement
from policies.gate.baseline import document
from policies.gate.check import check
from policies.gate.config import Config, Profile
from policies.gate.report import Report
from policies.rules import catalogue
from policies.template.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from policies.engine import Finding
    from policies.template.resources.function import Function

UNSAFE = {"Report": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 901}}}


def assembly(folder: Path, said: dict[str, str], at: str = "/App/Report") -> Path:
    """A cdk.out with one unsafe function at App/Report, acknowledged as `said` at `at`."""
    artifact = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://123456789012/eu-west-1",
        "properties": {"templateFile": "App.template.json"},
        "additionalMetadataFile": "App.metadata.json",
    }
    metadata: dict[str, list[dict[str, Any]]] = {
        "/App": [{"type": "aws:cdk:templateFile", "data": "App.template.json"}],
        "/App/Report/Resource": [{"type": "aws:cdk:logicalId", "data": "Report"}],
    }
    metadata.setdefault(at, []).append({"type": "aws:cdk:acknowledged-rules", "data": said})
    (folder / "App.template.json").write_text(json.dumps({"Resources": UNSAFE}))
    (folder / "App.metadata.json").write_text(json.dumps(metadata))
    (folder / "manifest.json").write_text(json.dumps({"artifacts": {"App": artifact}}))
    (folder / "cdk.out").write_text("{}")
    return folder


def test_a_finding_names_its_construct(tmp_path: Path) -> None:
    [found] = check([assembly(tmp_path, {})]).verdicts

    assert found.construct_path == "App/Report/Resource"
    assert found.acknowledged is None


def test_what_a_construct_acknowledges_no_longer_fails(tmp_path: Path) -> None:
    report = check([assembly(tmp_path, {"keel::timeout-out-of-range": "moves to a batch job"})])
    [found] = report.acknowledged

    assert found.acknowledged == Acknowledgement(
        "timeout-out-of-range", "moves to a batch job", "App/Report"
    )
    assert report.open == []
    assert report.exit_code == 0


def test_an_acknowledgement_holds_for_what_is_below_it(tmp_path: Path) -> None:
    said = {"keel::timeout-out-of-range": "all of them"}

    assert check([assembly(tmp_path, said, at="/App")]).open == []


def test_an_acknowledgement_of_another_rule_or_construct_changes_nothing(tmp_path: Path) -> None:
    other_rule = {"keel::memory-out-of-range": "no"}
    other_tool = {"CloudFormation-Validate::timeout-out-of-range": "no"}
    same_rule = {"keel::timeout-out-of-range": "no"}

    assert len(check([assembly(tmp_path, other_rule)]).open) == 1
    assert len(check([assembly(tmp_path, other_tool)]).open) == 1
    assert len(check([assembly(tmp_path, same_rule, at="/App/Rep")]).open) == 1


def test_a_template_that_is_not_judged_as_a_whole_is_trouble(tmp_path: Path) -> None:
    parts = {"Fn::Join": ["", [{"Ref": "Long"}] * 100]}
    variables = {f"V{n}x": parts for n in range(2_000)}
    template = {
        "Parameters": {"Long": {"Type": "String", "Default": "x" * 4_096}},
        "Resources": {
            "Report": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"Environment": {"Variables": variables}},
            }
        },
    }
    (tmp_path / "t.json").write_text(json.dumps(template))
    report = check(tmp_path)

    [error] = report.errors
    assert "not judged as a whole" in error
    assert report.exit_code == 2


def test_a_path_that_no_app_has_is_not_climbed(tmp_path: Path) -> None:
    unsafe = {**UNSAFE["Report"], "Metadata": {"aws:cdk:path": "a/" * 100_000}}
    (tmp_path / "t.json").write_text(json.dumps({"Resources": {"Report": unsafe}}))

    assert len(check(tmp_path).open) == 1


def test_a_warning_fails_only_when_it_is_asked_to(tmp_path: Path) -> None:
    folder = assembly(tmp_path, {})
    lowered = Config(levels={"timeout-out-of-range": "warning"})

    assert check([folder], lowered).exit_code == 0
    assert check([folder], lowered._replace(fail_on=Severity.WARNING)).exit_code == 1


def test_a_rule_that_crashes_is_trouble_and_the_others_still_report(
    tmp_path: Path,
) -> None:
    def crash(function: Function) -> Iterator[Finding]:
        raise LookupError(function.logical_id)

    broken = catalogue()["memory-out-of-range"]._replace(check=crash, given=())
    rules = {**catalogue(), broken.id: broken}.values()
    report = check([assembly(tmp_path, {})], rules=rules)

    assert [found.rule for found in report.open] == ["timeout-out-of-range"]
    [error] = report.errors
    assert error == (
        f"{tmp_path / 'App.template.json'}: Report: internal error in rule memory-out-of-range: "
        "LookupError: Report; please report"
    )
    assert report.exit_code == 2


def test_the_library_is_the_same_check(tmp_path: Path) -> None:
    assert policies.check([assembly(tmp_path, {})]) == check([tmp_path])
    assert policies.Config is Config
    assert policies.Report is Report


TOO_LONG = {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 901}}
FINE = {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 60}}


def template(path: Path, **functions: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"Resources": functions}, indent=1))
    return path


def test_only_what_a_change_adds_is_open(tmp_path: Path) -> None:
    before = template(tmp_path / "before.json", Bill=TOO_LONG)
    after = template(tmp_path / "after.json", Other=FINE, Bill=TOO_LONG, Report=TOO_LONG)
    report = check(after, base=before)

    assert [found.logical_id for found in report.open] == ["Report"]
    assert [found.logical_id for found in report.known] == ["Bill"]
    assert check(after, base=after).exit_code == 0


def test_a_base_that_cannot_be_read_is_trouble(tmp_path: Path) -> None:
    report = check(template(tmp_path / "a.json", Bill=FINE), base=tmp_path / "nowhere")

    assert report.exit_code == 2
    assert "nowhere" in report.errors[0]


def test_folders_are_compared_file_by_file(tmp_path: Path) -> None:
    template(tmp_path / "old" / "bill.template.json", F=TOO_LONG)
    template(tmp_path / "new" / "bill.template.json", F=TOO_LONG)
    template(tmp_path / "new" / "report.template.json", F=TOO_LONG)
    report = check(tmp_path / "new", base=tmp_path / "old")

    assert [found.template.name for found in report.open] == ["report.template.json"]


def test_what_the_baseline_holds_does_not_fail(tmp_path: Path) -> None:
    path = template(tmp_path / "bill.json", Bill=TOO_LONG)
    known = tmp_path / "keel-baseline.json"
    known.write_text(document(each.identity for each in check(path, root=tmp_path).open))
    config = Config(baseline=known)

    assert check(path, config).exit_code == 0
    template(path, Bill=FINE)
    assert [each.rule for each in check(path, config).resolved] == ["timeout-out-of-range"]


def test_a_broken_baseline_is_trouble_and_all_findings_are_open(tmp_path: Path) -> None:
    path = template(tmp_path / "bill.json", Bill=TOO_LONG)
    report = check(path, Config(baseline=tmp_path / "missing.json"))

    assert report.exit_code == 2
    assert len(report.open) == 1


def test_an_expired_acknowledgement_is_a_finding(tmp_path: Path) -> None:
    path = template(tmp_path / "bill.json", Bill=TOO_LONG)
    said = Acknowledgement("timeout-out-of-range", "for now", "*", "keel.toml:1", "", "2026-12-31")
    config = Config(acknowledgements=(said,), fail_on=Severity.WARNING)

    assert check(path, config, today="2026-12-31").exit_code == 0
    late = check(path, config, today="2027-01-01")
    assert [found.rule for found in late.open] == ["timeout-out-of-range"]
    assert late.expired == [said]
    template(path, Bill=FINE)
    assert check(path, config, today="2027-01-01").exit_code == 1


def test_a_rule_is_off_where_the_configuration_says_so(tmp_path: Path) -> None:
    template(tmp_path / "legacy" / "bill.json", Bill=TOO_LONG)
    template(tmp_path / "new" / "bill.json", Bill=TOO_LONG)
    config = Config(levels_at={"legacy": {"timeout-out-of-range": "off"}}, root=tmp_path)

    assert [found.template.parent.name for found in check(tmp_path, config).open] == ["new"]


def test_accepting_it_at_the_mapping_accepts_it_at_the_queue(tmp_path: Path) -> None:
    keel = [{"rule": "queue-visibility-below-timeout", "reason": "handled twice on purpose"}]
    path = template(
        tmp_path / "a.json",
        Orders={"Type": "AWS::SQS::Queue"},
        Bill={"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 60}},
        Mapping={
            "Type": "AWS::Lambda::EventSourceMapping",
            "Metadata": {"keel": {"acknowledge": keel}},
            "Properties": {
                "EventSourceArn": {"Fn::GetAtt": ["Orders", "Arn"]},
                "FunctionName": {"Ref": "Bill"},
            },
        },
    )
    found = check(path, rules=[catalogue()["queue-visibility-below-timeout"]])

    assert [each.logical_id for each in found.acknowledged] == ["Orders"]
    assert found.exit_code == 0


def test_what_accepts_advice_is_unused_only_where_advice_is_given(tmp_path: Path) -> None:
    folder = assembly(tmp_path, {"keel::nat-in-one-zone": "one gateway is enough"})
    default, strict = check([folder]), check([folder], Config(profile=Profile.STRICT))

    assert default.unused == []
    assert [each.rule for each in strict.unused] == ["nat-in-one-zone"]


def test_what_accepts_a_rule_that_nobody_knows_is_unused_in_every_profile(tmp_path: Path) -> None:
    folder = assembly(tmp_path, {"keel::nat-in-one-zome": "a typo"})

    assert [each.rule for each in check([folder]).unused] == ["nat-in-one-zome"]


def test_nothing_is_collected_while_it_judges_and_everything_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collecting: list[bool] = []

    def reading(*arguments: Any) -> Any:
        collecting.append(gc.isenabled())
        return read(*arguments)

    monkeypatch.setattr("policies.gate.check.read", reading)
    path = tmp_path / "template.json"
    path.write_text(json.dumps({"Resources": UNSAFE}))

    assert len(check(path).open) == 1
    assert collecting == [False]
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off(tmp_path: Path) -> None:
    gc.disable()
    try:
        check(tmp_path)
        assert not gc.isenabled()
    finally:
        gc.enable()
