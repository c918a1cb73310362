from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.template.cdk_assembly import read_assembly

if TYPE_CHECKING:
    from policies.template.template import Template
    from policies.template.unreadable import UnreadableError
    from tests.policies.template.conftest import CdkOut

FUNCTION = {"Type": "AWS::Lambda::Function"}


def read(cdk_out: CdkOut) -> tuple[dict[str, Template], list[UnreadableError]]:
    environments, errors = read_assembly(cdk_out.path, lambda *_: ConcurrencyQuota())
    found = [template for environment in environments for template in environment.templates]
    return {template.path.name: template for template in found}, errors


def stack_at(file: str) -> list[dict[str, Any]]:
    return [{"type": "aws:cdk:templateFile", "data": file}]


def logical_id(name: str) -> list[dict[str, Any]]:
    return [
        {"type": "aws:cdk:creationStack", "data": ["..."]},
        {"type": "aws:cdk:logicalId", "data": name},
    ]


def acknowledged(**rules: str) -> list[dict[str, Any]]:
    data = {f"keel::{rule}": reason for rule, reason in rules.items()}
    return [{"type": "aws:cdk:acknowledged-rules", "data": data}]


METADATA = {
    "/A": stack_at("A.template.json"),
    "/A/Fn": acknowledged(rule="reason"),
    "/A/Fn/Resource": logical_id("Fn"),
    "/A/One": stack_at("AOne.nested.template.json"),
    "/A/One/Fn/Resource": logical_id("Fn"),
    "/A/One.NestedStack/One.NestedStackResource": logical_id("One"),
    "/A/Two": stack_at("ATwo.nested.template.json"),
    "/A/Two/Deep/Fn/Resource": logical_id("Fn"),
}


@pytest.fixture
def app(cdk_out: CdkOut) -> CdkOut:
    for name in ("One", "Two"):
        cdk_out.write(f"A{name}.nested.template.json", {"Resources": {"Fn": FUNCTION}})
    nested = {
        name: {
            "Type": "AWS::CloudFormation::Stack",
            "Metadata": {"aws:asset:path": f"A{name}.nested.template.json"},
        }
        for name in ("One", "Two")
    }
    cdk_out.stack("A", {"Fn": FUNCTION, **nested}, metadata=METADATA)
    return cdk_out


def test_one_logical_id_in_three_templates_is_three_constructs(app: CdkOut) -> None:
    found, errors = read(app)

    assert errors == []
    assert {name: found[name].resources["Fn"].construct_path for name in found} == {
        "A.template.json": "A/Fn/Resource",
        "AOne.nested.template.json": "A/One/Fn/Resource",
        "ATwo.nested.template.json": "A/Two/Deep/Fn/Resource",
    }


def test_a_nested_stacks_own_resource_belongs_to_its_parent(app: CdkOut) -> None:
    found, _ = read(app)

    resource = found["A.template.json"].resources["One"]

    assert resource.construct_path == "A/One.NestedStack/One.NestedStackResource"


def test_what_was_acknowledged_is_known_with_its_reason(app: CdkOut) -> None:
    found, _ = read(app)

    assert found["A.template.json"].acknowledgements["A/Fn"] == {"keel::rule": "reason"}


def test_metadata_in_the_manifest_is_read_as_well(cdk_out: CdkOut) -> None:
    cdk_out.write("A.template.json", {"Resources": {"Fn": FUNCTION}})
    cdk_out.artifact(
        "A",
        "aws:cloudformation:stack",
        properties={"templateFile": "A.template.json"},
        metadata={"/A": stack_at("A.template.json"), "/A/Fn/Resource": logical_id("Fn")},
    )

    found, _ = read(cdk_out)

    assert found["A.template.json"].resources["Fn"].construct_path == "A/Fn/Resource"


