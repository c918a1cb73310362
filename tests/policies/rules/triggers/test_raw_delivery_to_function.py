from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.raw_delivery_to_function import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(**subscription: Any) -> dict[str, Any]:
    said = {"TopicArn": "t", "Protocol": "lambda", "Endpoint": "f", **subscription}
    return {"ToBill": {"Type": "AWS::SNS::Subscription", "Properties": said}}


@pytest.mark.parametrize("raw", [True, "true"], ids=["boolean", "text"])
def test_functions_get_the_envelope(judge: Judge, raw: Any) -> None:
    [finding] = judge(rule, scene(RawMessageDelivery=raw))

    assert finding.message == "raw message delivery must be off for protocol lambda, got true"
    assert (
        finding.fix == "remove RawMessageDelivery and read the message from Records[].Sns.Message"
    )
    assert finding.at == "RawMessageDelivery"


@pytest.mark.parametrize(
    "subscription",
    [
        {},
        {"RawMessageDelivery": False},
        {"RawMessageDelivery": UNKNOWN},
        {"RawMessageDelivery": True, "Protocol": "sqs"},
        {"RawMessageDelivery": True, "Protocol": UNKNOWN},
    ],
    ids=["absent", "off", "unknown", "a queue", "protocol unknown"],
)
def test_silent(judge: Judge, subscription: dict[str, Any]) -> None:
    assert judge(rule, scene(**subscription)) == []
