from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.packaging.too_many_compatible_runtimes import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

RUNTIMES = [f"cobol{number}.x" for number in range(16)]
MAYBE = {"Fn::If": ["Old", "cobol99.x", {"Ref": "AWS::NoValue"}]}
CONDITIONS = {"Old": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def layer(runtimes: Any) -> dict[str, Any]:
    properties = {} if runtimes is None else {"CompatibleRuntimes": runtimes}
    return {"Numbers": {"Type": "AWS::Lambda::LayerVersion", "Properties": properties}}


def test_a_sixteenth_runtime_is_one_too_many(judge: Judge) -> None:
    [finding] = judge(rule, layer(RUNTIMES))

    assert finding.message == "compatible runtimes must be at most 15, got 16"
    assert finding.fix == "name 15 or fewer: those it was built for"
    assert finding.at == "CompatibleRuntimes"


@pytest.mark.parametrize(
    "runtimes",
    [
        pytest.param(RUNTIMES[:15], id="as many as Lambda takes"),
        pytest.param([*RUNTIMES[:15], MAYBE], id="one that may be left out"),
        pytest.param({"Ref": "Unknown"}, id="known at deployment only"),
        pytest.param(None, id="absent"),
    ],
)
def test_silent(judge: Judge, runtimes: Any) -> None:
    assert judge(rule, layer(runtimes), Conditions=CONDITIONS) == []
