from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.json_length import json_length

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"source": ["shop"], "n": [1]}, '{"source":["shop"],"n":[1]}'),
        ({"source": [{"Ref": "Unknown"}]}, '{"source":[""]}'),
        ({"source": [{"Fn::Sub": "shop-${Unknown}"}]}, '{"source":["shop-"]}'),
        ({"source": {"Ref": "Unknown"}}, '{"source":""}'),
        ([], "[]"),
    ],
    ids=["plain", "unknown", "known in part", "unknown list", "empty"],
)
def test_what_is_known_counts(template_of: TemplateOf, value: Any, text: str) -> None:
    assert json_length(value, template_of({})) == len(text)


def test_endless_nesting_ends(template_of: TemplateOf) -> None:
    value: Any = []
    for _ in range(500):
        value = [value]

    assert json_length(value, template_of({})) < 500
