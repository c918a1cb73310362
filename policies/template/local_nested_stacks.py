"""Nested stacks of plain templates, whose files lie beside the parent's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from policies.template.cdk_assembly import (
    MAXIMUM_NESTED_STACKS,
    MAXIMUM_NESTING,
    NESTED_STACK,
)
from policies.template.expansion import expanded
from policies.template.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policies.template.environment import Environment
    from policies.template.resource import Resource


def include_local_nested_stacks(
    environments: list[Environment], plain: Mapping[str, Template]
) -> None:
    """Judge a nested template as its parents include it: with the parameters they pass.

    Until `aws cloudformation package` uploads it, `TemplateURL` is the path of its file. A template
    that some parent includes is no longer judged by itself: its parameters' defaults may be what
    no deployment has.
    """
    included: set[str] = set()
    budget = iter(range(MAXIMUM_NESTED_STACKS))
    for file, template in plain.items():
        if any(True for _ in _local(template, plain)) and file not in included:
            _include(template, plain, [file], included, budget)
    for file in included:
        alone = plain[file].environment
        if alone in environments and alone.templates == [plain[file]]:
            environments.remove(alone)


def _include(
    parent: Template,
    plain: Mapping[str, Template],
    chain: list[str],
    included: set[str],
    budget: Iterator[int],
) -> None:
    for resource, file in _local(parent, plain):
        if file in chain or len(chain) > MAXIMUM_NESTING or next(budget, None) is None:
            continue
        # It may expand to something else with these parameters; that it fails to was told before.
        written = plain[file].document.source or plain[file].document
        document, _ = expanded(written, parent.environment, resource)
        nested = Template(document, parent.environment)
        nested.parent = resource
        resource.nested_template = nested
        included.add(file)
        _include(nested, plain, [*chain, file], included, budget)


def _local(template: Template, plain: Mapping[str, Template]) -> Iterator[tuple[Resource, str]]:
    for resource in template.of_type(NESTED_STACK):
        url = resource.value("TemplateURL")
        if isinstance(url, str) and "://" not in url and "\0" not in url:
            file = os.path.realpath(template.path.parent / url)
            if file in plain:
                yield resource, file
