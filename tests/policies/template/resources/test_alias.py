from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.alias import Alias
from policies.template.resources.function import Function
from policies.template.resources.version import Version
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def alias(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Alias:
        resources = {
            "Fn": {"Type": "AWS::Lambda::Function"},
            "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Fn"}}},
            "Live": {"Type": "AWS::Lambda::Alias", "Properties": properties},
        }
        return template_of(resources).of(Alias)[0]

    return made


def test_an_alias_knows_its_function_and_the_function_its_aliases(alias: Any) -> None:
    found = alias(FunctionName={"Ref": "Fn"}, Name="live")

    assert found.name == "live"
    assert isinstance(found.function, Function)
    assert found.function.aliases == [found]


def test_an_alias_on_a_version_is_of_the_versions_function(alias: Any) -> None:
    assert alias(FunctionName={"Ref": "V1"}).function.logical_id == "Fn"


@pytest.mark.parametrize("name", [{"Ref": "Unknown"}, {"Ref": "Live"}, "other"])
def test_an_alias_of_nothing_known_has_no_function(alias: Any, name: Any) -> None:
    assert alias(FunctionName=name).function is None


@pytest.mark.parametrize(
    "version", [{"Fn::GetAtt": ["V1", "Version"]}, {"Fn::Sub": "${V1.Version}"}, {"Ref": "V1"}]
)
def test_the_version_of_an_alias_is_the_resource(alias: Any, version: Any) -> None:
    found = alias(FunctionVersion=version)

    assert isinstance(found.version, Version)
    assert found.points_to_latest is False


@pytest.mark.parametrize(
    ("version", "is_latest"), [("$LATEST", True), ("7", False), (8, False), (None, False)]
)
def test_a_version_by_its_number_is_text(alias: Any, version: Any, *, is_latest: bool) -> None:
    found = alias(FunctionVersion=version)

    assert found.version == (None if version is None else str(version))
    assert found.points_to_latest is is_latest


@pytest.mark.parametrize("version", [{"Ref": "Unknown"}, {"Fn::GetAtt": ["Fn", "Version"]}, []])
def test_a_version_nobody_knows_may_be_the_latest(alias: Any, version: Any) -> None:
    assert isinstance(alias(FunctionVersion=version).points_to_latest, Unresolved)


def test_provisioned_concurrency_is_known_absent_or_unresolved(alias: Any, unknown: Any) -> None:
    def provisioned(config: Any) -> Any:
        return alias(ProvisionedConcurrencyConfig=config).provisioned_concurrency

    assert provisioned({"ProvisionedConcurrentExecutions": "5"}) == 5
    assert provisioned({}) is None
    assert isinstance(provisioned(unknown), Unresolved)


