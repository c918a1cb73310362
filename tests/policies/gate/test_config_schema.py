from __future__ import annotations

import tomllib
from typing import Any

import jsonschema
import pytest

from policies.gate.config_schema import config_schema
from policies.rule_docs import SCHEMA, schema
from policies.rules import rule_ids

EVERYTHING = """
[keel]
profile = "strict"
fail-on = "warning"
baseline = "known.json"
[keel.rules]
timeout-out-of-range = "off"
[keel.paths."App/*"]
timeout-out-of-range = "warning"
[keel.accounts."123456789012".eu-west-1]
concurrency = 3000
[keel.accounts."*"."*"]
unreserved-floor = 10
[[keel.acknowledge]]
rule = "memory-out-of-range"
path = "*"
reason = "a test"
expires = 2027-01-31
[[keel.acknowledge]]
rule = "cfn-lint::E3034"
path = "*"
reason = "a rule of somebody else"
"""


def judged(text: str) -> list[Any]:
    validator = jsonschema.Draft202012Validator(config_schema(rule_ids()))
    return [error.message for error in validator.iter_errors(tomllib.loads(text))]


def test_the_published_schema_is_what_the_code_reads() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema(), "make docs"


def test_everything_that_can_be_said_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(config_schema(rule_ids()))

    assert judged(EVERYTHING) == []


@pytest.mark.parametrize(
    "text",
    [
        '[keel]\nprofil = "strict"',
        '[keel.rules]\ntimeout-out-of-rage = "off"',
        '[keel.paths."*"]\ntimeout-out-of-range = "of"',
        "[keel.accounts.12]\n[keel.accounts.12.eu-west-1]\nconcurrency = 1",
        '[[keel.acknowledge]]\nrule = "memory-out-of-range"\npath = "*"',
        "[kiel]",
    ],
)
def test_a_mistake_is_one_to_the_editor_too(text: str) -> None:
    assert judged(text) != []
