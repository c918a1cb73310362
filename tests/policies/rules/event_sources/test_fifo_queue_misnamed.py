from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.fifo_queue_misnamed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def queue(**properties: Any) -> dict[str, Any]:
    return {"Steps": {"Type": "AWS::SQS::Queue", "Properties": properties}}


@pytest.mark.parametrize(
    ("name", "end"), [("steps", "steps"), ({"Fn::Sub": "${AWS::StackName}-steps"}, "-steps")]
)
def test_a_fifo_queue_ends_in_fifo(judge: Judge, name: Any, end: str) -> None:
    [finding] = judge(rule, queue(QueueName=name, FifoQueue=True))

    assert finding.message == (
        f"name of a FIFO queue must end in .fifo, got one that ends in {end!r}"
    )
    assert finding.fix == "end QueueName in .fifo, or drop it"
    assert finding.at == "QueueName"


@pytest.mark.parametrize("said", [{}, {"FifoQueue": False}])
def test_no_other_queue_does(judge: Judge, said: dict[str, Any]) -> None:
    [finding] = judge(rule, queue(QueueName="steps.fifo", **said))

    assert finding.message == (
        "queue whose name ends in .fifo must be a FIFO queue, got a standard queue"
    )
    assert finding.fix == "set FifoQueue to true, or take .fifo off QueueName"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"QueueName": "steps.fifo", "FifoQueue": True}, id="a FIFO queue"),
        pytest.param({"QueueName": "steps"}, id="a standard queue"),
        pytest.param({"FifoQueue": True}, id="a name that is made up"),
        pytest.param({"QueueName": UNKNOWN, "FifoQueue": True}, id="a name unknown"),
        pytest.param({"QueueName": "steps", "FifoQueue": UNKNOWN}, id="a kind unknown"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, queue(**properties)) == []
