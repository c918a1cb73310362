from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.provisioned_concurrency_with_weights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def alias(amount: Any, weights: Any) -> dict[str, Any]:
    properties = {
        "FunctionName": "quote",
        "FunctionVersion": "1",
        "Name": "live",
        "RoutingConfig": {"AdditionalVersionWeights": weights},
        "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": amount},
    }
    return {"Live": {"Type": "AWS::Lambda::Alias", "Properties": properties}}


WEIGHT = {"FunctionVersion": "2", "FunctionWeight": 0.1}


def test_a_weighted_alias_provisions_nothing(judge: Judge) -> None:
    [finding] = judge(rule, alias(5, [WEIGHT]))

    assert finding.message == (
        "provisioned concurrency must be on an alias of one version, got 5 beside weights"
    )
    assert finding.fix == (
        "drop RoutingConfig and shift traffic with CodeDeploy, or drop ProvisionedConcurrencyConfig"
    )
    assert finding.at == "ProvisionedConcurrencyConfig"


@pytest.mark.parametrize(
    ("amount", "weights"),
    [
        pytest.param(5, [], id="no weights"),
        pytest.param(5, {"Ref": "Unknown"}, id="weights known at deployment only"),
        pytest.param(5, [{"Ref": "Unknown"}], id="a weight known at deployment only"),
        pytest.param({"Ref": "Unknown"}, [WEIGHT], id="amount known at deployment only"),
        pytest.param({"Ref": "AWS::NoValue"}, [WEIGHT], id="nothing provisioned"),
        pytest.param(0, [WEIGHT], id="0, which its own rule tells"),
    ],
)
def test_silent(judge: Judge, amount: Any, weights: Any) -> None:
    assert judge(rule, alias(amount, weights)) == []
