from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.async_configuration_on_missing_alias import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.async_invocation.conftest import JudgeConfiguration


UNKNOWN = {"Ref": "Unknown"}


def test_a_configuration_needs_its_alias(judge_configuration: JudgeConfiguration) -> None:
    [finding] = judge_configuration(rule, Qualifier="prod")

    assert finding.message == (
        "an asynchronous configuration must be for an alias that Bill has, live, got prod"
    )
    assert finding.fix == (
        "declare an AWS::Lambda::Alias named prod, or set Qualifier to one there is"
    )
    assert finding.at == "Qualifier"


def test_a_function_may_have_no_alias_at_all(judge_configuration: JudgeConfiguration) -> None:
    [finding] = judge_configuration(rule, FunctionName={"Ref": "Other"}, Qualifier="prod")

    assert finding.message.endswith("must be for an alias that Other has, got prod")


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"Qualifier": "live"}, id="there it is"),
        pytest.param({"Qualifier": "$LATEST"}, id="$LATEST"),
        pytest.param({"Qualifier": "7"}, id="an old version"),
        pytest.param({"Qualifier": {"Fn::GetAtt": ["V", "Version"]}}, id="a version"),
        pytest.param({"Qualifier": UNKNOWN}, id="known at deployment only"),
        pytest.param(
            {"FunctionName": UNKNOWN, "Qualifier": "prod"}, id="function known at deployment only"
        ),
    ],
)
def test_silent(judge_configuration: JudgeConfiguration, properties: dict[str, Any]) -> None:
    assert judge_configuration(rule, **properties) == []


def test_an_alias_of_any_name_may_be_the_one(judge_configuration: JudgeConfiguration) -> None:
    alias = {"FunctionName": {"Ref": "Bill"}, "FunctionVersion": "1", "Name": UNKNOWN}
    more = {"Named": {"Type": "AWS::Lambda::Alias", "Properties": alias}}

    assert judge_configuration(rule, more, Qualifier="prod") == []
