from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.template.cdk_assembly import outermost_assembly, read_assembly
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from policies.template.environment import Environment
    from policies.template.template import Template
    from tests.policies.template.conftest import CdkOut

FUNCTION = {"Type": "AWS::Lambda::Function"}


def quota_of(account: str | None, region: str | None) -> ConcurrencyQuota:
    return ConcurrencyQuota(pool=5) if (account, region) == ("1", "here") else ConcurrencyQuota()


def read(cdk_out: CdkOut) -> list[Environment]:
    environments, errors = read_assembly(cdk_out.path, quota_of)
    assert errors == []
    return environments


def templates(cdk_out: CdkOut) -> dict[str, Template]:
    return {
        template.path.name.partition(".")[0]: template
        for environment in read(cdk_out)
        for template in environment.templates
    }


def exported(value: Any, name: str = "shared", **attributes: Any) -> dict[str, Any]:
    return {"Outputs": {"Out": {"Value": value, "Export": {"Name": name}, **attributes}}}


def imported(template: Template) -> Any:
    return template.intrinsics.resolve({"Fn::ImportValue": "shared"})


def test_stacks_of_one_account_and_region_share_an_environment(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"F": FUNCTION}, environment="aws://1/here")
    cdk_out.stack("B", {"F": FUNCTION}, environment="aws://1/here")
    cdk_out.stack("C", {"F": FUNCTION}, environment="aws://1/there")

    first, second = read(cdk_out)

    assert [template.path.name for template in first.templates] == [
        "A.template.json",
        "B.template.json",
    ]
    assert first.account_and_region == ("1", "here")
    assert first.quota.pool == 5
    assert second.account_and_region == ("1", "there")
    assert second.quota == ConcurrencyQuota()


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ("aws://unknown-account/unknown-region", (None, None)),
        ("aws://1/unknown-region", ("1", None)),
        ("aws://unknown-account/here", (None, "here")),
        ("nonsense", (None, None)),
        ("aws://1", (None, None)),
    ],
)
def test_stacks_that_do_not_say_where_they_go_are_apart(
    cdk_out: CdkOut, environment: str, place: tuple[str | None, str | None]
) -> None:
    cdk_out.stack("A", {"F": FUNCTION}, environment=environment)
    cdk_out.stack("B", {"F": FUNCTION}, environment=environment)

    environments = read(cdk_out)

    assert [found.account_and_region for found in environments] == [place, place]


def test_stages_are_read_and_share_the_environment(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"F": FUNCTION})
    stage = cdk_out.stage("Prod")
    stage.stack("ProdB", {"F": FUNCTION})
    stage.stage("Inner").stack("InnerC", {"F": FUNCTION})

    [environment] = read(cdk_out)

    assert [str(found.path.relative_to(cdk_out.path)) for found in environment.templates] == [
        "A.template.json",
        "assembly-Prod/ProdB.template.json",
        "assembly-Prod/assembly-Inner/InnerC.template.json",
    ]


def test_other_artifacts_are_passed_over(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"F": FUNCTION})
    cdk_out.artifact("Tree", "cdk:tree", properties={"file": "tree.json"})
    cdk_out.artifacts["odd"] = "text"
    cdk_out.artifact("Other", "some:new:thing")

    assert list(templates(cdk_out)) == ["A"]


def test_a_template_is_judged_for_each_stack_that_names_it(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"F": FUNCTION})
    (cdk_out.path / "sub").mkdir()
    for name in ("A.template.json", "./A.template.json", "sub/../A.template.json"):
        properties = {"templateFile": name}
        cdk_out.artifact(f"again {name}", "aws:cloudformation:stack", properties=properties)

    environments = read(cdk_out)

    assert [len(environment.templates) for environment in environments] == [1, 1, 1, 1]


def test_the_outermost_assembly_of_a_stage_is_found(
    cdk_out: CdkOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cdk_out.path.parent / "manifest.json").write_text("{}")
    inner = cdk_out.stage("Prod").stage("Blue")
    monkeypatch.chdir(cdk_out.path.parent)

    assert outermost_assembly(inner.path) == cdk_out.path
    assert outermost_assembly(Path("cdk.out/assembly-Prod")) == cdk_out.path
    assert outermost_assembly(Path("cdk.out")) == cdk_out.path


@pytest.mark.parametrize("name", [".", "sub/.."])
def test_an_assembly_nested_in_itself_is_read_once(cdk_out: CdkOut, name: str) -> None:
    cdk_out.stack("A", {"F": FUNCTION})
    (cdk_out.path / "sub").mkdir()
    cdk_out.artifact("self", "cdk:cloud-assembly", properties={"directoryName": name})

    assert list(templates(cdk_out)) == ["A"]


def test_what_one_stack_exports_another_imports(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"F": FUNCTION}, **exported({"Ref": "F"}))
    cdk_out.stack("B", {})
    found = templates(cdk_out)

    value = imported(found["B"])

    assert isinstance(value, Reference)
    assert value.resource is found["A"].resources["F"]


def test_an_export_before_its_exporter_is_found_as_well(cdk_out: CdkOut) -> None:
    cdk_out.stack("B", {})
    cdk_out.stage("Prod").stack("A", {}, **exported("known"))

    assert imported(templates(cdk_out)["B"]) == "known"


def test_stacks_without_account_and_region_import_from_each_other(cdk_out: CdkOut) -> None:
    nowhere = "aws://unknown-account/unknown-region"
    cdk_out.stack("A", {}, environment=nowhere, **exported("known"))
    cdk_out.stack("B", {}, environment=nowhere)

    assert imported(templates(cdk_out)["B"]) == "known"


def test_another_region_imports_nothing_from_here(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {}, **exported("known"))
    cdk_out.stack("B", {}, environment="aws://123456789012/us-east-1")

    assert isinstance(imported(templates(cdk_out)["B"]), Unresolved)


def test_a_name_that_two_stacks_export_is_neither(cdk_out: CdkOut) -> None:
    nowhere = "aws://unknown-account/unknown-region"
    for name in ("Beta", "Prod"):
        cdk_out.stage(name).stack(f"{name}A", {}, environment=nowhere, **exported(name))
    cdk_out.stack("B", {}, environment=nowhere)

    assert isinstance(imported(templates(cdk_out)["B"]), Unresolved)


def test_of_two_exports_the_one_that_is_created_counts(cdk_out: CdkOut) -> None:
    never: dict[str, Any] = {"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}}}
    cdk_out.stack("A", {}, **never, **exported("never", Condition="Never"))
    cdk_out.stack("C", {}, **exported("known"))
    cdk_out.stack("B", {})

    assert imported(templates(cdk_out)["B"]) == "known"


def test_an_export_whose_name_only_the_deployment_knows_is_not_found(cdk_out: CdkOut) -> None:
    name: Any = {"Fn::Sub": "${AWS::StackName}-shared"}
    cdk_out.stack("A", {}, **exported("known", name))
    cdk_out.stack("B", {})

    assert isinstance(imported(templates(cdk_out)["B"]), Unresolved)


def test_outputs_that_are_none_do_no_harm(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {}, Outputs={"O": "text", "P": {"Export": "text"}, "Q": {"Export": {}}})

    assert list(templates(cdk_out)) == ["A"]
