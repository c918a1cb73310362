from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.provisioned_concurrency_on_retained_version import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def version(amount: Any, **attributes: Any) -> dict[str, Any]:
    config = {"ProvisionedConcurrentExecutions": amount}
    properties = {"FunctionName": "quote", "ProvisionedConcurrencyConfig": config}
    return {"V1": {"Type": "AWS::Lambda::Version", "Properties": properties, **attributes}}


def test_a_version_that_stays_keeps_costing(judge: Judge) -> None:
    [finding] = judge(rule, version(5, DeletionPolicy="Retain"))

    assert finding.message == (
        "provisioned concurrency must be on an alias where versions are retained, got 5 on a "
        "version that every release leaves behind"
    )
    assert finding.fix == "move ProvisionedConcurrencyConfig to the alias that callers use"
    assert finding.at == "ProvisionedConcurrencyConfig"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(version(5), id="deleted with the next release"),
        pytest.param(version(5, DeletionPolicy="Delete"), id="deleted, as it says"),
        pytest.param(version(5, DeletionPolicy={"Ref": "Unknown"}), id="perhaps retained"),
        pytest.param(version({"Ref": "Unknown"}, DeletionPolicy="Retain"), id="amount unknown"),
        pytest.param(version({"Ref": "AWS::NoValue"}, DeletionPolicy="Retain"), id="nothing"),
        pytest.param(version(0, DeletionPolicy="Retain"), id="0, which its own rule tells"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
