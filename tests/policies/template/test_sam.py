"""SAM templates as they are deployed; what the translator itself does is AWS's to test."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from samtranslator.model.exceptions import InvalidTemplateException
from samtranslator.translator.translator import Translator

from policies.engine import Finding
from policies.gate.check import check
from policies.reports import text
from policies.template import sam
from policies.template.document import parse_document
from policies.template.environment import Environment
from policies.template.expansion import expanded
from policies.template.function_target import function_target
from policies.template.resources.function import Function
from policies.template.resources.version import Version
from policies.template.template import Template
from policies.template.values import Reference, Text, Unresolved

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from policies.template.unreadable import UnreadableError

DIGESTS = ("", "AutoPublishCodeSha256: !Ref Commit", "AutoPublishCodeSha256: fedcbafedcbafedc")
HEAD = "Transform: AWS::Serverless-2016-10-31\n"
ORDERS = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 30
    Runtime: python3.13
Parameters:
  Stage: {Type: String}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: orders.handler
      MemorySize: 256
      Tracing: Active
      AutoPublishAlias: live
      DeploymentPreference:
        Type: Canary10Percent5Minutes
        Alarms: [!Ref Errors]
      EventInvokeConfig:
        MaximumRetryAttempts: 1
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 2
      Policies: [AWSLambdaBasicExecutionRole]
      Events:
        Placed:
          Type: SQS
          Properties:
            Queue: !GetAtt Queue.Arn
            BatchSize: 5
        Hourly:
          Type: Schedule
          Properties:
            Schedule: rate(1 hour)
        Http:
          Type: HttpApi
  Queue:
    Type: AWS::SQS::Queue
  Errors:
    Type: AWS::CloudWatch::Alarm
"""


def read_text(text: str, **environment: Any) -> tuple[Template, list[UnreadableError]]:
    document = parse_document(Path("t.yaml"), text)
    place = Environment(**environment)
    whole, problems = expanded(document, place)
    return Template(whole, place), problems


@pytest.fixture(scope="module")
def orders() -> Template:
    template, problems = read_text(ORDERS)
    assert problems == []
    return template


def of_type(template: Template, type_name: str) -> Resource:
    [found] = template.of_type(type_name)
    return found


def told(resource: Resource, at: str = "") -> tuple[str, str, str]:
    """The resource of the file, its property, and the line on which a finding stands."""
    finding = Finding(resource, "message", "fix", at)
    line = ORDERS.splitlines()[finding.line - 1].strip()
    return resource.written_id, finding.written_at, line


def test_the_function_has_its_own_properties_and_the_shared_ones(orders: Template) -> None:
    function = of_type(orders, "AWS::Lambda::Function")

    assert isinstance(function, Function)
    assert function.timeout_seconds == 30
    assert function.value("MemorySize") == 256
    assert function.value("TracingConfig", "Mode") == "Active"


def test_code_that_is_not_uploaded_is_not_known(orders: Template) -> None:
    function = of_type(orders, "AWS::Lambda::Function")

    assert isinstance(function.value("Code"), Unresolved)
    assert isinstance(function.value("Code", "S3ObjectVersion"), Unresolved)


def test_triggers_call_the_alias_that_is_published(orders: Template) -> None:
    mapping = of_type(orders, "AWS::Lambda::EventSourceMapping")

    target = function_target(mapping.value("FunctionName"), orders)

    assert target is not None
    assert target.alias is of_type(orders, "AWS::Lambda::Alias")
    assert target.function is of_type(orders, "AWS::Lambda::Function")


@pytest.mark.parametrize("code", ["CodeUri: src/", "CodeUri: s3://releases/quote.zip"])
@pytest.mark.parametrize("digest", DIGESTS)
def test_a_version_is_published_whenever_sam_sees_other_code(code: str, digest: str) -> None:
    template, problems = read_text(f"""\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Commit: {{Type: String}}
Resources:
  Quote:
    Type: AWS::Serverless::Function
    Properties:
      Handler: quote.handler
      Runtime: python3.13
      AutoPublishAlias: live
      {code}
      {digest}
""")

    version = of_type(template, "AWS::Lambda::Version")

    assert problems == []
    assert isinstance(version, Version)
    assert version.is_published_once is False


