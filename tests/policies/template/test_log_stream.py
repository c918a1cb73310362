from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.arns import components
from policies.template.log_stream import log_stream_arn
from policies.template.resources.function import Function
from policies.template.values import known_text

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.mark.parametrize(
    ("properties", "group"),
    [
        ({"FunctionName": "bill"}, "/aws/lambda/bill"),
        ({}, "/aws/lambda/"),
        ({"LoggingConfig": {"LogGroup": "/shop/bill"}}, "/shop/bill"),
        ({"LoggingConfig": {"LogFormat": "JSON"}, "FunctionName": "bill"}, "/aws/lambda/bill"),
    ],
)
def test_a_function_writes_below_its_log_group(
    template_of: TemplateOf, properties: Any, group: str
) -> None:
    resources = {"Bill": {"Type": "AWS::Lambda::Function", "Properties": properties}}

    parts = components(log_stream_arn(template_of(resources).of(Function)[0]))

    assert parts is not None
    assert [known_text(part) for part in parts[5:8]] == ["log-group", group, "log-stream"]
