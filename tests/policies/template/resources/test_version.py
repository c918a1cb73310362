from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.function import Function
from policies.template.resources.version import Version
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def version(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Version:
        resources = {
            "Fn": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "report"}},
            "V1": {"Type": "AWS::Lambda::Version", "Properties": properties},
        }
        return template_of(resources).of(Version)[0]

    return made


@pytest.mark.parametrize(
    "name", [{"Ref": "Fn"}, {"Fn::GetAtt": ["Fn", "Arn"]}, {"Fn::Sub": "${Fn}"}, "report"]
)
def test_a_version_knows_its_function_and_the_function_its_versions(
    version: Any, name: Any
) -> None:
    found = version(FunctionName=name)

    assert isinstance(found.function, Function)
    assert found.function.versions == [found]


@pytest.mark.parametrize(
    "properties",
    [{}, {"FunctionName": {"Ref": "Unknown"}}, {"FunctionName": {"Ref": "V1"}}],
    ids=["absent", "unknown", "itself"],
)
def test_a_version_of_nothing_known_has_no_function(version: Any, properties: Any) -> None:
    assert version(**properties).function is None


def test_provisioned_concurrency_is_known_absent_or_unresolved(version: Any, unknown: Any) -> None:
    def provisioned(amount: Any) -> Any:
        config = {"ProvisionedConcurrentExecutions": amount}
        return version(ProvisionedConcurrencyConfig=config).provisioned_concurrency

    assert provisioned(5) == 5
    assert version().provisioned_concurrency is None
    assert isinstance(provisioned(unknown), Unresolved)
