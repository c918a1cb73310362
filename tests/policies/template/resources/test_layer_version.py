from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.layer_version import LayerVersion
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def layer(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> LayerVersion:
        resources = {"Own": {"Type": "AWS::Lambda::LayerVersion", "Properties": properties}}
        return template_of(resources).of(LayerVersion)[0]

    return made


def test_what_it_says_is_known(layer: Any) -> None:
    known = layer(
        LayerName="numbers",
        CompatibleRuntimes=["python3.14"],
        CompatibleArchitectures=["arm64"],
        LicenseInfo="MIT",
    )

    assert known.name == "numbers"
    assert known.compatible_runtimes == ["python3.14"]
    assert known.compatible_architectures == ["arm64"]
    assert known.license_info == "MIT"


def test_what_it_does_not_say_is_none(layer: Any) -> None:
    silent = layer()

    assert silent.name is None
    assert silent.compatible_runtimes is None
    assert silent.compatible_architectures is None
    assert silent.license_info is None
    assert silent.package is None


def test_what_the_deployment_decides_is_not_known(layer: Any, unknown: Any) -> None:
    assert isinstance(layer(LayerName=unknown).name, Unresolved)
    assert isinstance(layer(CompatibleRuntimes=unknown).compatible_runtimes, Unresolved)
    assert layer(Content={"S3Key": unknown}).package is None
