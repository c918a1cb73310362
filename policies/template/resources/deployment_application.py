"""AWS::CodeDeploy::Application."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.resource import Resource

if TYPE_CHECKING:
    from policies.template.values import Unresolved

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-codedeploy-application.html
_DEFAULT_PLATFORM: Final = "Server"


class DeploymentApplication(Resource):
    """What CodeDeploy calls an application: the deployment groups of one compute platform."""

    type_name: ClassVar[str] = "AWS::CodeDeploy::Application"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("ApplicationName")

    @property
    def compute_platform(self) -> str | Unresolved:
        """What its groups deploy to: Lambda, ECS or Server."""
        platform = self.text("ComputePlatform")
        return _DEFAULT_PLATFORM if platform is None else platform
