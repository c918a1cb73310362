from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.function_target import FunctionTarget
from policies.template.resources.function import Function
from policies.template.resources.permission import INVOKE, INVOKE_BY_URL
from policies.template.url_grants import public_grants

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

MAYBE = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


@pytest.mark.parametrize(
    ("permission", "granted"),
    [
        ({"Action": INVOKE}, {INVOKE}),
        ({"Action": INVOKE_BY_URL}, {INVOKE_BY_URL}),
        ({"Action": "*"}, {INVOKE, INVOKE_BY_URL}),
        ({"Action": "lambda:GetFunction"}, set()),
        ({"Action": INVOKE, "Principal": "123456789012"}, set()),
        ({"Action": INVOKE_BY_URL, "FunctionUrlAuthType": "AWS_IAM"}, set()),
        ({"Action": {"Ref": "Unknown"}}, None),
        ({"Action": INVOKE, "Principal": {"Ref": "Unknown"}}, None),
        ({"Action": INVOKE, "FunctionName": {"Ref": "Unknown"}}, None),
    ],
)
def test_what_everybody_may_do(
    template_of: TemplateOf, permission: dict[str, Any], granted: set[str] | None
) -> None:
    said = {"FunctionName": {"Ref": "Hook"}, "Principal": "*", **permission}
    template = template_of(
        {
            "Hook": {"Type": "AWS::Lambda::Function"},
            "P": {"Type": "AWS::Lambda::Permission", "Properties": said},
        }
    )

    assert public_grants(FunctionTarget(template.of(Function)[0]), template) == granted


def test_a_grant_that_may_not_be_created_leaves_it_open(template_of: TemplateOf) -> None:
    said = {"FunctionName": {"Ref": "Hook"}, "Principal": "*", "Action": INVOKE}
    permission = {"Type": "AWS::Lambda::Permission", "Properties": said, "Condition": "Perhaps"}
    resources = {"Hook": {"Type": "AWS::Lambda::Function"}, "P": permission}
    template = template_of(resources, Conditions=MAYBE)

    assert public_grants(FunctionTarget(template.of(Function)[0]), template) is None
