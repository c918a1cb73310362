from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.image_config_too_large import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_working_directory_has_1000_characters(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            PackageType="Image",
            Code={"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
            ImageConfig={"WorkingDirectory": "/" + "x" * 1000},
        ),
        Conditions=CONDITIONS,
    )

    assert finding.message == (
        "working directory of the image must be at most 1000 characters, got 1001 characters"
    )
    assert finding.fix == "shorten it to 1000 characters or fewer"
    assert finding.at == "ImageConfig.WorkingDirectory"


@pytest.mark.parametrize("name", ["Command", "EntryPoint"])
def test_1501_arguments_are_one_too_many(judge: Judge, name: str) -> None:
    [finding] = judge(rule, function(ImageConfig={name: ["x"] * 1501}), Conditions=CONDITIONS)

    assert finding.message == f"arguments of {name} must be at most 1500, got 1501"
    assert finding.fix == "list 1500 or fewer"
    assert finding.at == f"ImageConfig.{name}"
    assert judge(rule, function(ImageConfig={name: ["x"] * 1500}), Conditions=CONDITIONS) == []


def test_an_argument_that_may_be_left_out_is_not_counted(judge: Judge) -> None:
    perhaps = {"Fn::If": ["Perhaps", "x", {"Ref": "AWS::NoValue"}]}
    properties = {"ImageConfig": {"Command": [*["x"] * 1500, perhaps]}}

    assert judge(rule, function(**properties), Conditions=CONDITIONS) == []


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
            },
            id="absent",
        ),
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
                "ImageConfig": {"WorkingDirectory": "/" + "x" * 999},
            },
            id="the longest",
        ),
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
                "ImageConfig": {
                    "Command": {"Ref": "Unknown"},
                    "WorkingDirectory": {"Ref": "Unknown"},
                },
            },
            id="known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties), Conditions=CONDITIONS) == []
