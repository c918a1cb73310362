"""What CloudFormation makes of a template before it deploys it: loops and SAM written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.template.environment import Environment
from policies.template.macros import LOOPS, SAM, macro_names
from policies.template.template import Template, is_template
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from policies.template.document import Document
    from policies.template.resource import Resource


def expanded(
    document: Document, environment: Environment, parent: Resource | None = None
) -> tuple[Document, list[UnreadableError]]:
    """The document as it is deployed, and what of it could not be expanded.

    Args:
        document: As it was read.
        environment: The account and region, as far as they are known.
        parent: Of a nested stack: the resource that passes its parameters.
    """
    if not is_template(document.data):
        return document, []
    macros = macro_names(document.data.get("Transform"))
    if LOOPS not in macros and SAM not in macros:
        return document, []
    # Both are imported for templates that ask for them: SAM's translator takes half a second.
    if LOOPS in macros:
        from policies.template.loops import written_out  # noqa: PLC0415

        try:
            scratch = _scratch(document, environment, parent)
            document = document.expanded(*written_out(scratch))
        except UnreadableError as error:
            return document, [error]
        except RecursionError:
            return document, [UnreadableError(document.path, "nested too deeply to be expanded")]
    if SAM in macros:
        from policies.template import sam  # noqa: PLC0415

        if sam.is_installed():
            try:
                document = document.expanded(
                    *sam.translated(_scratch(document, environment, parent))
                )
            except UnreadableError as error:
                return document, [error]
    return document, []


def _scratch(document: Document, environment: Environment, parent: Resource | None) -> Template:
    """The template as it stands, in an environment of its own: for its parameters and mappings."""
    alone = Environment(environment.account, environment.region)
    template = Template(document, alone)
    template.parent = parent
    return template