@pytest.mark.parametrize(
    ("type_name", "at", "expected"),
    [
        pytest.param("AWS::Lambda::Function", "", ("Orders", "", "Orders:"), id="the function"),
        pytest.param(
            "AWS::Lambda::Function",
            "MemorySize",
            ("Orders", "MemorySize", "MemorySize: 256"),
            id="its property",
        ),
        pytest.param(
            "AWS::Lambda::Function", "Timeout", ("Orders", "Timeout", "Timeout: 30"), id="a global"
        ),
        pytest.param(
            "AWS::Lambda::Function",
            "EphemeralStorage.Size",
            ("Orders", "EphemeralStorage.Size", "Properties:"),
            id="an absent property",
        ),
        pytest.param(
            "AWS::Lambda::Function",
            "TracingConfig.Mode",
            ("Orders", "Tracing", "Tracing: Active"),
            id="a property with another name",
        ),
        pytest.param(
            "AWS::Lambda::EventSourceMapping",
            "",
            ("Orders", "Events.Placed", "Placed:"),
            id="an event",
        ),
        pytest.param(
            "AWS::Lambda::EventSourceMapping",
            "BatchSize",
            ("Orders", "Events.Placed.Properties.BatchSize", "BatchSize: 5"),
            id="a property of an event",
        ),
        pytest.param(
            "AWS::Lambda::EventSourceMapping",
            "EventSourceArn",
            ("Orders", "Events.Placed.Properties.Queue", "Queue: !GetAtt Queue.Arn"),
            id="a property of an event with another name",
        ),
        pytest.param(
            "AWS::Lambda::EventSourceMapping",
            "FilterCriteria",
            ("Orders", "Events.Placed", "Placed:"),
            id="an absent property of an event",
        ),
        pytest.param(
            "AWS::Lambda::Version",
            "",
            ("Orders", "AutoPublishAlias", "AutoPublishAlias: live"),
            id="the version",
        ),
        pytest.param(
            "AWS::Lambda::Alias",
            "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
            (
                "Orders",
                "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
                "ProvisionedConcurrentExecutions: 2",
            ),
            id="a property of the alias",
        ),
        pytest.param(
            "AWS::Lambda::Alias",
            "Name",
            ("Orders", "AutoPublishAlias", "AutoPublishAlias: live"),
            id="the alias",
        ),
        pytest.param(
            "AWS::CodeDeploy::DeploymentGroup",
            "DeploymentConfigName",
            ("Orders", "DeploymentPreference.Type", "Type: Canary10Percent5Minutes"),
            id="the deployment",
        ),
        pytest.param(
            "AWS::CodeDeploy::Application",
            "",
            ("Orders", "DeploymentPreference", "DeploymentPreference:"),
            id="what functions share",
        ),
        pytest.param(
            "AWS::Lambda::EventInvokeConfig",
            "MaximumRetryAttempts",
            ("Orders", "EventInvokeConfig.MaximumRetryAttempts", "MaximumRetryAttempts: 1"),
            id="asynchronous invocation",
        ),
        pytest.param(
            "AWS::Events::Rule",
            "ScheduleExpression",
            ("Orders", "Events.Hourly.Properties.Schedule", "Schedule: rate(1 hour)"),
            id="a schedule",
        ),
        pytest.param(
            "AWS::ApiGatewayV2::Api", "", ("Orders", "Events.Http", "Http:"), id="an API unasked"
        ),
        pytest.param("AWS::SQS::Queue", "", ("Queue", "", "Queue:"), id="what is no SAM"),
    ],
)
def test_a_finding_stands_where_the_user_wrote_its_cause(
    orders: Template, type_name: str, at: str, expected: tuple[str, str, str]
) -> None:
    assert told(of_type(orders, type_name), at) == expected


def test_the_role_stands_at_its_policies(orders: Template) -> None:
    role = orders.resources["OrdersRole"]

    assert told(role, "ManagedPolicyArns") == (
        "Orders",
        "Policies",
        "Policies: [AWSLambdaBasicExecutionRole]",
    )
    granted = role.items("ManagedPolicyArns")
    assert isinstance(granted, list)
    assert "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" in granted


def test_the_report_names_the_resource_of_the_file_and_what_sam_makes_of_it(tmp_path: Path) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(ORDERS.replace("Timeout: 30", "Timeout: 901"))

    report = check(path)

    [verdict] = [each for each in report.verdicts if each.rule == "timeout-out-of-range"]
    assert (verdict.logical_id, verdict.resource_type) == ("Orders", "AWS::Serverless::Function")
    assert (verdict.property, verdict.line) == ("Timeout", 4)
    assert verdict.made is None
    assert (report.unexpanded, report.errors) == (0, [])


