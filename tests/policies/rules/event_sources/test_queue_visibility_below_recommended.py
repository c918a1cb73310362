from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.queue_visibility_below_recommended import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}
BILL = {"Ref": "Bill"}


def scene(visibility: Any = None, timeout: Any = 60, name: Any = None, **mapping: Any) -> Any:
    queue = {} if visibility is None else {"VisibilityTimeout": visibility}
    target = {"EventSourceArn": {"Fn::GetAtt": ["Orders", "Arn"]}, "FunctionName": name or BILL}
    version = {"FunctionName": BILL}
    alias = {"FunctionName": BILL, "FunctionVersion": {"Fn::GetAtt": ["V", "Version"]}}
    return {
        "Orders": {"Type": "AWS::SQS::Queue", "Properties": queue},
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": timeout}},
        "V": {"Type": "AWS::Lambda::Version", "Properties": version},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": alias | {"Name": "live"}},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": target | mapping},
    }


def test_a_visibility_below_six_timeouts_names_what_is_recommended(judge: Judge) -> None:
    [finding] = judge(rule, scene(359))

    assert finding.message == (
        "queue visibility timeout should be at least 360 s, 6 timeouts of Bill and the batching "
        "window, got 359 s"
    )
    assert finding.fix == "set VisibilityTimeout to 360 s"
    assert finding.at == "VisibilityTimeout"
    assert finding.resource.logical_id == "Orders"


def test_the_batching_window_comes_on_top(judge: Judge) -> None:
    [finding] = judge(rule, scene(379, MaximumBatchingWindowInSeconds=20))

    assert finding.fix == "set VisibilityTimeout to 380 s"
    assert judge(rule, scene(380, MaximumBatchingWindowInSeconds=20)) == []


def test_the_default_of_a_queue_is_known(judge: Judge) -> None:
    [finding] = judge(rule, scene(timeout=6))

    assert finding.message.endswith("got 30 s (the default)")
    assert judge(rule, scene(timeout=5)) == []


def test_the_function_is_found_behind_its_alias(judge: Judge) -> None:
    assert len(judge(rule, scene(100, name={"Ref": "Live"}))) == 1


def test_the_longest_visibility_is_enough_for_any_timeout(judge: Judge) -> None:
    assert judge(rule, scene(5400, 900)) == []


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(360), id="exactly six timeouts"),
        pytest.param(scene(59), id="below the timeout, which another rule tells"),
        pytest.param(scene(2000, 901), id="a timeout that is wrong itself"),
        pytest.param(scene(UNKNOWN), id="visibility unknown"),
        pytest.param(scene(100, UNKNOWN), id="timeout unknown"),
        pytest.param(scene(100, name=UNKNOWN), id="function unknown"),
        pytest.param(scene(100, name={"Fn::Sub": "${Bill}:7"}), id="an old version"),
        pytest.param(scene(100, EventSourceArn=UNKNOWN), id="queue unknown"),
        pytest.param(scene(400, MaximumBatchingWindowInSeconds=UNKNOWN), id="window unknown"),
    ],
)
def test_silent(judge: Judge, resources: Any) -> None:
    assert judge(rule, resources) == []
