from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.table_without_stream import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}


def scene(
    table: Any = None, attribute: str = "StreamArn", kind: str = "AWS::DynamoDB::Table"
) -> Any:
    arn = {"Fn::GetAtt": ["Faults", attribute]}
    mapping = {"EventSourceArn": arn, "FunctionName": "detector", "StartingPosition": "LATEST"}
    return {
        "Faults": {"Type": kind, "Properties": table or {}},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": mapping},
    }


@pytest.mark.parametrize("kind", ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"])
def test_a_table_without_stream_has_nothing_to_poll(judge: Judge, kind: str) -> None:
    [finding] = judge(rule, scene(kind=kind))

    assert finding.message == "a table that is polled must have a stream, got none on Faults"
    assert finding.fix == (
        "set StreamSpecification with a StreamViewType, NEW_AND_OLD_IMAGES for all there is"
    )
    assert finding.resource.logical_id == "Faults"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene({"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}), id="one"),
        pytest.param(scene({"StreamSpecification": UNKNOWN}), id="known at deployment only"),
        pytest.param(scene(attribute="Arn"), id="not its stream, which another rule tells"),
        pytest.param(scene(kind="Custom::Table"), id="a type that nobody knows"),
    ],
)
def test_silent(judge: Judge, resources: Any) -> None:
    assert judge(rule, resources) == []
