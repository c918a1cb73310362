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
