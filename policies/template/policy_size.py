"""How large a policy is to IAM, as far as it is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policies.template.resources.iam_policy import Policy, RolePolicy
from policies.template.values import Unresolved, known_text

if TYPE_CHECKING:
    from policies.template.resources.role import Role
    from policies.template.template import Template


def least_characters(raw: Any, template: Template) -> int:
    """The characters of a document without white space, and without what the deployment adds."""
    value = template.intrinsics.resolve(raw)
    if isinstance(value, (str, Unresolved)):
        return len("".join(known_text(value).split())) + len('""')
    if isinstance(value, dict):
        entries = [
            len(f'"{key}":') + least_characters(each, template) for key, each in value.items()
        ]
    elif isinstance(value, list):
        entries = [least_characters(each, template) for each in value]
    else:
        return 0 if value is None else len(json.dumps(value))
    return sum(entries) + len("{}") + len(entries[1:])


def inline_policies_characters(role: Role) -> int:
    """The characters of all inline policies that a role certainly has."""
    sizes = []
    listed = role.value("Policies")
    for raw in listed if isinstance(listed, list) else []:
        policy = role.template.intrinsics.resolve(raw)
        if isinstance(policy, dict):
            sizes.append(least_characters(policy.get("PolicyDocument"), role.template))
    kinds = (Policy, RolePolicy)
    for attached in role.template.environment.related_in_account(kinds, "roles", role):
        if attached.is_certain is True:
            document = attached.value("PolicyDocument")
            sizes.append(least_characters(document, attached.template))
    return sum(sizes)
