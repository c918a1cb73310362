from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.environment_too_large import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

# {"KEY":""} is ten bytes: what is left of 4,096 is the value's.
FULL = "x" * 4086
MAYBE = {"Fn::If": ["Traced", "on", {"Ref": "AWS::NoValue"}]}
CONDITIONS = {"Traced": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(**variables: Any) -> dict[str, Any]:
    return {
        "Secret": {"Type": "AWS::SecretsManager::Secret"},
        "Route": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Environment": {"Variables": variables}},
        },
    }


def test_one_byte_too_many_is_counted_as_lambda_counts(judge: Judge) -> None:
    [finding] = judge(rule, function(KEY=f"{FULL}x"))

    assert finding.message == "environment must be at most 4096 bytes, got 4097 bytes of JSON"
    assert finding.fix == (
        "take 1 bytes or more out of it, into SSM Parameter Store, AppConfig or a file of the "
        "package"
    )
    assert finding.at == "Environment.Variables"


@pytest.mark.parametrize(
    ("value", "size"),
    [
        pytest.param('"' * 2044, 4098, id="a quote is escaped"),
        pytest.param("\n" * 2044, 4098, id="a line break is escaped"),
        pytest.param("é" * 2044, 4098, id="two bytes in UTF-8"),
        pytest.param("\N{ROCKET}" * 1022, 4098, id="four bytes in UTF-8"),
    ],
)
def test_escapes_and_utf_8_count(judge: Judge, value: str, size: int) -> None:
    [finding] = judge(rule, function(KEY=value))

    assert f"got {size} bytes of JSON" in finding.message


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"Fn::Sub": f"{FULL}x${{AWS::Region}}"}, id="Sub"),
        pytest.param({"Fn::Join": ["x", [FULL, {"Ref": "Unknown"}]]}, id="Join and separator"),
        pytest.param(
            {"Fn::If": ["Traced", f"{FULL}x", {"Fn::Join": ["", ["y", f"{FULL}xx"]]}]},
            id="the shorter branch of an If",
        ),
    ],
)
def test_what_is_known_of_a_value_is_certain(judge: Judge, value: Any) -> None:
    [finding] = judge(rule, function(KEY=value), Conditions=CONDITIONS)

    assert "got at least 4097 bytes of JSON" in finding.message


def test_unresolved_values_count_with_key_and_punctuation(judge: Judge, unknown: Any) -> None:
    [finding] = judge(rule, function(KEY="x" * 4080, NEXT=unknown))

    assert "got at least 4100 bytes of JSON" in finding.message


@pytest.mark.parametrize(
    "variables",
    [
        pytest.param({}, id="no variables"),
        pytest.param({"KEY": FULL}, id="exactly full"),
        pytest.param({"KEY": {"Ref": "Unknown"}}, id="known at deployment only"),
        pytest.param({"KEY": FULL, "NEXT": {"Ref": "AWS::NoValue"}}, id="a variable taken away"),
        pytest.param({"KEY": FULL, "NEXT": MAYBE}, id="a variable that may be left out"),
        pytest.param(
            {"KEY": {"Fn::Join": ["-" * 50, ["x" * 4050, MAYBE]]}},
            id="a separator that may be left out",
        ),
        pytest.param(
            {"KEY": f"{{{{resolve:ssm:/{FULL}/name}}}}"}, id="a dynamic reference, which is short"
        ),
        pytest.param(
            {"KEY": {"Fn::Sub": f"{{{{resolve:ssm:/{FULL}/${{AWS::Region}}}}}}"}},
            id="a dynamic reference in a Sub",
        ),
        pytest.param(
            {
                "KEY": {
                    "Fn::Join": [
                        "",
                        ["{{resolve:secretsmanager:", {"Ref": "Secret"}, f":{FULL}::}}}}"],
                    ]
                }
            },
            id="CDK's dynamic reference to a secret",
        ),
        pytest.param({"KEY": FULL, "Fn::Transform": {"Name": "AWS::Include"}}, id="a macro"),
    ],
)
def test_silent(judge: Judge, variables: dict[str, Any]) -> None:
    assert judge(rule, function(**variables), Conditions=CONDITIONS) == []


def test_an_environment_known_at_deployment_only_is_not_judged(judge: Judge, unknown: Any) -> None:
    properties = {"Environment": {"Variables": unknown}}

    assert judge(rule, {"A": {"Type": "AWS::Lambda::Function", "Properties": properties}}) == []