def test_without_metadata_the_template_itself_may_tell(cdk_out: CdkOut) -> None:
    told = FUNCTION | {"Metadata": {"aws:cdk:path": "A/Fn/Resource"}}
    cdk_out.stack("A", {"Fn": told, "Other": FUNCTION})

    resources = read(cdk_out)[0]["A.template.json"].resources

    assert resources["Fn"].construct_path == "A/Fn/Resource"
    assert resources["Other"].construct_path is None


@pytest.mark.parametrize(
    "odd",
    [
        {"/A": "text"},
        {"/A": ["text", None]},
        {"/A": [{"type": "aws:cdk:templateFile", "data": 5}], "/A/Fn": logical_id("Fn")},
        {"/A": [{"type": "aws:cdk:acknowledged-rules", "data": "text"}]},
        {"/A/Fn": logical_id("Fn")},
        {"": logical_id("Fn")},
        {"/A": [{"type": "aws:cdk:logicalId", "data": ["Fn"]}]},
        {},
    ],
    ids=range(8),
)
def test_odd_metadata_tells_nothing(cdk_out: CdkOut, odd: dict[str, Any]) -> None:
    cdk_out.stack("A", {"Fn": FUNCTION}, metadata=odd)

    found, errors = read(cdk_out)

    assert errors == []
    assert found["A.template.json"].resources["Fn"].construct_path is None
    assert found["A.template.json"].acknowledgements == {}


@pytest.mark.parametrize(
    ("metadata", "problem"),
    [
        (
            "{",
            "A.metadata.json:1: JSON ends before it is complete; write the file again (cdk synth)",
        ),
        ("[]", "A.metadata.json: has no mapping; run cdk synth again"),
        ("", "A.metadata.json: empty; a template needs at least Resources"),
    ],
)
def test_broken_metadata_is_told_and_the_stack_still_read(
    cdk_out: CdkOut, metadata: str, problem: str
) -> None:
    cdk_out.stack("A", {"Fn": FUNCTION}, metadata=metadata)

    found, [error] = read(cdk_out)

    assert str(error) == f"{cdk_out.path}/{problem}"
    assert list(found["A.template.json"].resources) == ["Fn"]


def validation_report(*violations: Any) -> dict[str, Any]:
    return {"pluginReports": [{"pluginName": "keel", "suppressedViolations": list(violations)}]}


def suppressed(path: Any, rule: str, reason: str) -> dict[str, Any]:
    return {
        "acknowledgedId": f"keel::{rule}",
        "reason": reason,
        "violatingConstructs": [{"constructPath": path}],
    }


def test_the_last_synth_tells_what_was_acknowledged_above_the_stack(app: CdkOut) -> None:
    report = validation_report(
        suppressed("A/One/Fn/Resource", "other", "app wide"),
        suppressed("A/Fn", "rule", "said again"),
        suppressed("A/Fn", "third", "also"),
    )
    app.write("validation-report.json", report)

    found, errors = read(app)

    assert errors == []
    for template in found.values():
        assert template.acknowledgements == {
            "A/One/Fn/Resource": {"keel::other": "app wide"},
            "A/Fn": {"keel::rule": "reason", "keel::third": "also"},
        }


@pytest.mark.parametrize(
    "report",
    [
        {},
        {"pluginReports": "text"},
        {"pluginReports": ["text", {"suppressedViolations": 5}]},
        validation_report("text", {}, {"violatingConstructs": "text"}),
        validation_report({"violatingConstructs": ["text"]}),
    ],
    ids=range(5),
)
def test_an_odd_report_of_the_last_synth_tells_nothing(cdk_out: CdkOut, report: Any) -> None:
    cdk_out.stack("A", {"Fn": FUNCTION})
    cdk_out.write("validation-report.json", report)

    found, errors = read(cdk_out)

    assert errors == []
    assert found["A.template.json"].acknowledgements == {}


def test_a_broken_report_of_the_last_synth_is_told(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"Fn": FUNCTION})
    cdk_out.write("validation-report.json", '{"pluginReports": [')

    found, [error] = read(cdk_out)

    assert "validation-report.json:1: JSON ends before it is complete" in str(error)
    assert list(found) == ["A.template.json"]
