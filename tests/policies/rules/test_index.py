from __future__ import annotations

import subprocess
import sys

from policies.rules import catalogue, rule_ids, rules_for
from policies.rules.compile_index import TARGET, compiled


def test_the_index_is_what_the_rules_say() -> None:
    assert TARGET.read_text(encoding="utf-8") == compiled(catalogue().values()), "make index"


def test_the_index_knows_every_rule() -> None:
    assert list(rule_ids()) == list(catalogue())


def test_a_template_without_functions_needs_no_rule_about_them() -> None:
    ids = {rule.id for rule in rules_for({"AWS::SQS::Queue": set()})}

    assert "timeout-out-of-range" not in ids


def test_a_template_gets_the_rules_of_its_types() -> None:
    ids = {rule.id for rule in rules_for({"AWS::Lambda::Function": {"Timeout"}})}

    assert "timeout-out-of-range" in ids
    assert "memory-out-of-range" not in ids
    assert "filter-refused" not in ids


def test_a_rule_about_two_kinds_waits_for_both() -> None:
    mapping = {"AWS::Lambda::EventSourceMapping": {"EventSourceArn", "FunctionName"}}
    queue = {"AWS::SQS::Queue": {"QueueName"}}

    assert "queue-visibility-below-timeout" not in {rule.id for rule in rules_for(mapping)}
    assert "queue-visibility-below-timeout" in {rule.id for rule in rules_for(mapping | queue)}


def test_a_rule_is_not_imported_for_a_template_that_does_not_need_it() -> None:
    script = (
        "import sys; from policies.rules import rules_for;"
        "rules_for({'AWS::Lambda::Function': {'Timeout'}});"
        "print(*(name for name in sys.modules if name.startswith('policies.rules.event_filters')))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == ""
