from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.subscription import Subscription

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def subscription(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Subscription:
        resources = {
            "Report": {"Type": "AWS::Lambda::Function"},
            "Orders": {"Type": "AWS::SNS::Topic"},
            "It": {"Type": Subscription.type_name, "Properties": properties},
        }
        return template_of(resources).of(Subscription)[0]

    return made


def test_what_a_subscription_delivers_to(subscription: Any, unknown: Any) -> None:
    arn = {"Fn::GetAtt": ["Report", "Arn"]}
    said = subscription(TopicArn={"Ref": "Orders"}, Protocol="lambda", Endpoint=arn)

    assert said.topic.logical_id == "Orders"
    assert said.target.function.logical_id == "Report"
    assert list(said.function_protocols) == ["Protocol"]
    assert subscription(Protocol="sqs", Endpoint=arn).target is None
    assert subscription(TopicArn=unknown).topic is None


def test_how_it_delivers(subscription: Any, unknown: Any) -> None:
    assert subscription(RawMessageDelivery=True).is_raw is True
    assert subscription().is_raw is None
    assert subscription(RedrivePolicy=unknown).has_dead_letter_queue
    assert not subscription().has_dead_letter_queue
