from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.url_streaming_in_vpc import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(mode: Any = "RESPONSE_STREAM", subnets: Any = ("subnet-0a",)) -> dict[str, Any]:
    network = {"SubnetIds": list(subnets) if isinstance(subnets, tuple) else subnets}
    return {
        "Chat": {"Type": "AWS::Lambda::Function", "Properties": {"VpcConfig": network}},
        "Url": {
            "Type": "AWS::Lambda::Url",
            "Properties": {
                "TargetFunctionArn": {"Ref": "Chat"},
                "AuthType": "AWS_IAM",
                "InvokeMode": mode,
            },
        },
    }


@pytest.mark.parametrize(
    ("subnets", "seen"),
    [(("subnet-0a",), "Chat in 1 subnet"), (("subnet-0a", UNKNOWN), "Chat in 2 subnets")],
    ids=["one", "two"],
)
def test_urls_do_not_stream_from_a_vpc(judge: Judge, subnets: Any, seen: str) -> None:
    [finding] = judge(rule, scene(subnets=subnets))

    assert finding.message == f"function of a streaming URL must be outside a VPC, got {seen}"
    assert finding.fix == ("remove VpcConfig of the function, or set InvokeMode to BUFFERED")
    assert finding.at == "InvokeMode"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene("BUFFERED"), id="buffered"),
        pytest.param(scene(None), id="buffered by default"),
        pytest.param(scene(UNKNOWN), id="mode unknown"),
        pytest.param(scene(subnets=()), id="no subnets"),
        pytest.param(scene(subnets=UNKNOWN), id="subnets unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
