from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.template.resources.deployment_application import DeploymentApplication
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


def test_an_application_is_for_servers_unless_it_says_so(
    template_of: TemplateOf, unknown: Any
) -> None:
    def application(**properties: Any) -> DeploymentApplication:
        resource = {"Type": "AWS::CodeDeploy::Application", "Properties": properties}
        return template_of({"Apps": resource}).of(DeploymentApplication)[0]

    assert application().compute_platform == "Server"
    assert application(ComputePlatform="Lambda").compute_platform == "Lambda"
    assert isinstance(application(ComputePlatform=unknown).compute_platform, Unresolved)
    assert application(ApplicationName="apps").name == "apps"
