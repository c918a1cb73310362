from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.snapstart_with_large_ephemeral_storage import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

ON: dict[str, Any] = {"ApplyOn": "PublishedVersions"}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_snapshot_holds_512_megabytes(judge: Judge) -> None:
    [finding] = judge(rule, function(SnapStart=ON, EphemeralStorage={"Size": 513}))

    assert finding.message == "ephemeral storage with SnapStart must be at most 512 MB, got 513 MB"
    assert finding.fix == "set EphemeralStorage.Size to 512 MB, or drop SnapStart"
    assert finding.at == "EphemeralStorage.Size"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"SnapStart": ON}, id="absent"),
        pytest.param({"SnapStart": ON, "EphemeralStorage": {"Size": 512}}, id="the largest"),
        pytest.param({"EphemeralStorage": {"Size": 1024}}, id="no SnapStart"),
        pytest.param(
            {"SnapStart": ON, "EphemeralStorage": {"Size": 20480}},
            id="more than any function gets, which another rule tells",
        ),
        pytest.param(
            {"SnapStart": ON, "EphemeralStorage": {"Size": {"Ref": "Unknown"}}},
            id="known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
