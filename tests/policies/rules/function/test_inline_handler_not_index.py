from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.inline_handler_not_index import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_inline_code_is_in_the_file_index(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            Runtime="python3.13", Handler="app.handler", Code={"ZipFile": "def handler(e, c): pass"}
        ),
    )

    assert finding.message == "handler of inline code must be in the file index, got 'app.handler'"
    assert finding.fix == "set Handler to index.handler"
    assert finding.at == "Handler"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {
                "Runtime": "nodejs24.x",
                "Handler": "lambda.main",
                "Code": {"ZipFile": "exports.main = 1"},
            },
            ("handler of inline code must be in the file index, got 'lambda.main'"),
            id="Node.js",
        ),
        pytest.param(
            {
                "Runtime": "python3.13",
                "Handler": "index.app.handler",
                "Code": {"ZipFile": "def handler(e, c): pass"},
            },
            ("handler of inline code must be in the file index, got 'index.app.handler'"),
            id="a module inside a package",
        ),
        pytest.param(
            {
                "Runtime": "python3.13",
                "Handler": "app.handler",
                "Code": {"ZipFile": {"Fn::Sub": "# ${AWS::Region}"}},
            },
            ("handler of inline code must be in the file index, got 'app.handler'"),
            id="code known in part",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {
                "Runtime": "python3.13",
                "Handler": "index.handler",
                "Code": {"ZipFile": "def handler(e, c): pass"},
            },
            id="index",
        ),
        pytest.param(
            {
                "Runtime": "nodejs24.x",
                "Handler": "index.api.handler",
                "Code": {"ZipFile": "exports.api = {}"},
            },
            id="an export of an export",
        ),
        pytest.param(
            {
                "Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"},
                "Runtime": "python3.13",
                "Handler": "app.handler",
            },
            id="code in S3",
        ),
        pytest.param(
            {
                "Runtime": "python3.13",
                "Handler": "datadog_lambda.handler.handler",
                "Code": {"ZipFile": "x"},
                "Layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:adapter:1"],
            },
            id="layers bring the file",
        ),
        pytest.param(
            {"Runtime": "python3.13", "Handler": "app.py", "Code": {"ZipFile": "x"}},
            id="no function at all, which another rule tells",
        ),
        pytest.param(
            {"Runtime": "python3.13", "Handler": {"Ref": "Unknown"}, "Code": {"ZipFile": "x"}},
            id="a handler known at deployment only",
        ),
        pytest.param(
            {"Runtime": {"Ref": "Unknown"}, "Handler": "app.handler", "Code": {"ZipFile": "x"}},
            id="a runtime known at deployment only",
        ),
        pytest.param(
            {"Runtime": "ruby3.4", "Handler": "app.handler", "Code": {"ZipFile": "x"}},
            id="no inline runtime, which another rule tells",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
