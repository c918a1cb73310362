from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.async_configuration_before_alias import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.async_invocation.conftest import JudgeConfiguration


UNKNOWN = {"Ref": "Unknown"}


def test_a_name_is_no_dependency(judge_configuration: JudgeConfiguration) -> None:
    [finding] = judge_configuration(rule, Qualifier="live")

    assert finding.message == (
        "an asynchronous configuration must be created after Live, got a Qualifier that is only "
        "its name"
    )
    assert finding.fix == "add DependsOn: Live"
    assert finding.at == "Qualifier"


def test_depends_on_settles_the_order(judge: Judge, bill: dict[str, Any]) -> None:
    own = {"FunctionName": {"Ref": "Bill"}, "Qualifier": "live"}
    configuration = {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": own}

    assert judge(rule, bill | {"Async": configuration | {"DependsOn": "Live"}}) == []


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {"Qualifier": {"Fn::Select": [7, {"Fn::Split": [":", {"Ref": "Live"}]}]}},
            id="taken from its ARN",
        ),
        pytest.param({}, id="$LATEST"),
        pytest.param({"Qualifier": "prod"}, id="an alias that is not here"),
        pytest.param({"Qualifier": UNKNOWN}, id="known at deployment only"),
    ],
)
def test_silent(judge_configuration: JudgeConfiguration, properties: dict[str, Any]) -> None:
    assert judge_configuration(rule, **properties) == []
