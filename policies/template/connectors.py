"""Connectors of SAM that are not expanded: what they grant stands nowhere yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from policies.template.template import Template

_CONNECTOR: Final = "AWS::Serverless::Connector"
# The attribute by which a resource of any type has connectors.
_CONNECTORS: Final = "Connectors"


def has_connectors(template: Template) -> bool:
    """True where SAM will grant roles and callers what the template does not say yet.

    Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
    """
    return "Transform" in template.document.data and any(
        resource.type == _CONNECTOR or _CONNECTORS in resource.raw
        for resource in template.resources.values()
    )
