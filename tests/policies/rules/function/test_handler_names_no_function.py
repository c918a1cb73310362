from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.handler_names_no_function import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_file_is_no_handler(judge: Judge) -> None:
    [finding] = judge(rule, function(Runtime="python3.13", Handler="app.py"))

    assert finding.message == (
        "handler of python3.13 must be a file without its ending and a function, got 'app.py'"
    )
    assert finding.fix == (
        "write it as file.function: app.handler for the function handler of the file app"
    )
    assert finding.at == "Handler"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Runtime": "nodejs24.x", "Handler": "index"},
            ("handler of nodejs24.x must be a file without its ending and a function, got 'index'"),
            id="a bare name",
        ),
        pytest.param(
            {"Runtime": "nodejs24.x", "Handler": "src/index.js.handler"},
            (
                "handler of nodejs24.x must be a file without its ending and a function, got "
                "'src/index.js.handler'"
            ),
            id="the ending left in",
        ),
        pytest.param(
            {"Runtime": "python3.13", "Handler": "app.Web::handle"},
            (
                "handler of python3.13 must be a file without its ending and a function, got "
                "'app.Web::handle'"
            ),
            id="as Java writes it",
        ),
        pytest.param(
            {"Runtime": "python3.13", "Handler": "v1.2/app"},
            (
                "handler of python3.13 must be a file without its ending and a function, got "
                "'v1.2/app'"
            ),
            id="a folder with a dot",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param(
            {"Runtime": "python3.13", "Handler": "app.handler"}, id="a file and a function"
        ),
        pytest.param({"Runtime": "python3.13", "Handler": "billing.app.handler"}, id="a package"),
        pytest.param(
            {
                "Runtime": "nodejs24.x",
                "Handler": "/opt/nodejs/node_modules/datadog-lambda.js/handler.handler",
            },
            id="a folder that ends like a file",
        ),
        pytest.param(
            {"Runtime": "java21", "Handler": "com.example.Handler"}, id="Java takes a class"
        ),
        pytest.param(
            {"Runtime": "provided.al2023", "Handler": "bootstrap"},
            id="an OS-only runtime takes anything",
        ),
        pytest.param(
            {
                "Runtime": "nodejs24.x",
                "Handler": "index.js",
                "Environment": {"Variables": {"AWS_LAMBDA_EXEC_WRAPPER": "/opt/bootstrap"}},
            },
            id="a wrapper reads it",
        ),
        pytest.param(
            {
                "Runtime": "nodejs24.x",
                "Handler": "index.js",
                "Layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:adapter:1"],
            },
            id="a layer may read it",
        ),
        pytest.param(
            {"Runtime": "nodejs24.x", "Handler": "index", "Layers": {"Ref": "Unknown"}},
            id="layers known at deployment only",
        ),
        pytest.param(
            {"Runtime": "nodejs24.x", "Handler": "index", "Environment": {"Ref": "Unknown"}},
            id="variables known at deployment only",
        ),
        pytest.param(
            {"Runtime": {"Ref": "Unknown"}, "Handler": "index"},
            id="a runtime known at deployment only",
        ),
        pytest.param(
            {"Runtime": "python3.13", "Handler": {"Ref": "Unknown"}},
            id="a handler known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
