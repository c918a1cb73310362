from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

BILL = {"Ref": "Bill"}
RESOURCES = {
    "Bill": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "bill"}},
    "V": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": BILL}},
    "Live": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {"FunctionName": BILL, "FunctionVersion": "1", "Name": "live"},
    },
    "Lost": {"Type": "AWS::SQS::Queue"},
}


@pytest.fixture
def configuration(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> EventInvokeConfig:
        own = {"FunctionName": BILL, "Qualifier": "live"} | properties
        resource = {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": own}
        return template_of(RESOURCES | {"C": resource}).of(EventInvokeConfig)[0]

    return made


@pytest.mark.parametrize("name", [BILL, {"Fn::GetAtt": ["Bill", "Arn"]}, "bill"])
@pytest.mark.parametrize(
    "qualifier", ["live", {"Fn::Select": [7, {"Fn::Split": [":", {"Ref": "Live"}]}]}]
)
def test_the_alias_is_found(configuration: Any, name: Any, qualifier: Any) -> None:
    target = configuration(FunctionName=name, Qualifier=qualifier).target

    assert target.function.logical_id == "Bill"
    assert target.alias.logical_id == "Live"


def test_a_version_is_found_by_its_number(configuration: Any) -> None:
    target = configuration(Qualifier={"Fn::GetAtt": ["V", "Version"]}).target

    assert target.version.logical_id == "V"


def test_the_function_is_known_where_the_qualifier_is_not(configuration: Any, unknown: Any) -> None:
    found = configuration(Qualifier=unknown)

    assert found.function.logical_id == "Bill"
    assert isinstance(found.target.qualifier, Unresolved)
    assert found.target.alias is None


def test_a_function_that_is_not_here_is_none(configuration: Any, unknown: Any) -> None:
    assert configuration(FunctionName=unknown).target is None
    assert configuration(FunctionName="elsewhere").function is None
    assert configuration(Qualifier={"Ref": "AWS::NoValue"}).target is None


def test_the_defaults_are_lambdas(configuration: Any, unknown: Any) -> None:
    stated = configuration(MaximumEventAgeInSeconds="60", MaximumRetryAttempts=0)

    assert (stated.maximum_event_age_seconds, stated.maximum_retry_attempts) == (60, 0)
    assert configuration().maximum_event_age_seconds == 21600
    assert configuration().maximum_retry_attempts == 2
    assert configuration().stated_event_age_seconds is None
    assert configuration().stated_retry_attempts is None
    assert isinstance(
        configuration(MaximumRetryAttempts=unknown).maximum_retry_attempts, Unresolved
    )


def test_destinations_are_told_with_their_outcome(configuration: Any) -> None:
    lost = {"Destination": {"Fn::GetAtt": ["Lost", "Arn"]}}
    found = configuration(DestinationConfig={"OnFailure": lost, "OnSuccess": lost})

    assert [each.at for each in found.destinations] == [
        "DestinationConfig.OnFailure.Destination",
        "DestinationConfig.OnSuccess.Destination",
    ]
    assert [each.is_for_successes for each in found.destinations] == [False, True]
    assert [queue.logical_id for queue in found.failure_queues] == ["Lost"]
    assert configuration().destinations == []
    assert configuration().failure_queues == []


def test_it_is_empty_without_settings(configuration: Any, unknown: Any) -> None:
    assert configuration().is_empty is True
    assert configuration(MaximumRetryAttempts=0).is_empty is False
    assert configuration(DestinationConfig=unknown).is_empty is False
