"""The OpenAPI document of an API: the integrations that API Gateway reads in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.properties import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.resource import Resource

_INTEGRATION: Final = "x-amazon-apigateway-integration"


def integrations(api: Resource) -> Iterator[Element]:
    """What answers each operation of a document that stands in the template itself."""
    resolve = api.template.intrinsics.resolve
    paths = api.value("Body", "paths")
    for path, operations in paths.items() if isinstance(paths, dict) else ():
        methods = resolve(operations)
        for method, operation in methods.items() if isinstance(methods, dict) else ():
            known = resolve(operation)
            found = resolve(known.get(_INTEGRATION)) if isinstance(known, dict) else None
            if isinstance(found, dict):
                yield Element(api.template, found, f"Body.paths.{path}.{method}.{_INTEGRATION}")
