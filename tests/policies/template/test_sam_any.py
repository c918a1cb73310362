"""Whatever a SAM template holds: it is expanded, or refused in a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.engine import Finding
from policies.template.document import parse_document
from policies.template.environment import Environment
from policies.template.expansion import expanded
from policies.template.template import Template

NAMES = st.sampled_from(["A", "B", "Live", "P", "Fn::ForEach::X"])
KEYS = st.sampled_from(
    ["AutoPublishAlias", "CodeUri", "ContentUri", "DeploymentPreference", "Events", "Handler",
     "Layers", "Location", "Policies", "Properties", "Queue", "Ref", "Runtime", "Timeout", "Type",
     "Fn::GetAtt", "Fn::If", "Fn::Sub", "Fn::Transform", "Environment", "FunctionUrlConfig"]
)  # fmt: skip
TEXTS = NAMES | st.sampled_from(
    ["SQS", "Api", "HttpApi", "S3", "Canary10Percent5Minutes", "s3://b/k", "${P}", "PKnown",
     "PKnownAtDeployment", "AWS::Include", "src/", "A.Arn"]
)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers(-1, 1000) | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | NAMES, inner, max_size=3),
    max_leaves=8,
)
TYPES = st.sampled_from(
    [f"AWS::Serverless::{kind}" for kind in ("Function", "Api", "HttpApi", "LayerVersion",
     "SimpleTable", "StateMachine", "Application", "Connector", "GraphQLApi", "Unknown")]
    + ["AWS::SQS::Queue", "AWS::Serverless"]
)  # fmt: skip
FUNCTION = {"Runtime": "python3.13", "Handler": "f.handler"}
RESOURCES = st.builds(
    lambda kind, properties, rest: {"Type": kind, "Properties": properties, **rest},
    TYPES,
    VALUES | st.dictionaries(KEYS, VALUES, max_size=3).map(lambda own: {**FUNCTION, **own}),
    st.fixed_dictionaries({}, optional={"Metadata": VALUES, "Condition": VALUES}),
)
TEMPLATES = st.fixed_dictionaries(
    {"Resources": st.dictionaries(NAMES, RESOURCES | VALUES, max_size=3)},
    optional={
        "Globals": VALUES | st.dictionaries(st.sampled_from(["Function", "Api"]), VALUES),
        "Parameters": st.dictionaries(NAMES, VALUES, max_size=2) | VALUES,
        "Conditions": VALUES,
        "Mappings": VALUES,
        "Outputs": VALUES,
    },
)


@settings(
    derandomize=True,
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(TEMPLATES)
def test_any_sam_template_is_expanded_or_refused(data: dict[str, Any]) -> None:
    transform = ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"]
    text = json.dumps({"Transform": transform, **data}, indent=1)
    written = parse_document(Path("t.json"), text)
    environment = Environment()

    whole, problems = expanded(written, environment)

    assert len(problems) <= 1
    assert all("\n" not in str(problem) for problem in problems)
    assert json.loads(text) == written.data
    for resource in Template(whole, environment).resources.values():
        finding = Finding(resource, "message", "fix", "Events.A")
        assert 1 <= finding.line <= text.count("\n") + 1
        assert resource.written_id in written.data["Resources"] or resource.origin is None
        assert isinstance(finding.written_at, str)
