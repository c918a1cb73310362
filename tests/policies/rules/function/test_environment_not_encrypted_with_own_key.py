from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.environment_not_encrypted_with_own_key import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_the_key_of_aws_is_everybodys(judge: Judge) -> None:
    [finding] = judge(rule, function(Environment={"Variables": {"STAGE": "test"}}))

    assert (
        finding.message
        == "environment should be encrypted with a key of your own, got the key of AWS"
    )
    assert finding.fix == "set KmsKeyArn to the ARN of a customer managed key"
    assert finding.at == "KmsKeyArn"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="no environment"),
        pytest.param({"Environment": {"Variables": {}}}, id="no variables"),
        pytest.param(
            {
                "Environment": {"Variables": {"STAGE": "test"}},
                "KmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/1",
            },
            id="an own key",
        ),
        pytest.param(
            {"Environment": {"Variables": {"STAGE": "test"}}, "KmsKeyArn": {"Ref": "Unknown"}},
            id="a key known at deployment only",
        ),
        pytest.param(
            {"Environment": {"Ref": "Unknown"}}, id="an environment known at deployment only"
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
