from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.handler_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_white_space_splits_a_handler(judge: Judge) -> None:
    [finding] = judge(rule, function(Handler="index. handler"))

    assert finding.message == "handler must be one word without white space, got 'index. handler'"
    assert finding.fix == "write it without blanks and line breaks, such as index.handler"
    assert finding.at == "Handler"


def test_a_long_handler_is_to_be_shortened(judge: Judge) -> None:
    [finding] = judge(rule, function(Handler="x" * 129))

    assert finding.message == "handler must be at most 128 characters, got 129 characters"
    assert finding.fix == "shorten it to 128 characters or fewer"
    assert finding.at == "Handler"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Handler": "index.handler\n"},
            ("handler must be one word without white space, got 'index.handler\\n'"),
            id="a line break at its end",
        ),
        pytest.param(
            {"Handler": ""}, "handler must be one word without white space, got ''", id="empty"
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"Handler": "index.handler"}, id="well formed"),
        pytest.param({"Handler": "x" * 128}, id="the longest"),
        pytest.param({"Handler": {"Ref": "Unknown"}}, id="known at deployment only"),
        pytest.param({"Handler": "Assembly::Namespace.Class::Method"}, id="of .NET"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