def test_what_sam_makes_is_named_where_it_has_a_name_of_its_own(tmp_path: Path) -> None:
    refused = "FilterCriteria: {Filters: [{Pattern: '{\"body\": 5}'}]}"
    (tmp_path / "template.yaml").write_text(ORDERS.replace("BatchSize: 5", refused))

    report = check(tmp_path)
    [verdict] = [each for each in report.verdicts if each.rule == "filter-refused"]

    assert verdict.logical_id == "Orders"
    assert verdict.property == "Events.Placed.Properties.FilterCriteria.Filters.0"
    assert verdict.made == ("OrdersPlaced", "AWS::Lambda::EventSourceMapping")
    assert verdict.identity.place.endswith("template.yaml#Orders")
    assert "\n  for  AWS::Lambda::EventSourceMapping OrdersPlaced\n" in text.render(report)


def test_an_acknowledgement_in_the_metadata_covers_all_that_is_made(tmp_path: Path) -> None:
    metadata = (
        "    Metadata: {keel: {acknowledge: "
        "[{rule: timeout-out-of-range, reason: moves to batch}]}}\n"
    )
    text = ORDERS.replace("Timeout: 30", "Timeout: 901")
    text = text.replace("  Queue:\n", f"{metadata}  Queue:\n", 1)
    (tmp_path / "template.yaml").write_text(text)

    report = check(tmp_path)

    [verdict] = [each for each in report.verdicts if each.rule == "timeout-out-of-range"]
    assert verdict.acknowledged is not None
    assert report.unused == []


def test_a_parameter_of_the_deployment_stays_one() -> None:
    text = ORDERS.replace("AutoPublishAlias: live", "AutoPublishAlias: !Ref Stage")
    template, problems = read_text(
        text.replace("MemorySize: 256", "Description: !Sub 'of ${Stage}'")
    )

    assert problems == []
    alias = of_type(template, "AWS::Lambda::Alias")
    assert alias.raw["Properties"]["Name"] == {"Ref": "Stage"}
    assert isinstance(alias.value("Name"), Unresolved)
    assert alias.logical_id == "OrdersAliasStageKnownAtDeployment"
    mapping = of_type(template, "AWS::Lambda::EventSourceMapping")
    target = function_target(mapping.value("FunctionName"), template)
    assert target is not None
    assert target.alias is alias


def test_text_around_a_parameter_of_the_deployment_is_kept() -> None:
    template, problems = read_text(
        f"{HEAD}Parameters: {{Stage: {{Type: String}}}}\n"
        "Resources:\n"
        "  L:\n"
        "    Type: AWS::Serverless::LayerVersion\n"
        "    Properties: {ContentUri: layer/, LayerName: !Sub 'a-${Stage}-b'}\n"
    )

    assert problems == []
    layer = of_type(template, "AWS::Lambda::LayerVersion")
    name = layer.value("LayerName")
    assert isinstance(name, Text)
    assert name.known_text == "a--b"
    assert isinstance(layer.value("Content"), Unresolved)


def test_a_parameter_with_a_default_is_known() -> None:
    text = ORDERS.replace("{Type: String}", "{Type: String, Default: dev}")

    template, _ = read_text(text.replace("AutoPublishAlias: live", "AutoPublishAlias: !Ref Stage"))

    assert of_type(template, "AWS::Lambda::Alias").value("Name") == "dev"


def test_the_region_is_the_stacks_or_not_known() -> None:
    unknown, _ = read_text(ORDERS)
    chinese, _ = read_text(ORDERS, account="123456789012", region="cn-north-1")

    assert "us-east-1" not in str(unknown.document.data)
    assert "arn:aws-cn:iam::aws:policy/" in str(chinese.resources["OrdersRole"].raw)


def test_an_application_of_the_repository_is_not_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    template, problems = read_text(
        f"{HEAD}Resources:\n"
        "  Own: {Type: AWS::Serverless::Application, Properties: {Location: child.yaml}}\n"
        "  Shared:\n"
        "    Type: AWS::Serverless::Application\n"
        "    Properties:\n"
        "      Location: {ApplicationId: arn:aws:serverlessrepo:r:1:a/b, SemanticVersion: 1.0.0}\n"
    )

    assert problems == []
    own, shared = template.of_type("AWS::CloudFormation::Stack")
    assert own.value("TemplateURL") == "child.yaml"
    assert isinstance(shared.value("TemplateURL"), Unresolved)


