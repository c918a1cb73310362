from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_shared_by_functions import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


BILLS = "arn:aws:dynamodb:eu-west-1:123456789012:table/bills"


def test_the_functions_that_share_a_role_are_named(judge: Judge, scene: Scene) -> None:
    resources = scene(scene.grant("dynamodb:PutItem", BILLS))
    resources |= {"Report": resources["Bill"], "Mail": resources["Bill"]}

    [finding] = judge(rule, resources)

    assert finding.message == "role must be of 1 function, got 3: Bill, Report and Mail"
    assert finding.fix == "give each function a role with the rights that it needs itself"
    assert finding.resource.logical_id == "BillRole"


@pytest.mark.parametrize(
    "managed",
    [
        ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
        [
            "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
            "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
        ],
        [{"Ref": "Unknown"}],
    ],
)
def test_what_every_function_needs_may_be_shared(judge: Judge, scene: Scene, managed: Any) -> None:
    resources = scene(managed=managed)

    assert judge(rule, resources | {"Report": resources["Bill"]}) == []


@pytest.mark.parametrize(
    "managed",
    ["arn:aws:iam::aws:policy/AmazonS3FullAccess", "arn:aws:iam::aws:policy/PowerUserAccess"],
)
def test_a_managed_policy_for_the_work_is_told(judge: Judge, scene: Scene, managed: str) -> None:
    resources = scene(managed=[managed])

    assert len(judge(rule, resources | {"Report": resources["Bill"]})) == 1


def test_a_role_of_one_function_is_left_alone(judge: Judge, scene: Scene) -> None:
    assert judge(rule, scene(scene.grant("dynamodb:PutItem", BILLS))) == []


def test_what_is_denied_is_no_right(judge: Judge, scene: Scene) -> None:
    resources = scene(scene.grant("dynamodb:*", Effect="Deny"))

    assert judge(rule, resources | {"Report": resources["Bill"]}) == []


def test_functions_with_roles_unknown_are_not_counted(judge: Judge, scene: Scene) -> None:
    resources = scene(scene.grant("dynamodb:PutItem", BILLS))
    other = {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Ref": "Unknown"}}}

    assert judge(rule, resources | {"Report": other}) == []
