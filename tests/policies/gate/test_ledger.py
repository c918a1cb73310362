from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.gate.acknowledgement import Acknowledgement
from policies.gate.ledger import Ledger

if TYPE_CHECKING:
    from policies.template.template import Template
    from tests.policies.conftest import TemplateOf

RULE = "timeout-out-of-range"
TODAY = "2026-11-21"
EVERYWHERE = Acknowledgement(RULE, "all of them", "*", "keel.toml:3")


def said(**entry: Any) -> dict[str, Any]:
    return {"keel": {"acknowledge": [{"rule": RULE, "reason": "moves to batch", **entry}]}}


def ledger(template: Template, *configured: Acknowledgement) -> Ledger:
    made = Ledger(configured, [RULE], TODAY)
    made.read([template])
    return made


def bill(template_of: TemplateOf, metadata: Any = None, **sections: Any) -> Template:
    raw = {"Type": "AWS::Lambda::Function"} | ({"Metadata": metadata} if metadata else {})
    return template_of({"Bill": raw, "Other": {"Type": "AWS::Lambda::Function"}}, **sections)


def test_nothing_is_accepted_that_nobody_accepted(template_of: TemplateOf) -> None:
    template = bill(template_of)

    assert ledger(template).covering(RULE, template.resources["Bill"]) is None


def test_metadata_of_a_resource_covers_that_resource_only(template_of: TemplateOf) -> None:
    template = bill(template_of, said(owner="billing"))
    own = ledger(template)

    found = own.covering(RULE, template.resources["Bill"])
    assert found == Acknowledgement(
        RULE, "moves to batch", "template.json#Bill", "template.json:13", "billing"
    )
    assert own.covering(RULE, template.resources["Other"]) is None
    assert own.covering("another-rule", template.resources["Bill"]) is None


def test_metadata_of_the_template_covers_all_of_it(template_of: TemplateOf) -> None:
    template = bill(template_of, Metadata=said())
    found = ledger(template).covering(RULE, template.resources["Other"])

    assert found is not None
    assert found.at == "template.json"


def test_the_closest_one_is_taken(template_of: TemplateOf) -> None:
    template = bill(template_of, said(reason="the resource's"), Metadata=said(reason="all"))
    own = ledger(template, EVERYWHERE)

    reasons = [own.covering(RULE, each) for each in template.resources.values()]
    assert [each.reason for each in reasons if each] == ["the resource's", "all"]


def test_an_expired_one_covers_nothing_and_the_next_is_asked(template_of: TemplateOf) -> None:
    template = bill(template_of, said(expires="2026-11-20"))
    own = ledger(template)

    assert own.covering(RULE, template.resources["Bill"]) is None
    assert [each.expires for each in own.expired] == ["2026-11-20"]
    assert own.unused == []
    assert ledger(template, EVERYWHERE).covering(RULE, template.resources["Bill"]) == EVERYWHERE


def test_one_that_covers_nothing_is_unused(template_of: TemplateOf) -> None:
    template = bill(template_of, said())
    own = ledger(template, EVERYWHERE)
    own.covering(RULE, template.resources["Other"])

    assert [each.at for each in own.unused] == ["template.json#Bill"]


def test_what_cdk_acknowledged_and_nothing_needs_is_unused(template_of: TemplateOf) -> None:
    template = bill(template_of)
    template.acknowledgements = {"App/Bill": {f"keel::{RULE}": "why", "cdk-nag::L1": "not ours"}}

    assert ledger(template).unused == [Acknowledgement(RULE, "why", "App/Bill")]


def test_one_without_a_reason_is_refused_and_covers_nothing(template_of: TemplateOf) -> None:
    template = bill(template_of, said(reason=""))
    own = ledger(template)

    [refused] = own.refused
    assert refused == (
        "template.json:13: the acknowledgement of timeout-out-of-range has no reason; "
        "say why it is accepted"
    )
    assert own.covering(RULE, template.resources["Bill"]) is None


def test_a_key_that_there_is_not_is_told(template_of: TemplateOf) -> None:
    metadata = {"keel": {**said()["keel"], "owner": "billing"}}

    assert ledger(bill(template_of, metadata)).refused == [
        "template.json:18: unknown key 'owner' of Metadata.keel; it has acknowledge"
    ]


def test_metadata_of_another_form_is_told(template_of: TemplateOf) -> None:
    template = bill(template_of, {"keel": ["timeout-out-of-range"]})

    assert ledger(template).refused == [
        "template.json:11: Metadata.keel holds a list acknowledge, each with rule and reason"
    ]
