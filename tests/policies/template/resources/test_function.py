from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.function import Function
from policies.template.values import PerhapsAbsent, Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

PERHAPS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


@pytest.fixture
def function(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Function:
        resources = {"Fn": {"Type": "AWS::Lambda::Function", "Properties": properties}}
        return template_of(resources, Conditions=PERHAPS).of(Function)[0]

    return made


def test_an_absent_property_has_lambdas_default(function: Any) -> None:
    absent = function()

    assert absent.memory_mb == 128
    assert absent.timeout_seconds == 3
    assert absent.ephemeral_storage_mb == 512
    assert absent.reserved_concurrency is None
    assert absent.name is None
    assert absent.layers == []
    assert absent.environment_variables == {}
    assert absent.aliases == []
    assert absent.versions == []


def test_a_known_property_is_what_the_template_says(function: Any) -> None:
    known = function(
        MemorySize=256,
        Timeout="60",
        EphemeralStorage={"Size": 1024},
        ReservedConcurrentExecutions=0,
        FunctionName="report",
        Layers=["arn"],
    )

    assert known.memory_mb == 256
    assert known.timeout_seconds == 60
    assert known.ephemeral_storage_mb == 1024
    assert known.reserved_concurrency == 0
    assert known.name == "report"
    assert known.layers == ["arn"]


def test_an_unresolved_property_is_never_a_default(function: Any, unknown: Any) -> None:
    unresolved = function(
        MemorySize=unknown,
        Timeout=unknown,
        EphemeralStorage=unknown,
        ReservedConcurrentExecutions=unknown,
        FunctionName=unknown,
        Layers=unknown,
        Environment=unknown,
    )

    assert isinstance(unresolved.memory_mb, Unresolved)
    assert isinstance(unresolved.timeout_seconds, Unresolved)
    assert isinstance(unresolved.ephemeral_storage_mb, Unresolved)
    assert isinstance(unresolved.reserved_concurrency, Unresolved)
    assert isinstance(unresolved.name, Unresolved)
    assert isinstance(unresolved.layers, Unresolved)
    assert isinstance(unresolved.environment_variables, Unresolved)


def test_the_default_memory_of_a_capacity_provider_is_its_own(function: Any) -> None:
    assert isinstance(function(CapacityProviderConfig={}).memory_mb, Unresolved)


def test_each_variable_is_known_or_not_by_itself(function: Any, unknown: Any) -> None:
    variables = function(
        Environment={
            "Variables": {
                "KNOWN": {"Fn::Join": ["-", ["a", "b"]]},
                "NUMBER": 5,
                "UNKNOWN": unknown,
                "ABSENT": {"Ref": "AWS::NoValue"},
                "PERHAPS": {"Fn::If": ["Perhaps", "x", {"Ref": "AWS::NoValue"}]},
                "Fn::Transform": {"Name": "AWS::Include"},
            }
        }
    ).environment_variables

    assert variables["KNOWN"] == "a-b"
    assert variables["NUMBER"] == 5
    assert variables["UNKNOWN"] == Unresolved("parameter Unknown")
    assert isinstance(variables["PERHAPS"], PerhapsAbsent)
    assert set(variables) == {"KNOWN", "NUMBER", "UNKNOWN", "PERHAPS"}


@pytest.mark.parametrize("environment", [{}, {"Variables": []}, {"Variables": "x"}, "x"])
def test_an_environment_without_variables_has_none(function: Any, environment: Any) -> None:
    assert function(Environment=environment).environment_variables == {}


def test_settings_that_are_absent_are_off_or_lambdas_default(function: Any) -> None:
    absent = function()

    assert absent.description is None
    assert absent.has_snapstart is False
    assert absent.isolates_tenants is False
    assert absent.uses_capacity_provider is False
    assert absent.pins_runtime is False
    assert absent.reads_handler_itself is False
    assert absent.log_format == "Text"
    assert absent.architectures == ["x86_64"]
    assert absent.file_systems == []
    assert absent.resolved_services == {}


def test_settings_that_are_on_are_known(function: Any) -> None:
    on = function(
        Architectures=["arm64"],
        Description="Sends invoices",
        FileSystemConfigs=[{}],
        Layers=["arn"],
        LoggingConfig={"LogFormat": "JSON"},
        RuntimeManagementConfig={"UpdateRuntimeOn": "Manual"},
        SnapStart={"ApplyOn": "PublishedVersions"},
        TenancyConfig={"TenantIsolationMode": "PER_TENANT"},
    )

    assert on.description == "Sends invoices"
    assert on.has_snapstart is True
    assert on.isolates_tenants is True
    assert on.pins_runtime is True
    assert on.reads_handler_itself is True
    assert on.log_format == "JSON"
    assert on.architectures == ["arm64"]
    assert on.file_systems == [{}]


def test_settings_that_are_not_known_are_neither_on_nor_off(function: Any, unknown: Any) -> None:
    unresolved = function(
        CapacityProviderConfig=unknown,
        Environment=unknown,
        LoggingConfig={"LogFormat": unknown},
        RuntimeManagementConfig=unknown,
        SnapStart=unknown,
        TenancyConfig=unknown,
    )

    assert isinstance(unresolved.has_snapstart, Unresolved)
    assert isinstance(unresolved.isolates_tenants, Unresolved)
    assert isinstance(unresolved.uses_capacity_provider, Unresolved)
    assert isinstance(unresolved.reads_handler_itself, Unresolved)
    assert isinstance(unresolved.log_format, Unresolved)
    assert unresolved.pins_runtime is False


def test_snapstart_can_be_turned_off(function: Any) -> None:
    assert function(SnapStart={"ApplyOn": "None"}).has_snapstart is False


def test_a_capacity_provider_writes_json(function: Any) -> None:
    assert isinstance(function(CapacityProviderConfig={}).log_format, Unresolved)


@pytest.mark.parametrize("layers", [["arn"], {"Ref": "Unknown"}])
def test_a_layer_may_read_the_handler_in_its_own_way(function: Any, layers: Any) -> None:
    assert function(Layers=layers).reads_handler_itself is not False


def test_a_wrapper_reads_the_handler_in_its_own_way(function: Any) -> None:
    variables = {"AWS_LAMBDA_EXEC_WRAPPER": "/opt/bootstrap"}

    assert function(Environment={"Variables": variables}).reads_handler_itself is True


def test_each_variable_tells_the_services_it_is_resolved_by(function: Any) -> None:
    variables = {
        "PLAIN": "text",
        "STAGE": "{{resolve:ssm:/stage}}",
        "DB": {"Fn::Join": ["", ["{{resolve:secretsmanager:", {"Ref": "Unknown"}, "}}"]]},
        "BOTH": "{{resolve:ssm:/a}}{{resolve:ssm-secure:/b}}",
    }

    assert function(Environment={"Variables": variables}).resolved_services == {
        "PLAIN": [],
        "STAGE": ["ssm"],
        "DB": ["secretsmanager"],
        "BOTH": ["ssm", "ssm-secure"],
    }


@pytest.mark.parametrize(
    ("properties", "mode"),
    [({}, "PassThrough"), ({"TracingConfig": {"Mode": "Active"}}, "Active")],
)
def test_tracing_is_left_to_callers_unless_it_says_otherwise(
    template_of: TemplateOf, properties: dict[str, Any], mode: str
) -> None:
    resource = {"Type": "AWS::Lambda::Function", "Properties": properties}

    assert template_of({"Fn": resource}).of(Function)[0].tracing_mode == mode


def test_what_it_runs_with_and_where_is_known_absent_or_unresolved(
    function: Any, unknown: Any
) -> None:
    vpc = {"SubnetIds": ["subnet-01"], "SecurityGroupIds": ["sg-01"]}
    known = function(
        Runtime="python3.14",
        Handler="app.handler",
        Architectures=["arm64"],
        VpcConfig=vpc | {"Ipv6AllowedForDualStack": "true"},
    )
    absent = function()
    unresolved = function(Runtime=unknown, Architectures=[unknown], VpcConfig=unknown)

    assert (known.runtime, known.handler, known.architecture) == (
        "python3.14",
        "app.handler",
        "arm64",
    )
    assert (known.subnets, known.security_groups, known.uses_ipv6) == (
        ["subnet-01"],
        ["sg-01"],
        True,
    )
    assert (absent.runtime, absent.handler, absent.architecture) == (None, None, "x86_64")
    assert (absent.subnets, absent.security_groups, absent.uses_ipv6) == ([], [], False)
    for value in (
        unresolved.runtime,
        unresolved.architecture,
        unresolved.subnets,
        unresolved.security_groups,
        unresolved.uses_ipv6,
    ):
        assert isinstance(value, Unresolved)


def test_the_lifecycle_is_that_of_a_runtime_we_know(function: Any, unknown: Any) -> None:
    assert function(Runtime="nodejs").lifecycle.update_blocked == "2016-10-31"
    assert function(Runtime="fortran77").lifecycle is None
    assert function(Runtime=unknown).lifecycle is None
    assert function().lifecycle is None


def test_tracing_is_active_or_not_or_unresolved(function: Any, unknown: Any) -> None:
    assert function(TracingConfig={"Mode": "Active"}).traces_actively is True
    assert function(TracingConfig={"Mode": "PassThrough"}).traces_actively is False
    assert function().traces_actively is False
    assert isinstance(function(TracingConfig={"Mode": unknown}).traces_actively, Unresolved)
