from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.subscription_filter import SubscriptionFilter

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def subscription_filter(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> SubscriptionFilter:
        resources = {
            "Report": {"Type": "AWS::Lambda::Function"},
            "Logs": {"Type": "AWS::Logs::LogGroup"},
            "It": {"Type": SubscriptionFilter.type_name, "Properties": properties},
        }
        return template_of(resources).of(SubscriptionFilter)[0]

    return made


def test_what_a_filter_sends_where(subscription_filter: Any, unknown: Any) -> None:
    said = subscription_filter(
        LogGroupName={"Ref": "Logs"},
        FilterPattern="ERROR",
        DestinationArn={"Fn::GetAtt": ["Report", "Arn"]},
    )

    assert said.log_group.logical_id == "Logs"
    assert said.filter_pattern == "ERROR"
    assert said.target.function.logical_id == "Report"
    assert subscription_filter(LogGroupName="/shop").log_group is None
    assert subscription_filter(DestinationArn=unknown).target is None