@pytest.mark.parametrize(
    "code",
    [
        "Runtime: python3.13, Handler: f.handler, CodeUri: src/",
        "Runtime: python3.13, Handler: f.handler, CodeUri: !Ref Code",
        "Runtime: python3.13, Handler: f.handler, CodeUri: {Fn::Sub: src}",
        "Runtime: python3.13, Handler: f.handler",
        "PackageType: Image",
        "PackageType: Image, ImageUri: !Ref Code",
    ],
)
def test_code_needs_not_be_uploaded(code: str) -> None:
    template, problems = read_text(
        f"{HEAD}Parameters: {{Code: {{Type: String}}}}\n"
        f"Resources: {{F: {{Type: AWS::Serverless::Function, Properties: {{{code}}}}}}}\n"
    )

    assert problems == []
    code_value = template.resources["F"].value("Code")
    uri = template.resources["F"].value("Code", "ImageUri")
    assert isinstance(code_value, Unresolved) or isinstance(uri, Unresolved)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("Runtime: r, Handler: h, CodeUri: s3://b/k", {"S3Bucket": "b", "S3Key": "k"}),
        ("Runtime: r, Handler: h, CodeUri: {Bucket: b, Key: k, Version: v}",
         {"S3Bucket": "b", "S3Key": "k", "S3ObjectVersion": "v"}),
        ("Runtime: r, Handler: h, InlineCode: pass", {"ZipFile": "pass"}),
        ("PackageType: Image, ImageUri: 1.dkr/a:b", {"ImageUri": "1.dkr/a:b"}),
    ],
)  # fmt: skip
def test_code_that_is_there_is_known(code: str, expected: dict[str, str]) -> None:
    template, problems = read_text(
        f"{HEAD}Resources: {{F: {{Type: AWS::Serverless::Function, Properties: {{{code}}}}}}}\n"
    )

    assert problems == []
    assert template.resources["F"].value("Code") == expected


@pytest.mark.parametrize(
    "where",
    [
        "Globals: {Function: {Fn::Transform: {Name: AWS::Include}}}\n",
        "Globals: {Fn::Transform: {Name: AWS::Include}}\n",
        "",
    ],
)
def test_what_an_include_writes_is_not_known(where: str) -> None:
    include = "" if where else ", Fn::Transform: {Name: AWS::Include}"
    template, problems = read_text(
        f"{HEAD}{where}Resources:\n"
        f"  F: {{Type: AWS::Serverless::Function, Properties: {{Handler: h{include}}}}}\n"
    )

    assert problems == []
    assert template.resources["F"].value("Handler") == "h"
    assert isinstance(template.resources["F"].value("Timeout"), Unresolved)


def test_a_loop_makes_sam_functions() -> None:
    text = (
        "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n"
        "Parameters: {Unknown: {Type: CommaDelimitedList}}\n"
        "Globals: {Function: {Runtime: python3.13, Handler: f.handler}}\n"
        "Resources:\n"
        "  Fn::ForEach::Functions:\n"
        "    - Name\n"
        "    - [A, B]\n"
        "    - ${Name}Function:\n"
        "        Type: AWS::Serverless::Function\n"
        "        Properties:\n"
        "          AutoPublishAlias: live\n"
        "          MemorySize: 256\n"
        "  Fn::ForEach::Others: [Name, !Ref Unknown, {'${Name}': {Type: AWS::SQS::Queue}}]\n"
        "  Odd: 5\n"
    )

    template, problems = read_text(text)

    assert problems == []
    assert [each.logical_id for each in template.of_type("AWS::Lambda::Function")] == [
        "AFunction",
        "BFunction",
    ]
    assert Finding(template.resources["BFunction"], "m", "f", "MemorySize").line == 12
    alias = template.resources["BFunctionAliaslive"]
    assert (alias.written_id, alias.line) == ("BFunction", 11)
    assert {"Fn::ForEach::Others", "Odd"} <= template.document.data["Resources"].keys()


def test_a_stack_of_an_app_names_its_constructs() -> None:
    template, _ = read_text(ORDERS)
    template.construct_paths = {"Orders": "App/Orders"}

    assert template.resources["OrdersPlaced"].construct_path == "App/Orders"


