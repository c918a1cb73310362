from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_arn_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


OTHERS = {
    "Rights": {"Type": "AWS::IAM::ManagedPolicy"},
    "Profile": {"Type": "AWS::IAM::InstanceProfile"},
    "Someone": {"Type": "AWS::IAM::User"},
}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("arn:aws:iam::123456789012:policy/bill", "arn:aws:iam::123456789012:policy/bill"),
        ("arn:aws:iam::aws:role/bill", "arn:aws:iam::aws:role/bill"),
        (
            "arn:aws:iam:eu-west-1:123456789012:role/bill",
            "arn:aws:iam:eu-west-1:123456789012:role/bill",
        ),
        ("arn:aws:iam::12345678901:role/bill", "arn:aws:iam::12345678901:role/bill"),
        ({"Ref": "Rights"}, "that of Rights, an AWS::IAM::ManagedPolicy"),
        ({"Fn::GetAtt": ["Profile", "Arn"]}, "that of Profile, an AWS::IAM::InstanceProfile"),
        ({"Fn::GetAtt": ["Someone", "Arn"]}, "that of Someone, an AWS::IAM::User"),
    ],
)
def test_what_is_no_role_is_told(judge: Judge, scene: Scene, value: Any, told: str) -> None:
    [finding] = judge(rule, scene(function={"Role": value}, **OTHERS))

    assert finding.message == f"role of a function must be the ARN of a role, got {told}"
    assert finding.fix == (
        "set Role to the Arn of an AWS::IAM::Role, or to arn:aws:iam::<account>:role/<name>"
    )
    assert finding.at == "Role"


@pytest.mark.parametrize(
    "value",
    [
        "arn:aws:iam::123456789012:role/bill",
        "arn:aws-us-gov:iam::123456789012:role/service-role/bill",
        {"Fn::GetAtt": ["BillRole", "Arn"]},
        {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/bill"},
        {"Ref": "Unknown"},
        {"Ref": "BillRole"},
        "bill",
        None,
    ],
)
def test_what_may_be_a_role_or_is_told_elsewhere_is_left_alone(
    judge: Judge, scene: Scene, value: Any
) -> None:
    assert judge(rule, scene(function={"Role": value}, **OTHERS)) == []
