from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.provisioned_concurrency_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def holder(kind: str, amount: Any) -> dict[str, Any]:
    config = {"ProvisionedConcurrentExecutions": amount}
    properties = {"FunctionName": "quote", "ProvisionedConcurrencyConfig": config}
    return {"Holder": {"Type": f"AWS::Lambda::{kind}", "Properties": properties}}


@pytest.mark.parametrize("kind", ["Alias", "Version"])
@pytest.mark.parametrize("amount", [0, -3])
def test_less_than_one_cannot_be_provisioned(judge: Judge, kind: str, amount: int) -> None:
    [finding] = judge(rule, holder(kind, amount))

    assert finding.message == f"provisioned concurrency must be at least 1, got {amount}"
    assert finding.fix == (
        "drop ProvisionedConcurrencyConfig to provision nothing, or provision 1 or more"
    )
    assert finding.at == "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"


@pytest.mark.parametrize("kind", ["Alias", "Version"])
@pytest.mark.parametrize("amount", [1, {"Ref": "Unknown"}, {"Ref": "AWS::NoValue"}])
def test_silent(judge: Judge, kind: str, amount: Any) -> None:
    assert judge(rule, holder(kind, amount)) == []
