"""A function with an alias, its asynchronous callers and configurations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from policies.engine import Finding, Rule
    from tests.policies.conftest import Judge

BILL = {"Ref": "Bill"}
RESOURCES: dict[str, Any] = {
    "Bill": {"Type": "AWS::Lambda::Function", "Properties": {}},
    "V": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": BILL}},
    "Live": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {
            "FunctionName": BILL,
            "FunctionVersion": {"Fn::GetAtt": ["V", "Version"]},
            "Name": "live",
        },
    },
    "Other": {"Type": "AWS::Lambda::Function"},
    "Lost": {"Type": "AWS::SQS::Queue"},
    "Fifo": {"Type": "AWS::SQS::Queue", "Properties": {"FifoQueue": True}},
    "Topic": {"Type": "AWS::SNS::Topic"},
    "FifoTopic": {"Type": "AWS::SNS::Topic", "Properties": {"FifoTopic": True}},
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Bus": {"Type": "AWS::Events::EventBus"},
    "Stream": {"Type": "AWS::Kinesis::Stream"},
}


class JudgeConfiguration(Protocol):
    """Judges an asynchronous configuration with these properties by one rule."""

    def __call__(
        self, rule: Rule, more: dict[str, Any] | None = None, **properties: Any
    ) -> list[Finding]: ...


@pytest.fixture
def judge_configuration(judge: Judge) -> JudgeConfiguration:
    def judged(rule: Rule, more: dict[str, Any] | None = None, **properties: Any) -> list[Finding]:
        own = {"FunctionName": BILL, "Qualifier": "$LATEST"} | properties
        configuration = {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": own}
        return judge(rule, RESOURCES | {"Async": configuration} | (more or {}))

    return judged


@pytest.fixture
def bill() -> dict[str, Any]:
    """The function, its alias and whatever it may send to."""
    return RESOURCES
