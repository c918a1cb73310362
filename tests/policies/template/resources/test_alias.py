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
