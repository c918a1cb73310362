from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.template.resources.kms_key import Key

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


def key(template_of: TemplateOf, **properties: Any) -> Key:
    resources = {"Key": {"Type": "AWS::KMS::Key", "Properties": properties}}
    return template_of(resources).of(Key)[0]


def test_the_policy_of_a_key_tells_who_may_use_it(template_of: TemplateOf) -> None:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
        "Action": "kms:*",
        "Resource": "*",
    }

    [told] = key(template_of, KeyPolicy={"Statement": [statement]}).policy.statements

    assert told.principals == {"AWS": ["arn:aws:iam::123456789012:root"]}


def test_a_key_without_a_policy_has_the_one_that_kms_gives(template_of: TemplateOf) -> None:
    assert not key(template_of).policy.is_complete
