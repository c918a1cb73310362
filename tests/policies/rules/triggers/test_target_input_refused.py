from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.target_input_refused import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(**target: Any) -> dict[str, Any]:
    said = {"Targets": [{"Id": "bill", "Arn": UNKNOWN, **target}]}
    return {"Nightly": {"Type": "AWS::Events::Rule", "Properties": said}}


def test_a_bare_word_is_no_json(judge: Judge) -> None:
    [finding] = judge(rule, scene(Input="nightly"))

    assert finding.message == "input of a target must be JSON, got text that starts with nightly"
    assert finding.fix == "write it as JSON, a text in quotation marks of its own"
    assert finding.at == "Targets.0.Input"


def test_there_is_one_input(judge: Judge) -> None:
    [finding] = judge(rule, scene(Input="{}", InputPath="$.detail"))

    assert finding.message == (
        "input of a target must be one of Input, InputPath, InputTransformer, got Input and "
        "InputPath"
    )
    assert finding.fix == "keep one of Input and InputPath"
    assert finding.at == "Targets.0.InputPath"


@pytest.mark.parametrize(
    "target",
    [
        pytest.param({}, id="none"),
        pytest.param({"Input": '"nightly"'}, id="a text"),
        pytest.param({"Input": '{"run": 1}'}, id="an object"),
        pytest.param({"Input": UNKNOWN}, id="unknown"),
        pytest.param({"Input": {"Fn::Sub": "${Unknown}"}}, id="made of parts"),
        pytest.param({"InputPath": "$.detail"}, id="of the event"),
    ],
)
def test_silent(judge: Judge, target: dict[str, Any]) -> None:
    assert judge(rule, scene(**target)) == []


def test_what_a_macro_may_write_is_not_counted(judge: Judge) -> None:
    assert judge(rule, scene(), Transform="Company::Tags") == []
