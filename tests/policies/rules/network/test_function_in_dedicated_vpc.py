from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.function_in_dedicated_vpc import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts


def scene(parts: Parts, tenancy: Any, vpc: Any = None) -> dict[str, Any]:
    own = {} if tenancy is None else {"InstanceTenancy": tenancy}
    return {
        "Vpc": parts.vpc(**own),
        "A": parts.subnet("A", vpc),
        "B": parts.subnet("B", vpc),
        "Quote": parts.function(["A", "B"]),
    }


def test_dedicated_hardware_is_not_for_lambda(judge: Judge, parts: Parts) -> None:
    [finding] = judge(rule, scene(parts, "dedicated"))

    assert finding.message == (
        "the VPC of a function must have default tenancy, got Vpc with dedicated"
    )
    assert finding.fix == "take subnets of a VPC of default tenancy and peer the two"
    assert finding.at == "VpcConfig.SubnetIds"


@pytest.mark.parametrize(
    ("tenancy", "vpc"),
    [
        pytest.param(None, None, id="absent"),
        pytest.param("default", None, id="default"),
        pytest.param({"Ref": "Unknown"}, None, id="known at deployment only"),
        pytest.param("dedicated", "vpc-01", id="another VPC"),
    ],
)
def test_silent(judge: Judge, parts: Parts, tenancy: Any, vpc: Any) -> None:
    assert judge(rule, scene(parts, tenancy, vpc)) == []
