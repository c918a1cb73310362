from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.arns import account_of

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.mark.parametrize(
    ("arn", "account"),
    [
        ("arn:aws:s3:::photos", ""),
        ("arn:aws:events:eu-west-1:*:rule/a", "*"),
        ("arn:aws:events:eu-west-1:123456789012:rule/a", "123456789012"),
        ({"Fn::Sub": "arn:${AWS::Partition}:s3:::${Unknown}"}, ""),
        ({"Fn::Sub": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:orders"}, None),
        ({"Fn::Sub": "arn:aws:sns:eu-west-1:${Unknown}:orders"}, None),
        ({"Fn::Sub": "${Unknown}:s3:::photos"}, None),
        ("photos", None),
        ("a:b:c:d:e:f", None),
        (None, None),
    ],
)
def test_the_account_is_read_as_far_as_it_is_known(
    template_of: TemplateOf, arn: Any, account: str | None
) -> None:
    assert account_of(template_of({}).intrinsics.resolve(arn)) == account
