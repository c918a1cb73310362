from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.environment import Environment
from policies.template.function_target import FunctionTarget, function_target
from policies.template.resources.alias import Alias

if TYPE_CHECKING:
    from policies.template.template import Template
    from tests.policies.conftest import TemplateOf

ACCOUNT, REGION = "123456789012", "eu-west-1"
HERE = "${AWS::Region}:${AWS::AccountId}"
CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def resource(kind: str, /, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::Lambda::{kind}", "Properties": properties}


RESOURCES = {
    "Fn": resource("Function", FunctionName="report"),
    "Generated": resource("Function"),
    "V1": resource("Version", FunctionName={"Ref": "Fn"}),
    "Live": resource(
        "Alias",
        FunctionName={"Ref": "Fn"},
        FunctionVersion={"Fn::GetAtt": ["V1", "Version"]},
        Name="live",
    ),
    "Old": resource("Alias", FunctionName={"Ref": "Fn"}, FunctionVersion="3", Name="old"),
    "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}},
}


def target(template: Template, raw: Any) -> FunctionTarget | None:
    return function_target(template.intrinsics.resolve(raw), template)


def part_of(reference: str, index: int) -> dict[str, Any]:
    return {"Fn::Select": [index, {"Fn::Split": [":", {"Ref": reference}]}]}


def join(*parts: Any, separator: str = "") -> dict[str, Any]:
    return {"Fn::Join": [separator, list(parts)]}


ALIASES = [
    pytest.param({"Ref": "Live"}, id="Ref of the alias"),
    pytest.param({"Fn::GetAtt": ["Live", "AliasArn"]}, id="GetAtt of the alias"),
    pytest.param({"Fn::Sub": "${Live}"}, id="Sub of the alias"),
    pytest.param(join(part_of("Live", 6), ":live"), id="CDK: name cut out, alias as text"),
    pytest.param(join(part_of("Live", 6), ":", part_of("Live", 7)), id="CDK: both cut out"),
    pytest.param(join(part_of("V1", 6), ":live"), id="CDK: name cut out of the version"),
    pytest.param(
        join({"Fn::Select": [6, {"Fn::Split": [":", {"Fn::GetAtt": ["Fn", "Arn"]}]}]}, ":live"),
        id="CDK: name cut out of the function's ARN",
    ),
    pytest.param(join({"Ref": "Fn"}, "live", separator=":"), id="Join of name and alias"),
    pytest.param({"Fn::Sub": "${Fn}:live"}, id="Sub of name and alias"),
    pytest.param({"Fn::Sub": "${Fn.Arn}:live"}, id="Sub of ARN and alias"),
    pytest.param({"Fn::Sub": ["${N}:live", {"N": {"Ref": "Fn"}}]}, id="Sub with its own name"),
    pytest.param(
        {"Fn::Sub": f"arn:${{AWS::Partition}}:lambda:{HERE}:function:${{Fn}}:live"},
        id="Sub of an ARN around the name",
    ),
    pytest.param(
        {"Fn::Sub": f"arn:aws:lambda:{HERE}:function:report:live"},
        id="Sub of an ARN around the literal name",
    ),
    pytest.param("report:live", id="literal name"),
    pytest.param(f"{ACCOUNT}:function:report:live", id="literal partial ARN"),
    pytest.param(f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:report:live", id="literal ARN"),
]


@pytest.mark.parametrize("raw", ALIASES)
@pytest.mark.parametrize("environment", [None, (ACCOUNT, REGION)])
def test_an_alias_is_found_however_it_is_written(
    template_of: TemplateOf, raw: Any, environment: tuple[str, str] | None
) -> None:
    template = template_of(RESOURCES, Environment(*environment) if environment else None)

    found = target(template, raw)

    assert found is not None
    assert found.function.logical_id == "Fn"
    assert found.alias is template.resources["Live"]
    assert found.version is None
    assert found.has_current_configuration


@pytest.mark.parametrize(
    "raw",
    [
        {"Ref": "V1"},
        {"Fn::GetAtt": ["V1", "FunctionArn"]},
        {"Fn::Sub": "${Fn}:${V1.Version}"},
        {"Fn::Sub": "${Fn.Arn}:${V1.Version}"},
        join(part_of("V1", 6), part_of("V1", 7), separator=":"),
    ],
)
def test_a_version_is_found_however_it_is_written(template_of: TemplateOf, raw: Any) -> None:
    template = template_of(RESOURCES)

    found = target(template, raw)

    assert found is not None
    assert found.function.logical_id == "Fn"
    assert found.version is template.resources["V1"]
    assert found.has_current_configuration


@pytest.mark.parametrize(
    "raw",
    [
        {"Ref": "Fn"},
        {"Fn::GetAtt": ["Fn", "Arn"]},
        "report",
        f"{ACCOUNT}:function:report",
        f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:report",
        part_of("Live", 6),
    ],
)
def test_a_function_without_qualifier_is_its_latest(template_of: TemplateOf, raw: Any) -> None:
    found = target(template_of(RESOURCES), raw)

    assert found is not None
    assert found.function.logical_id == "Fn"
    assert found.qualifier is None
    assert found.has_current_configuration


@pytest.mark.parametrize(
    ("raw", "is_current"),
    [
        pytest.param("report:$LATEST", True, id="$LATEST"),
        pytest.param("report:7", False, id="a version by its number"),
        pytest.param("report:other", False, id="an alias that is not here"),
        pytest.param({"Ref": "Old"}, False, id="an alias of a version by its number"),
        pytest.param({"Fn::Sub": "${Fn}:${AWS::Region}"}, False, id="an unknown qualifier"),
        pytest.param({"Fn::Sub": "${Fn}:${Queue.QueueName}"}, False, id="the name of a queue"),
    ],
)
def test_only_what_the_template_publishes_runs_as_it_says(
    template_of: TemplateOf, raw: Any, *, is_current: bool
) -> None:
    found = target(template_of(RESOURCES), raw)

    assert found is not None
    assert found.function.logical_id == "Fn"
    assert found.has_current_configuration is is_current


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param({"Ref": "Unknown"}, id="a parameter"),
        pytest.param({"Fn::Sub": "${Unknown}:live"}, id="a parameter's alias"),
        pytest.param({"Fn::Sub": "report-${AWS::Region}"}, id="half a name"),
        pytest.param("other", id="a name of no function here"),
        pytest.param("orders", id="the name of a queue"),
        pytest.param({"Ref": "Queue"}, id="a queue's URL"),
        pytest.param({"Fn::GetAtt": ["Queue", "QueueName"]}, id="a queue's name"),
        pytest.param({"Fn::GetAtt": ["Queue", "Arn"]}, id="a queue's ARN"),
        pytest.param("report:live:more", id="more behind the qualifier"),
        pytest.param("function:report", id="a function named function"),
        pytest.param("", id="empty"),
        pytest.param({"Ref": "AWS::NoValue"}, id="absent"),
        pytest.param(["report"], id="a list"),
        pytest.param({"Fn::ImportValue": "elsewhere"}, id="an export of nobody here"),
    ],
)
def test_none_when_the_template_does_not_tell(template_of: TemplateOf, raw: Any) -> None:
    assert target(template_of(RESOURCES), raw) is None


