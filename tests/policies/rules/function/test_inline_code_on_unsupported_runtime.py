from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.inline_code_on_unsupported_runtime import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_ruby_takes_no_inline_code(judge: Judge) -> None:
    [finding] = judge(rule, function(Runtime="ruby3.4", Code={"ZipFile": "x"}))

    assert finding.message == "inline code must be for nodejs or python, got it for ruby3.4"
    assert finding.fix == "put the code into an archive in S3, or change the runtime"
    assert finding.at == "Code.ZipFile"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Runtime": "java21", "Code": {"ZipFile": {"Fn::Sub": "x ${AWS::Region}"}}},
            ("inline code must be for nodejs or python, got it for java21"),
            id="code known in part",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"Runtime": "python3.13", "Code": {"ZipFile": "x"}}, id="Python"),
        pytest.param({"Runtime": "nodejs24.x", "Code": {"ZipFile": "x"}}, id="Node.js"),
        pytest.param(
            {"Runtime": "ruby3.4", "Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"}},
            id="code in S3",
        ),
        pytest.param(
            {"Runtime": {"Ref": "Unknown"}, "Code": {"ZipFile": "x"}},
            id="a runtime known at deployment only",
        ),
        pytest.param(
            {"Runtime": "ruby3.4", "Code": {"Ref": "Unknown"}}, id="code known at deployment only"
        ),
        pytest.param(
            {"Runtime": "pyhton3.13", "Code": {"ZipFile": "x"}},
            id="a runtime that does not exist, which another rule tells",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
