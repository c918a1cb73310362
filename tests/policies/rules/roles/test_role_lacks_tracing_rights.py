from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_tracing_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

ACTIVE = {"TracingConfig": {"Mode": "Active"}}


def test_what_the_role_lacks_is_named(judge: Judge, scene: Scene) -> None:
    [finding] = judge(rule, scene(function=ACTIVE))

    assert finding.message == (
        "role of Bill must allow xray:PutTraceSegments, got BillRole without xray:PutTraceSegments"
    )
    assert finding.fix == (
        "attach AWSXRayDaemonWriteAccess to BillRole, or allow xray:PutTraceSegments in a policy "
        "of BillRole"
    )
    assert finding.at == "TracingConfig.Mode"


@pytest.mark.parametrize(
    "managed",
    ["AWSXRayDaemonWriteAccess", "AWSXrayWriteOnlyAccess", "AWSXrayFullAccess", "PowerUserAccess"],
)
def test_a_managed_policy_with_the_right_is_enough(
    judge: Judge, scene: Scene, managed: str
) -> None:
    arn = f"arn:aws:iam::aws:policy/{managed}"

    assert judge(rule, scene(managed=[arn], function=ACTIVE)) == []


@pytest.mark.parametrize("mode", ["PassThrough", {"Ref": "Unknown"}, None])
def test_a_function_that_does_not_trace_for_certain_needs_no_right(
    judge: Judge, scene: Scene, mode: Any
) -> None:
    assert judge(rule, scene(function={"TracingConfig": {"Mode": mode}})) == []
    assert judge(rule, scene()) == []


def test_the_right_is_enough(judge: Judge, scene: Scene) -> None:
    assert judge(rule, scene(scene.grant("xray:Put*"), function=ACTIVE)) == []
