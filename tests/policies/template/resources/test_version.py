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


def published(template_of: TemplateOf, logical_id: str, **attributes: Any) -> Version:
    resources = {logical_id: {"Type": "AWS::Lambda::Version", **attributes}}
    return template_of(resources).of(Version)[0]


@pytest.mark.parametrize(
    ("attributes", "is_retained"),
    [
        ({"DeletionPolicy": "Retain"}, True),
        ({"DeletionPolicy": "RetainExceptOnCreate"}, True),
        ({"DeletionPolicy": "Delete"}, False),
        ({"UpdateReplacePolicy": "Retain"}, False),
        ({}, False),
    ],
)
def test_a_version_is_retained_by_its_deletion_policy(
    template_of: TemplateOf, attributes: Any, *, is_retained: bool
) -> None:
    assert published(template_of, "V", **attributes).is_retained is is_retained


def test_a_deletion_policy_may_be_known_at_deployment_only(template_of: TemplateOf) -> None:
    found = published(template_of, "V", DeletionPolicy={"Ref": "Unknown"})

    assert isinstance(found.is_retained, Unresolved)


HASH = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("logical_id", "attributes", "is_published_once"),
    [
        pytest.param("LiveVersion", {}, True, id="nothing that a build writes"),
        pytest.param("LiveVersion", {"Properties": {"Description": "live"}}, True, id="described"),
        pytest.param("LiveVersion2", {}, False, id="counted by hand"),
        pytest.param("FnVersion640128d35d", {}, False, id="SAM"),
        pytest.param(
            "LiveVersion",
            {"Properties": {"Description": "release 1.2"}},
            False,
            id="described anew",
        ),
        pytest.param(
            "LiveVersion", {"Properties": {"CodeSha256": {"Ref": "Unknown"}}}, False, id="digest"
        ),
        pytest.param(
            f"FnCurrentVersion6C5B223E{HASH}",
            {"Metadata": {"aws:cdk:path": "Stack/Fn/CurrentVersion/Resource"}},
            False,
            id="CDK, current version",
        ),
        pytest.param(
            "FnLive6C5B223E",
            {"Metadata": {"aws:cdk:path": "Stack/Fn/Live/Resource"}},
            True,
            id="CDK",
        ),
        pytest.param(
            "FnV26C5B223E",
            {"Metadata": {"aws:cdk:path": "Stack/Fn/V2/Resource"}},
            False,
            id="CDK, V2",
        ),
    ],
)
def test_a_version_is_published_once_when_nothing_about_it_changes(
    template_of: TemplateOf, logical_id: str, attributes: Any, *, is_published_once: bool
) -> None:
    found = published(template_of, logical_id, **attributes)

    assert found.is_published_once is is_published_once


def test_the_description_is_what_the_template_says(version: Any) -> None:
    assert version(FunctionName="report", Description="of May").description == "of May"
    assert version(FunctionName="report").description is None
