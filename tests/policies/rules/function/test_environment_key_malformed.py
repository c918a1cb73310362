from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.environment_key_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(variables: Any) -> dict[str, Any]:
    return {
        "Copy": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Environment": {"Variables": variables}},
        }
    }


def test_a_malformed_key_is_quoted(judge: Judge) -> None:
    [finding] = judge(rule, function({"LOG_LEVEL": "INFO", "LOG-FORMAT": "json"}))

    assert finding.message == (
        "environment key must be a letter, then 1 or more letters, digits or underscores, "
        "got 'LOG-FORMAT'"
    )
    assert finding.fix == "rename it with 2 or more letters, digits and underscores, a letter first"
    assert finding.at == "Environment.Variables.LOG-FORMAT"


def test_a_key_with_dots_keeps_its_line(judge: Judge) -> None:
    level, form = judge(rule, function({"log.level": "INFO", "log.format": "json"}))

    assert form.line == level.line + 1


@pytest.mark.parametrize("key", ["1ST", "_PRIVATE", "A", "", "A B", "GRÖSSE", "A\n", "A-B", "A$"])
def test_a_key_that_is_no_name_is_found(judge: Judge, key: str) -> None:
    [finding] = judge(rule, function({key: "x"}))

    assert finding.message.endswith(f"got {key!r}")


@pytest.mark.parametrize(
    "variables",
    [
        pytest.param({}, id="no variables"),
        pytest.param({"AB": "x"}, id="the shortest"),
        pytest.param({"a_1__": "x", "Z9": "x"}, id="any letter, digits, underscores"),
        pytest.param({"_HANDLER": "a.b"}, id="reserved, which its own rule tells"),
        pytest.param({"A-B": {"Ref": "AWS::NoValue"}}, id="a malformed key taken away"),
        pytest.param({"Ref": "Unknown"}, id="known at deployment only"),
        pytest.param({"AB": "x", "Fn::ForEach::Keys": ["Key", ["C"], {}]}, id="a loop"),
        pytest.param({"AB": "x", "Fn::Transform": {"Name": "AWS::Include"}}, id="a macro"),
    ],
)
def test_silent(judge: Judge, variables: Any) -> None:
    assert judge(rule, function(variables)) == []
