from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.nat_gateway import NatGateway
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def nat(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> NatGateway:
        resources = {
            "Subnet": {"Type": "AWS::EC2::Subnet"},
            "Nat": {"Type": "AWS::EC2::NatGateway", "Properties": properties},
        }
        return template_of(resources).of(NatGateway)[0]

    return made


def test_by_default_it_is_for_the_internet_and_in_one_zone(nat: Any) -> None:
    assert nat().is_public is True
    assert nat().is_zonal is True
    assert nat().subnet is None


def test_what_it_says_is_known(nat: Any) -> None:
    assert nat(ConnectivityType="public").is_public is True
    assert nat(ConnectivityType="private").is_public is False
    assert nat(AvailabilityMode="zonal").is_zonal is True
    assert nat(AvailabilityMode="regional").is_zonal is False
    assert nat(SubnetId={"Ref": "Subnet"}).subnet.logical_id == "Subnet"


def test_what_the_deployment_decides_is_not(nat: Any, unknown: Any) -> None:
    assert isinstance(nat(ConnectivityType=unknown).is_public, Unresolved)
    assert isinstance(nat(AvailabilityMode=unknown).is_zonal, Unresolved)
    assert nat(SubnetId=unknown).subnet is None
