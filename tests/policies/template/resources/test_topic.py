from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.topic import Topic
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def topic(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Topic:
        resources = {"It": {"Type": Topic.type_name, "Properties": properties}}
        return template_of(resources).of(Topic)[0]

    return made


def test_a_topic_is_standard_unless_it_says_fifo(topic: Any, unknown: Any) -> None:
    assert topic(FifoTopic="true").is_fifo is True
    assert topic().is_fifo is False
    assert isinstance(topic(FifoTopic=unknown).is_fifo, Unresolved)
    assert topic(TopicName="orders").name == "orders"


def test_it_lists_subscriptions_of_functions(topic: Any) -> None:
    own = [{"Protocol": "sqs"}, {"Protocol": "lambda"}]

    assert list(topic(Subscription=own).function_protocols) == ["Subscription.1.Protocol"]
