from __future__ import annotations

from typing import TYPE_CHECKING

from policies.template.resources.vpc import Vpc
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


def test_its_tenancy_is_known_default_or_unresolved(template_of: TemplateOf) -> None:
    def tenancy(value: object) -> object:
        properties = {} if value is None else {"InstanceTenancy": value}
        resources = {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": properties}}
        return template_of(resources).of(Vpc)[0].tenancy

    assert tenancy("dedicated") == "dedicated"
    assert tenancy(None) is None
    assert isinstance(tenancy({"Ref": "Unknown"}), Unresolved)
