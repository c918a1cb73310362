"""What tests of the policies share: templates from plain data, judged by one rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from policies.engine import run
from policies.template.document import parse_document
from policies.template.template import Template

if TYPE_CHECKING:
    from policies.engine import Finding, Rule
    from policies.template.environment import Environment

# What CloudFormation cannot know before the deployment, in its plainest form.
UNKNOWN = {"Ref": "Unknown"}


def template(
    resources: dict[str, Any], environment: Environment | None = None, **sections: Any
) -> Template:
    """A template with these resources and a parameter `Unknown` that has no default."""
    parameters = {"Unknown": {"Type": "String"}, **sections.pop("Parameters", {})}
    data = {"Parameters": parameters, **sections, "Resources": resources}
    document = parse_document(Path("template.json"), json.dumps(data, indent=1))
    return Template(document, environment)


class Judge(Protocol):
    """Judges resources by one rule."""

    def __call__(
        self,
        rule: Rule,
        resources: dict[str, Any],
        environment: Environment | None = None,
        **sections: Any,
    ) -> list[Finding]: ...


class TemplateOf(Protocol):
    """Makes a template of its resources and further sections."""

    def __call__(
        self,
        resources: dict[str, Any],
        environment: Environment | None = None,
        **sections: Any,
    ) -> Template: ...


@pytest.fixture
def template_of() -> TemplateOf:
    """Templates given as plain data, each with a parameter `Unknown` that has no default."""
    return template


@pytest.fixture
def judge() -> Judge:
    """The findings of one rule on resources given as plain data."""

    def judged(
        rule: Rule,
        resources: dict[str, Any],
        environment: Environment | None = None,
        **sections: Any,
    ) -> list[Finding]:
        result = run([template(resources, environment, **sections).environment], [rule])
        assert result.crashes == []
        return [finding for _, finding in result.findings]

    return judged


@pytest.fixture
def unknown() -> dict[str, str]:
    """A value that only the deployment knows."""
    return UNKNOWN
