"""What holds for every document, right or wrong: it is judged or it is refused, never a crash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.engine import run
from policies.rules import catalogue
from policies.template.document import parse_document
from policies.template.template import Template
from policies.template.unreadable import UnreadableError

MODEST = settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# Names that mean something to the template model, so that documents reach into it.
LOGICAL_IDS = st.sampled_from(["A", "B", "C", "P", "L"])
FUNCTIONS = st.sampled_from(
    ["Ref", "Condition"]
    + [
        f"Fn::{name}"
        for name in [
            "And",
            "Base64",
            "Equals",
            "FindInMap",
            "ForEach::X",
            "GetAtt",
            "GetAZs",
            "If",
            "ImportValue",
            "Join",
            "Not",
            "Or",
            "Select",
            "Split",
            "Sub",
            "Transform",
        ]
    ]
)
PROPERTIES = st.sampled_from(
    [
        "CapacityProviderConfig",
        "Environment",
        "EphemeralStorage",
        "EventSourceArn",
        "FilterCriteria",
        "Filters",
        "FunctionName",
        "FunctionVersion",
        "Layers",
        "MemorySize",
        "Name",
        "Parameters",
        "Pattern",
        "ProvisionedConcurrencyConfig",
        "ProvisionedConcurrentExecutions",
        "QueueName",
        "ReservedConcurrentExecutions",
        "ResourceId",
        "ScalableDimension",
        "Size",
        "Timeout",
        "Variables",
        "VisibilityTimeout",
    ]
)
TYPES = st.sampled_from(
    [
        "AWS::Lambda::Function",
        "AWS::Lambda::Alias",
        "AWS::Lambda::Version",
        "AWS::Lambda::EventSourceMapping",
        "AWS::SQS::Queue",
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "AWS::CloudFormation::Stack",
    ]
)
TEXTS = (
    LOGICAL_IDS
    | st.sampled_from(
        [
            "A.Arn",
            "B.Version",
            "${A}:live",
            "${A.Arn}",
            "${!A}",
            "arn:aws:sqs:r:1:B",
            "arn:aws:rds:r:1:B",
            '{"body": {"a": 1}}',
            '{"Body": [{"exists": false}]}',
            "function:A:B",
            "$LATEST",
            "live",
            ":",
            "",
            "AWS::NoValue",
            "AWS::Region",
            "AWS::StackId",
            "--1",
            "60",
            "lambda:function:ProvisionedConcurrency",
            "{{resolve:ssm:",
            "}}",
            "AWS_REGION",
            "-",
        ]
    )
    | st.text(max_size=4)
)
SCALARS = st.none() | st.booleans() | st.integers(-5, 20_000) | st.floats(-9, 9) | TEXTS


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return (
        st.lists(inner, max_size=4)
        | st.dictionaries(FUNCTIONS, inner, min_size=1, max_size=1)
        | st.dictionaries(PROPERTIES | TEXTS, inner, max_size=3)
        | st.builds(lambda name, rest: {"Fn::If": [name, *rest]}, LOGICAL_IDS, st.lists(inner))
        | st.builds(lambda items: {"Fn::Join": [":", items]}, st.lists(inner, max_size=4))
        | st.builds(lambda n, v: {"Fn::Select": [n, {"Fn::Split": [":", v]}]}, SCALARS, inner)
    )


VALUES = st.recursive(SCALARS, containers, max_leaves=10)
RESOURCES = st.fixed_dictionaries(
    {"Type": TYPES},
    optional={
        "Properties": st.dictionaries(PROPERTIES, VALUES, max_size=6) | VALUES,
        "Condition": LOGICAL_IDS | VALUES,
        "Metadata": VALUES,
    },
)
PARAMETERS = st.fixed_dictionaries(
    {}, optional={"Type": st.sampled_from(["String", "CommaDelimitedList"]), "Default": VALUES}
)
TEMPLATES = st.fixed_dictionaries(
    {"Resources": st.dictionaries(LOGICAL_IDS, RESOURCES | VALUES, max_size=4)},
    optional={
        "Transform": VALUES,
        "Parameters": st.dictionaries(LOGICAL_IDS, PARAMETERS | VALUES, max_size=3) | VALUES,
        "Conditions": st.dictionaries(LOGICAL_IDS, VALUES, max_size=3) | VALUES,
        "Mappings": VALUES,
        "Outputs": st.dictionaries(LOGICAL_IDS, VALUES, max_size=2) | VALUES,
    },
)


def judged(name: str, text: str) -> list[tuple[str, str, str, str]]:
    template = Template(parse_document(Path(name), text))
    result = run([template.environment], catalogue().values())
    assert result.crashes == []
    for _, finding in result.findings:
        assert 1 <= finding.line <= text.count("\n") + 1
    return [
        (rule.id, finding.resource.logical_id, finding.message, finding.fix)
        for rule, finding in result.findings
    ]


@MODEST
@given(TEMPLATES)
def test_any_template_is_judged_without_a_crash(data: Any) -> None:
    judged("t.json", json.dumps(data, indent=1))


@MODEST
@given(TEMPLATES)
def test_yaml_and_json_of_one_template_give_the_same_findings(data: Any) -> None:
    from_json = judged("t.json", json.dumps(data, indent=1))
    from_yaml = judged("t.yaml", yaml.safe_dump(data, sort_keys=False))

    assert sorted(from_yaml) == sorted(from_json)


@MODEST
@given(VALUES | st.dictionaries(st.text(), VALUES, max_size=3))
def test_any_other_json_is_judged_or_refused(data: Any) -> None:
    assert refusal_of("t.json", json.dumps(data)).count("\n") == 0


@MODEST
@given(st.sampled_from(["t.json", "t.yaml", "t.template"]), st.text())
def test_any_text_is_judged_or_refused(name: str, text: str) -> None:
    assert refusal_of(name, text).count("\n") == 0


def refusal_of(name: str, text: str) -> str:
    try:
        judged(name, text)
    except UnreadableError as error:
        return str(error)
    return ""
