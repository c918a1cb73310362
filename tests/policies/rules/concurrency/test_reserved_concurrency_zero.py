from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.reserved_concurrency_zero import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(reserved: Any, provisioned: Any = None) -> dict[str, Any]:
    properties = {"ReservedConcurrentExecutions": reserved}
    resources = {"Ingest": {"Type": "AWS::Lambda::Function", "Properties": properties}}
    if provisioned is not None:
        config = {"ProvisionedConcurrentExecutions": provisioned}
        version = {"FunctionName": {"Ref": "Ingest"}, "ProvisionedConcurrencyConfig": config}
        resources["V1"] = {"Type": "AWS::Lambda::Version", "Properties": version}
    return resources


@pytest.mark.parametrize("reserved", [0, "0"], ids=["a number", "text"])
def test_a_reservation_of_nothing_is_an_off_switch(judge: Judge, reserved: Any) -> None:
    [finding] = judge(rule, function(reserved))

    assert finding.message == (
        "reserved concurrency of 0 throttles every invocation, 1 is the least that runs"
    )
    assert finding.fix == (
        "drop ReservedConcurrentExecutions to reserve nothing, or set it to 1 or more"
    )
    assert finding.at == "ReservedConcurrentExecutions"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(function(1), id="the least that runs"),
        pytest.param(function(-1), id="negative, which its own rule tells"),
        pytest.param(function({"Ref": "AWS::NoValue"}), id="nothing reserved"),
        pytest.param(function({"Ref": "Unknown"}), id="known at deployment only"),
        pytest.param(function(0, 5), id="with some provisioned, which fails the deployment"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