@pytest.mark.parametrize(
    ("resource", "line", "problem"),
    [
        pytest.param(
            "{Type: AWS::Serverless::Function, Properties: {Memory: 5}}",
            3,
            "SAM refuses it: Resource with id [F] is invalid. property Memory not defined for "
            "resource of type AWS::Serverless::Function",
            id="an unknown property",
        ),
        pytest.param(
            "{Type: AWS::Serverless::Function}",
            3,
            "SAM refuses it: Resource with id [F] is invalid. Only one of 'InlineCode' or "
            "'CodeUri' can be set",
            id="no properties",
        ),
        pytest.param(
            "{Type: AWS::Serverless::Function, Properties: {Events: 5}}", None, "", id="no events"
        ),
    ],
)
def test_what_sam_refuses_is_told_in_one_line_and_the_rest_is_judged(
    resource: str, line: int | None, problem: str
) -> None:
    template, [error] = read_text(
        f"{HEAD}Resources:\n  F: {resource}\n  Q: {{Type: AWS::SQS::Queue}}\n"
    )

    assert "\n" not in str(error)
    if line is not None:
        assert str(error) == f"t.yaml:{line}: {problem}"
    assert [each.type for each in template.resources.values()] == [
        "AWS::Serverless::Function",
        "AWS::SQS::Queue",
    ]


def test_what_sam_refuses_makes_the_exit_code_2(tmp_path: Path) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(f"{HEAD}Resources:\n  F: {{Type: AWS::Serverless::Function}}\n")

    report = check(path)

    assert report.exit_code == 2
    assert len(report.errors) == 1
    assert report.unexpanded == 0


def test_a_long_message_of_sam_is_cut() -> None:
    name = "x" * 1000

    _, [error] = read_text(
        f"{HEAD}Resources:\n"
        f"  F: {{Type: AWS::Serverless::Function, Properties: {{{name}: 1, CodeUri: s3://b/k}}}}\n"
    )

    assert str(error).endswith("...")
    assert len(str(error)) < 400


def test_without_the_extra_functions_are_counted_and_the_rest_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sam, "is_installed", lambda: False)
    path = tmp_path / "template.yaml"
    path.write_text(ORDERS.replace("Timeout: 30", "Timeout: 901"))

    report = check(path)

    assert report.unexpanded == 1
    assert report.errors == []
    assert not [each for each in report.verdicts if each.rule == "timeout-out-of-range"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            f"{HEAD}Resources:\n" + "".join(f"  Q{n}: {{Type: X}}\n" for n in range(501)),
            "not expanded by SAM: number of resources must be at most 500, got 501",
            id="too many resources",
        ),
        pytest.param(
            f"{HEAD}Resources:\n  Q: {{Type: X, Properties: {{A: {'a' * (1 << 20)}}}}}\n",
            "not expanded by SAM: it has more than 1048576 bytes; split it",
            id="too large",
        ),
        pytest.param(
            f"{HEAD}Resources:\n  Q: {{Type: X, Properties: {{A: '{'${A}' * 501}'}}}}\n",
            "not expanded by SAM: a text has more than 500 placeholders; split it",
            id="too many placeholders",
        ),
        pytest.param(
            f"{HEAD}Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n"
            f"      Events: {{{', '.join(f'E{n}: {{}}' for n in range(500))}}}\n",
            "not expanded by SAM: number of resources must be at most 500, got 501",
            id="too many events",
        ),
        pytest.param(
            f"{HEAD}Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n"
            f"      CodeUri: s3://b/k\n      Tags: {'[' * 150}{']' * 150}\n",
            None,
            id="deep",
        ),
    ],
)
def test_hostile_templates_are_told_in_a_line(text: str, problem: str | None) -> None:
    template, problems = read_text(text)

    assert template.resources
    assert all("\n" not in str(each) for each in problems)
    if problem is not None:
        assert [str(each) for each in problems] == [f"t.yaml: {problem}"]


def test_aliases_that_multiply_are_not_followed() -> None:
    levels = "".join(
        f"  L{n}: &l{n} {{a: *l{n - 1}, b: *l{n - 1}, c: *l{n - 1}, d: *l{n - 1}}}\n"
        for n in range(1, 9)
    )
    text = f"{HEAD}Metadata:\n  L0: &l0 [aaaaaaaaaaaaaaaa]\n{levels}"

    _, [error] = read_text(f"{text}Resources: {{F: {{Type: AWS::Serverless::Function}}}}\n")

    assert "it has more than 1048576 bytes" in str(error)


