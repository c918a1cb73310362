from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.queue import Queue
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def queue(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Queue:
        resources = {"Queue": {"Type": "AWS::SQS::Queue", "Properties": properties}}
        return template_of(resources).of(Queue)[0]

    return made


def test_the_visibility_timeout_is_known_default_or_unresolved(queue: Any, unknown: Any) -> None:
    assert queue(VisibilityTimeout=0).visibility_timeout_seconds == 0
    assert queue(VisibilityTimeout="60").visibility_timeout_seconds == 60
    assert queue().visibility_timeout_seconds == 30
    assert isinstance(queue(VisibilityTimeout=unknown).visibility_timeout_seconds, Unresolved)


def test_the_name_is_known_absent_or_unresolved(queue: Any, unknown: Any) -> None:
    assert queue(QueueName="orders").name == "orders"
    assert queue().name is None
    assert isinstance(queue(QueueName=unknown).name, Unresolved)
