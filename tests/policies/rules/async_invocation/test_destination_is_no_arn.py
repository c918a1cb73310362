from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.destination_is_no_arn import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}

LOST_ARN = {"Fn::GetAtt": ["Lost", "Arn"]}


def holder(kind: str, destination: Any, *, outcome: str = "OnFailure") -> dict[str, Any]:
    if kind == "Function":
        own: dict[str, Any] = {"DeadLetterConfig": {"TargetArn": destination}}
    else:
        own = {"DestinationConfig": {outcome: {"Destination": destination}}}
    if kind == "EventInvokeConfig":
        own |= {"FunctionName": {"Ref": "Bill"}, "Qualifier": "$LATEST"}
    if kind == "EventSourceMapping":
        arn = {"Fn::GetAtt": ["Stream", "Arn"]}
        own |= {"FunctionName": {"Ref": "Bill"}, "EventSourceArn": arn}
    return {"Holder": {"Type": f"AWS::Lambda::{kind}", "Properties": own}}


@pytest.mark.parametrize(
    ("destination", "flaw"),
    [
        ({"Ref": "Lost"}, "the URL of Lost"),
        ({"Fn::GetAtt": ["Lost", "QueueName"]}, "the QueueName of Lost"),
        ({"Ref": "Bucket"}, "the name of Bucket"),
        ({"Ref": "Bus"}, "the name of Bus"),
        ({"Ref": "Other"}, "the name of Other"),
    ],
)
@pytest.mark.parametrize("kind", ["EventInvokeConfig", "EventSourceMapping", "Function"])
def test_what_ref_gives_instead_is_named(
    judge: Judge, bill: dict[str, Any], kind: str, destination: Any, flaw: str
) -> None:
    [finding] = judge(rule, bill | holder(kind, destination))

    assert finding.message == f"a destination must be an ARN, got {flaw}"
    assert finding.fix == f"set it to the Arn of {flaw.rsplit(maxsplit=1)[-1]} with GetAtt"
    assert finding.at.startswith(("DestinationConfig.OnFailure", "DeadLetterConfig"))


@pytest.mark.parametrize(
    "destination",
    [
        pytest.param(LOST_ARN, id="an ARN"),
        pytest.param({"Ref": "Topic"}, id="Ref of a topic is its ARN"),
        pytest.param({"Ref": "Live"}, id="Ref of an alias is its ARN"),
        pytest.param(UNKNOWN, id="known at deployment only"),
        pytest.param({"Ref": "AWS::NoValue"}, id="absent"),
    ],
)
@pytest.mark.parametrize("kind", ["EventInvokeConfig", "EventSourceMapping", "Function"])
def test_silent(judge: Judge, bill: dict[str, Any], kind: str, destination: Any) -> None:
    assert judge(rule, bill | holder(kind, destination)) == []