def test_the_translator_is_quiet(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="samtranslator"):
        logging.getLogger("samtranslator").setLevel(logging.DEBUG)
        read_text(ORDERS)
        logging.getLogger("samtranslator.metrics").error("There are unpublished metrics.")

    assert caplog.records == []


def test_the_translator_is_imported_for_sam_templates_only(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("Resources: {Q: {Type: AWS::SQS::Queue}}\n")
    (tmp_path / "loop.yaml").write_text(
        "Transform: AWS::LanguageExtensions\nResources: {Q: {Type: AWS::SQS::Queue}}\n"
    )
    code = (
        "import sys, policies.cli; policies.cli.main(['check', sys.argv[1]]);"
        "sys.exit('samtranslator' in sys.modules or 'boto3' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=False
    )

    assert done.returncode == 0


def test_a_template_that_sam_has_not_to_expand_is_left_alone() -> None:
    document = parse_document(Path("t.yaml"), "Resources: {Q: {Type: AWS::SQS::Queue}}\n")

    whole, problems = expanded(document, Environment())

    assert whole is document
    assert problems == []


def test_references_in_what_sam_makes_lead_somewhere(orders: Template) -> None:
    group = of_type(orders, "AWS::CodeDeploy::DeploymentGroup")

    alarms = group.items("AlarmConfiguration", "Alarms")

    assert isinstance(alarms, list)
    [alarm] = [alarm for alarm in alarms if isinstance(alarm, dict)]
    named = orders.intrinsics.resolve(alarm["Name"])
    assert isinstance(named, Reference)
    assert named.resource is orders.resources["Errors"]


def test_json_that_is_too_deep_for_the_translator_is_told_in_a_line() -> None:
    deep = '{"Fn::Join": ["", [' * 300 + "1" + "]]}" * 300
    text = (
        '{"Transform": "AWS::Serverless-2016-10-31", "Resources": {"F": {"Type": '
        f'"AWS::Serverless::Function", "Properties": {{"Tags": {deep}}}}}}}}}'
    )

    whole, [error] = expanded(parse_document(Path("t.json"), text), Environment())

    assert str(error) == "t.json: nested too deeply for SAM to expand"
    assert whole.source is None


@pytest.mark.parametrize(
    ("raised", "problem"),
    [
        (KeyError("gone"), "SAM refuses it: KeyError: 'gone'"),
        (RecursionError("deep"), "nested too deeply for SAM to expand"),
        (
            InvalidTemplateException("Not [Orders]"),
            "SAM refuses it: Structure of the SAM template is invalid. Not [Orders]",
        ),
    ],
)
def test_whatever_the_translator_raises_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, raised: Exception, problem: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise raised

    monkeypatch.setattr(Translator, "translate", fail)

    _, [error] = read_text(ORDERS)

    assert str(error).endswith(problem)


SHARED = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    Handler: f.handler
    AutoPublishAlias: live
    DeploymentPreference: {Type: AllAtOnce}
Resources:
  Queue: {Type: AWS::SQS::Queue}
  First:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/}
  Second:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Events:
        Named: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Rest}}
        Plain: {Type: Api, Properties: {Path: /, Method: get}}
  Rest:
    Type: AWS::Serverless::Api
    Properties: {StageName: live}
"""


@pytest.mark.parametrize(
    ("logical_id", "expected"),
    [
        ("ServerlessDeploymentApplication", ("First", 7)),
        ("FirstDeploymentGroup", ("First", 7)),
        ("SecondAliaslive", ("Second", 6)),
        ("ServerlessRestApi", ("Second", 19)),
        ("RestliveStage", ("Rest", 20)),
        ("SecondNamedPermissionlive", ("Second", 18)),
    ],
)
def test_what_functions_share_stands_at_the_first_that_asks(
    logical_id: str, expected: tuple[str, int]
) -> None:
    template, problems = read_text(SHARED)

    assert problems == []
    resource = template.resources[logical_id]
    assert (resource.written_id, resource.line) == expected


def test_an_origin_says_what_it_is(orders: Template) -> None:
    assert repr(orders.resources["OrdersPlaced"].origin) == (
        "<Origin AWS::Serverless::Function Orders>"
    )
