from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.environment_reference_not_expanded import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_search_path_is_not_expanded(judge: Judge) -> None:
    [finding] = judge(rule, function(Environment={"Variables": {"PATH": "/opt/tools:$PATH"}}))

    assert (
        finding.message
        == "environment variable PATH must be written out, got $PATH, which stays as it is"
    )
    assert finding.fix == "write what $PATH stands for, or extend PATH in the function"
    assert finding.at == "Environment.Variables.PATH"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Environment": {"Variables": {"LD_LIBRARY_PATH": "${LD_LIBRARY_PATH}:/opt/lib"}}},
            (
                "environment variable LD_LIBRARY_PATH must be written out, got "
                "${LD_LIBRARY_PATH}, which stays as it is"
            ),
            id="in braces",
        ),
        pytest.param(
            {"Environment": {"Variables": {"PYTHONPATH": "$LAMBDA_TASK_ROOT/vendor"}}},
            (
                "environment variable PYTHONPATH must be written out, got "
                "$LAMBDA_TASK_ROOT/vendor, which stays as it is"
            ),
            id="another variable",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"Environment": {"Variables": {"PATH": "/opt/tools:/bin"}}}, id="written out"),
        pytest.param(
            {"Environment": {"Variables": {"PRICE": "$5"}}}, id="a variable that is no search path"
        ),
        pytest.param(
            {"Environment": {"Variables": {"GREETING": "${name}"}}},
            id="a template of the function's own",
        ),
        pytest.param(
            {"Environment": {"Variables": {"PATH": {"Ref": "Unknown"}}}},
            id="known at deployment only",
        ),
        pytest.param(
            {"Environment": {"Ref": "Unknown"}}, id="the environment known at deployment only"
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
