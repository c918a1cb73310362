from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.code_signing_config import CodeSigningConfig
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def config(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> CodeSigningConfig:
        resources = {"C": {"Type": "AWS::Lambda::CodeSigningConfig", "Properties": properties}}
        return template_of(resources).of(CodeSigningConfig)[0]

    return made


def test_an_absent_policy_warns(config: Any) -> None:
    assert config().policy == "Warn"
    assert config().publishers is None
    assert config().description is None


def test_what_is_stated_is_read(config: Any) -> None:
    stated = config(
        AllowedPublishers={"SigningProfileVersionArns": ["arn"]},
        CodeSigningPolicies={"UntrustedArtifactOnDeployment": "Enforce"},
        Description="of billing",
    )

    assert stated.policy == "Enforce"
    assert stated.publishers == ["arn"]
    assert stated.description == "of billing"


def test_what_is_not_known_is_unresolved(config: Any, unknown: Any) -> None:
    unresolved = config(AllowedPublishers=unknown, CodeSigningPolicies=unknown)

    assert isinstance(unresolved.policy, Unresolved)
    assert isinstance(unresolved.publishers, Unresolved)