@pytest.mark.parametrize(
    "arn",
    [
        f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:report:live",
        f"arn:aws:lambda:{REGION}:999999999999:function:report",
        "999999999999:function:report",
    ],
)
def test_the_same_name_elsewhere_is_another_function(template_of: TemplateOf, arn: str) -> None:
    assert target(template_of(RESOURCES, Environment(ACCOUNT, REGION)), arn) is None


def test_a_name_that_two_functions_have_means_neither(template_of: TemplateOf) -> None:
    twins = {"One": RESOURCES["Fn"], "Two": RESOURCES["Fn"]}

    assert target(template_of(twins), "report") is None


def test_a_name_may_be_somebody_elses_where_a_condition_decides(template_of: TemplateOf) -> None:
    perhaps = {"Fn": RESOURCES["Fn"] | {"Condition": "Perhaps"}}

    assert target(template_of(perhaps, Conditions=CONDITIONS), "report") is None


def test_an_alias_that_two_resources_may_be_is_not_known(template_of: TemplateOf) -> None:
    both = RESOURCES | {"Twin": RESOURCES["Live"] | {"Condition": "Perhaps"}}

    found = target(template_of(both, Conditions=CONDITIONS), "report:live")

    assert found is not None
    assert found.alias is None
    assert not found.has_current_configuration


def test_a_name_is_found_in_all_stacks_of_an_environment(template_of: TemplateOf) -> None:
    shared = Environment(ACCOUNT, REGION)
    owner = template_of(RESOURCES, shared)

    found = target(template_of({}, shared), "report:live")

    assert found is not None
    assert found.alias is owner.resources["Live"]


def test_aliases_in_a_circle_mean_no_function(template_of: TemplateOf) -> None:
    ring = {
        f"A{n}": resource("Alias", FunctionName={"Ref": f"A{(n + 1) % 3}"}, Name="x")
        for n in range(3)
    }

    assert target(template_of(ring), {"Ref": "A0"}) is None


@pytest.mark.parametrize("frames", range(8))
def test_a_chain_of_aliases_longer_than_the_stack_is_not_followed(
    template_of: TemplateOf, frames: int
) -> None:
    chain = {
        f"A{n}": resource("Alias", FunctionName={"Ref": f"A{n + 1}"}, Name="x") for n in range(900)
    }
    template = template_of(chain | {"A900": RESOURCES["Fn"]})
    first = template.environment.resources(Alias)[0]

    def asked(frames: int) -> object:
        """Wherever the stack happens to end."""
        return asked(frames - 1) if frames else first.function

    assert asked(frames) is None
