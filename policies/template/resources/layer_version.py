"""AWS::Lambda::LayerVersion."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.resource import Resource

if TYPE_CHECKING:
    from policies.template.package import Package
    from policies.template.values import Unresolved, Value


class LayerVersion(Resource):
    """A version of a layer: an archive that functions find under /opt."""

    type_name: ClassVar[str] = "AWS::Lambda::LayerVersion"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """The layer's name, None when CloudFormation generates one from the logical id."""
        return self.text("LayerName")

    @property
    def description(self) -> str | Unresolved | None:
        """What people read about it."""
        return self.text("Description")

    @property
    def compatible_runtimes(self) -> list[Value] | Unresolved | None:
        """The runtimes it is said to be for; None when nothing is said."""
        return self.items("CompatibleRuntimes")

    @property
    def compatible_architectures(self) -> list[Value] | Unresolved | None:
        """The architectures it is said to be for; None when nothing is said."""
        return self.items("CompatibleArchitectures")

    @property
    def license_info(self) -> str | Unresolved | None:
        """Its licence: an SPDX identifier, a URL or the text itself."""
        return self.text("LicenseInfo")

    @property
    def package(self) -> Package | None:
        """Its package, when the assembly holds it."""
        return self.template.package(self.text("Content", "S3Key"))
