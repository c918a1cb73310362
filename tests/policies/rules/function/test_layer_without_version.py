from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.layer_without_version import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_layer_without_its_version_is_found(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            Layers=[
                "arn:aws:lambda:eu-west-1:123456789012:layer:ledger:7",
                "arn:aws:lambda:eu-west-1:123456789012:layer:ledger",
            ]
        ),
        Conditions=CONDITIONS,
    )

    assert finding.message == (
        "layer must be the ARN of a version, which ends in a number, got "
        "arn:aws:lambda:eu-west-1:123456789012:layer:ledger"
    )
    assert (
        finding.fix
        == "end it with the number of the version, or refer to the AWS::Lambda::LayerVersion"
    )
    assert finding.at == "Layers.1"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:ledger:latest"]},
            (
                "layer must be the ARN of a version, which ends in a number, got "
                "arn:aws:lambda:eu-west-1:123456789012:layer:ledger:latest"
            ),
            id="latest",
        ),
        pytest.param(
            {"Layers": ["ledger"]},
            ("layer must be the ARN of a version, which ends in a number, got ledger"),
            id="a name",
        ),
        pytest.param(
            {"Layers": ["ledger:7"]},
            ("layer must be the ARN of a version, which ends in a number, got ledger:7"),
            id="a name and a version",
        ),
        pytest.param(
            {"Layers": [{"Fn::Sub": "arn:aws:lambda:${AWS::Region}:123456789012:layer:ledger"}]},
            (
                "layer must be the ARN of a version, which ends in a number, got "
                "arn:aws:lambda:*:123456789012:layer:ledger"
            ),
            id="known in part",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [
        finding.message for finding in judge(rule, function(**properties), Conditions=CONDITIONS)
    ] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param(
            {"Layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:ledger:7"]},
            id="with its version",
        ),
        pytest.param({"Layers": ["arn:aws:lambda:::awslayer:AmazonLinux1803"]}, id="of AWS"),
        pytest.param(
            {
                "Layers": [
                    {"Fn::Sub": "arn:${AWS::Partition}:lambda:${AWS::Region}:1:layer:ledger:7"}
                ]
            },
            id="known in part",
        ),
        pytest.param(
            {
                "Layers": [
                    {"Fn::Sub": "arn:aws:lambda:eu-west-1:123456789012:layer:ledger:${Unknown}"}
                ]
            },
            id="a version known at deployment only",
        ),
        pytest.param({"Layers": [{"Ref": "Unknown"}]}, id="known at deployment only"),
        pytest.param({"Layers": {"Ref": "Unknown"}}, id="the list known at deployment only"),
        pytest.param(
            {
                "Layers": [
                    {
                        "Fn::If": [
                            "Perhaps",
                            "arn:aws:lambda:eu-west-1:123456789012:layer:ledger",
                            {"Ref": "AWS::NoValue"},
                        ]
                    }
                ]
            },
            id="one that may be left out",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties), Conditions=CONDITIONS) == []
