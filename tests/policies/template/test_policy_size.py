from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from policies.template.policy_size import least_characters

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"Version": "2012-10-17", "Statement": []},
        {"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"]}]},
        {"Statement": {"Condition": {"NumericLessThan": {"s3:max-keys": 10}}}},
    ],
)
def test_what_is_known_counts_as_compact_json(template_of: TemplateOf, document: Any) -> None:
    compact = json.dumps(document, separators=(",", ":"))

    assert least_characters(document, template_of({})) == len(compact)


@pytest.mark.parametrize(
    ("value", "characters"),
    [
        ({"Ref": "Unknown"}, 2),
        ({"Fn::Sub": "arn:${Unknown}"}, 6),
        ({"Fn::Join": ["", ["a", " ", "b"]]}, 4),
        ({"Ref": "AWS::NoValue"}, 0),
    ],
)
def test_what_the_deployment_adds_does_not_count(
    template_of: TemplateOf, value: Any, characters: int
) -> None:
    assert least_characters(value, template_of({})) == characters
