"""Explanations: the first path that fails, in AWS's order, and what was there."""

from __future__ import annotations

from typing import Any

import pytest

from policies.domain.filters import compile_pattern
from policies.domain.filters.numbers import InexactNumber
from policies.domain.filters.spelling import spelled


@pytest.mark.parametrize(
    ("pattern", "event", "miss"),
    [
        ('{"a": ["x"]}', {"a": "y"}, 'a: wanted ["x"], found "y"'),
        ('{"b": [1], "a": [2]}', {"a": 1, "b": 0}, "a: wanted [2], found 1"),
        ('{"a": ["x"]}', {"b": 1}, 'a: wanted ["x"], found nothing; the event has the keys b'),
        ('{"a": ["x"]}', {}, 'a: wanted ["x"], found nothing; the event has no keys'),
        (
            '{"a": {"B": [1]}}',
            {"a": {"b": 1, "c": 2, "d": 3, "e": 4}},
            "a.B: wanted [1], found nothing; a has the keys b, c, d and 1 more",
        ),
        (
            '{"a": {"b": {"c": [1]}}}',
            {"a": {"x": 1}},
            "a.b.c: wanted [1], found nothing; a has the keys x",
        ),
        (
            '{"a": [{"exists": true}]}',
            {"a": {"b": 1}},
            'a: wanted [{"exists": true}], found an object with the keys b, and only leaves exist',
        ),
        (
            '{"a": [{"exists": true}]}',
            {"a": {}},
            'a: wanted [{"exists": true}], found an object with no keys, and only leaves exist',
        ),
        ('{"a": [{"exists": false}]}', {"a": 1}, 'a: wanted [{"exists": false}], found 1'),
        ('{"a": [1]}', {"a": "1"}, 'a: wanted [1], found "1"'),
        ('{"a": [1]}', {"a": [2, 3, 4, 5]}, "a: wanted [1], found 2, 3, 4 and 1 more"),
        ('{"a": [1]}', {"a": "x" * 90}, f'a: wanted [1], found "{"x" * 76}...'),
        (
            '{"e": {"f": ["Anna"], "l": ["Jones"]}}',
            {"e": [{"f": "Anna", "l": "Smith"}, {"f": "Tom", "l": "Jones"}]},
            'e.l: wanted ["Jones"], found "Smith", "Jones", but in another array element than e.f',
        ),
        ('{"a": {"b": [1]}}', {"a.b": 2}, "a.b: wanted [1], found 2"),
        ('{"a": [1]}', {"a": InexactNumber("0.10")}, "a: wanted [1], found 0.10"),
    ],
)
def test_miss(pattern: str, event: dict[str, Any], miss: str) -> None:
    assert miss == str(compile_pattern(pattern).explain(event))


def test_the_alternative_that_fails_last_is_explained() -> None:
    pattern = compile_pattern('{"$or": [{"a": [1], "c": [3]}, {"a": [2], "b": [2]}]}')

    miss = pattern.explain({"a": 1, "c": 4})

    assert miss is not None
    assert tuple(miss) == ("c", "[3]", "4")


def test_every_operator_is_spelled_as_the_pattern_has_it() -> None:
    conditions = (
        '"x", {"exactly": "y"}, 1.50, null, true, "10.0.0.1", {"prefix": "p"}, '
        '{"suffix": {"equals-ignore-case": "s"}}, {"equals-ignore-case": "e"}, {"wildcard": "w*"}, '
        '{"cidr": "10.0.0.0/8"}, {"anything-but": ["a"]}, {"anything-but": {"prefix": ["b"]}}'
    )
    [field] = compile_pattern(f'{{"a": [{conditions}]}}').parsed.fields

    assert conditions == ", ".join(map(spelled, field.conditions))
