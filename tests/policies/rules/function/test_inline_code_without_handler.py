from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.inline_code_without_handler import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_the_handler_must_stand_in_the_code(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            Runtime="python3.13",
            Handler="index.main",
            Code={"ZipFile": "def lambda_handler(event, context):\n    pass\n"},
        ),
    )

    assert finding.message == (
        "handler must be a function of the inline code, got index.main, which it does not hold"
    )
    assert finding.fix == "set Handler to the function that the code defines, or define main"
    assert finding.at == "Handler"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {
                "Runtime": "nodejs24.x",
                "Handler": "index.handler",
                "Code": {"ZipFile": "exports.run = async () => 1"},
            },
            (
                "handler must be a function of the inline code, got index.handler, which it "
                "does not hold"
            ),
            id="Node.js",
        ),
        pytest.param(
            {
                "Runtime": "nodejs24.x",
                "Handler": "index.api.get",
                "Code": {"ZipFile": "exports.run = {}"},
            },
            (
                "handler must be a function of the inline code, got index.api.get, which it "
                "does not hold"
            ),
            id="the first name of a path",
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
                "Code": {"ZipFile": "def handler(event, context):\n    pass\n"},
            },
            id="defined",
        ),
        pytest.param(
            {
                "Runtime": "python3.13",
                "Handler": "index.handler",
                "Code": {"ZipFile": "handler = make()"},
            },
            id="assigned",
        ),
        pytest.param(
            {
                "Runtime": "python3.13",
                "Handler": "index.main",
                "Code": {"ZipFile": "from tools import *"},
            },
            id="imported by a star",
        ),
        pytest.param(
            {
                "Runtime": "python3.13",
                "Handler": "index.main",
                "Code": {"ZipFile": "globals()['ma' + 'in'] = print"},
            },
            id="set by name",
        ),
        pytest.param(
            {
                "Runtime": "python3.13",
                "Handler": "index.main",
                "Code": {"ZipFile": {"Fn::Sub": "${Unknown}"}},
            },
            id="code known in part",
        ),
        pytest.param(
            {"Runtime": "python3.13", "Handler": "app.handler", "Code": {"Ref": "Unknown"}},
            id="code known at deployment only",
        ),
        pytest.param(
            {"Runtime": "python3.13", "Handler": "index.main", "Code": {"ZipFile": ""}},
            id="empty code, which another rule tells",
        ),
        pytest.param(
            {"Runtime": "python3.13", "Handler": "app.main", "Code": {"ZipFile": "x"}},
            id="another file, which another rule tells",
        ),
        pytest.param(
            {
                "Runtime": "python3.13",
                "Handler": "index.main",
                "Code": {"ZipFile": "x"},
                "Layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:adapter:1"],
            },
            id="layers",
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
            {"Runtime": {"Ref": "Unknown"}, "Handler": "index.main", "Code": {"ZipFile": "x"}},
            id="a runtime known at deployment only",
        ),
        pytest.param(
            {"Runtime": "ruby3.4", "Handler": "index.main", "Code": {"ZipFile": "x"}},
            id="no inline runtime",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