def test_the_additional_versions_are_those_that_the_template_tells_of(
    alias: Any, unknown: Any
) -> None:
    weights = [
        {"FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]}, "FunctionWeight": "0.1"},
        {"FunctionVersion": 7, "FunctionWeight": unknown},
        unknown,
    ]
    first, second = alias(RoutingConfig={"AdditionalVersionWeights": weights}).weights

    assert isinstance(first.version, Version)
    assert (first.weight, first.at) == (0.1, "RoutingConfig.AdditionalVersionWeights.0")
    assert second.version == "7"
    assert isinstance(second.weight, Unresolved)
    assert alias().weights == []
    assert alias(RoutingConfig=unknown).weights == []


def test_what_stands_where_a_number_goes_is_told_by_place(alias: Any) -> None:
    texts = alias(
        FunctionVersion="$LATEST",
        RoutingConfig={"AdditionalVersionWeights": [{"FunctionVersion": 3}]},
    ).version_texts

    assert texts == {
        "FunctionVersion": "$LATEST",
        "RoutingConfig.AdditionalVersionWeights.0.FunctionVersion": "3",
    }


SCALED = {
    "ServiceNamespace": "lambda",
    "ScalableDimension": "lambda:function:ProvisionedConcurrency",
    "ResourceId": {"Fn::Sub": "function:${Fn}:live"},
    "MinCapacity": 4,
}


@pytest.mark.parametrize(
    ("fixed", "attributes", "least"),
    [
        pytest.param(None, None, 0, id="neither"),
        pytest.param(3, None, 3, id="fixed"),
        pytest.param(3, {}, 4, id="fixed below the minimum of its scaling"),
        pytest.param(5, {}, 5, id="fixed above it"),
        pytest.param(None, {}, 4, id="scaled"),
        pytest.param(None, {"Condition": "Perhaps"}, 0, id="perhaps scaled"),
        pytest.param({"Ref": "Unknown"}, None, 0, id="known at deployment only"),
    ],
)
def test_what_it_keeps_ready_for_certain_is_fixed_or_scaled(
    template_of: TemplateOf, fixed: Any, attributes: Any, least: int
) -> None:
    config = {"ProvisionedConcurrentExecutions": fixed} if fixed else {"Ref": "AWS::NoValue"}
    properties = {
        "FunctionName": {"Ref": "Fn"},
        "Name": "live",
        "ProvisionedConcurrencyConfig": config,
    }
    resources: dict[str, Any] = {
        "Fn": {"Type": "AWS::Lambda::Function"},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": properties},
    }
    if attributes is not None:
        scaled = "AWS::ApplicationAutoScaling::ScalableTarget"
        resources["Scaled"] = {"Type": scaled, "Properties": SCALED, **attributes}
    conditions = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
    [found] = template_of(resources, Conditions=conditions).of(Alias)

    assert found.least_provisioned_concurrency == least


@pytest.fixture
def updated(template_of: TemplateOf) -> Any:
    def made(policy: Any) -> Alias:
        group = {"DeploymentGroupName": "live-group"}
        resources = {
            "Fn": {"Type": "AWS::Lambda::Function"},
            "Group": {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": group},
            "Live": {"Type": "AWS::Lambda::Alias", "UpdatePolicy": policy},
        }
        return template_of(resources).of(Alias)[0]

    return made


@pytest.mark.parametrize("name", [{"Ref": "Group"}, "live-group"])
def test_codedeploy_shifts_its_traffic_through_a_group(updated: Any, name: Any) -> None:
    found = updated({"CodeDeployLambdaAliasUpdate": {"DeploymentGroupName": name}})

    assert found.shifts_traffic is True
    assert found.deployment_group.logical_id == "Group"


@pytest.mark.parametrize("name", [{"Ref": "Unknown"}, "another", {"Ref": "Fn"}])
def test_a_group_that_nobody_knows_is_unresolved(updated: Any, name: Any) -> None:
    found = updated({"CodeDeployLambdaAliasUpdate": {"DeploymentGroupName": name}})

    assert isinstance(found.deployment_group, Unresolved)


@pytest.mark.parametrize("policy", [{}, {"Ref": "AWS::NoValue"}])
def test_without_an_update_policy_nothing_shifts(updated: Any, policy: Any) -> None:
    found = updated(policy)

    assert found.shifts_traffic is False
    assert found.deployment_group is None
    assert found.hooks == {}


def test_an_update_policy_that_a_condition_decides_is_unresolved(updated: Any) -> None:
    chosen = {"Fn::If": ["Unsure", {"CodeDeployLambdaAliasUpdate": {}}, {"Ref": "AWS::NoValue"}]}

    assert isinstance(updated(chosen).shifts_traffic, Unresolved)


def test_the_hooks_are_told_by_property(updated: Any) -> None:
    update = {
        "DeploymentGroupName": {"Ref": "Group"},
        "BeforeAllowTrafficHook": {"Ref": "Fn"},
        "AfterAllowTrafficHook": {"Ref": "Unknown"},
    }
    hooks = updated({"CodeDeployLambdaAliasUpdate": update}).hooks

    assert {name: target.function.logical_id for name, target in hooks.items()} == {
        "BeforeAllowTrafficHook": "Fn"
    }


def test_the_description_is_what_the_template_says(alias: Any) -> None:
    assert alias(FunctionName="report", Description="of May").description == "of May"
    assert alias(FunctionName="report").description is None
