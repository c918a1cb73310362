"""SAM's resources as the CloudFormation ones that they are deployed as, by AWS's own translator."""

from __future__ import annotations

import logging
from copy import deepcopy
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from policies.domain.limits import TEMPLATE_BODY, TEMPLATE_RESOURCES
from policies.template.sam_origins import origins
from policies.template.sam_unknowns import Unknowns
from policies.template.unreadable import UnreadableError
from policies.template.weight import values, weighs_at_most

if TYPE_CHECKING:
    from policies.template.origin import Origin
    from policies.template.template import Template

_TRANSLATOR: Final = "samtranslator"
# The translator asks boto3 where it runs otherwise. Where the stack does not say, its partition is
# taken to be that of most accounts.
_REGION: Final = "us-east-1"
# The translator copies a text for each of them. State machines and API bodies have dozens.
_MOST_PLACEHOLDERS: Final = 500
_LONGEST_MESSAGE: Final = 300


def is_installed() -> bool:
    """True when the extra `sam` is there."""
    return find_spec(_TRANSLATOR) is not None


class _Session(NamedTuple):
    """What the translator takes of a boto3 session."""

    region_name: str


def translated(template: Template) -> tuple[dict[str, Any], dict[str, Origin]]:
    """The template's data as SAM expands it, and where the file has what it made.

    Raises:
        UnreadableError: SAM refuses the template; the message is its first complaint.
    """
    document = template.document
    _refuse_what_is_too_large(template)
    try:
        data = deepcopy(document.data)
        aside = _set_aside(data["Resources"])
        unknowns = Unknowns(template)
        unknowns.prepare(data)
        result = _translate(data, unknowns.parameters, template)
        unknowns.insert(result["Resources"])
        result = unknowns.restored(result)
    except RecursionError:
        raise UnreadableError(document.path, "nested too deeply for SAM to expand") from None
    # The translator takes both away.
    result["Transform"] = document.data["Transform"]
    result["Resources"] |= aside
    return result, origins(result["Resources"], document)


def _refuse_what_is_too_large(template: Template) -> None:
    data, path = template.document.data, template.path
    # The translator's work grows with the square of the events, each of which makes a resource.
    events = (each.value("Events") for each in template.resources.values())
    resources = len(data["Resources"]) + sum(len(own) for own in events if isinstance(own, dict))
    if not TEMPLATE_RESOURCES.admits(resources):
        problem = TEMPLATE_RESOURCES.violation(resources)
        raise UnreadableError(path, f"not expanded by SAM: {problem}")
    if not weighs_at_most(TEMPLATE_BODY.maximum or 0, data):
        problem = f"it has more than {TEMPLATE_BODY.maximum} bytes"
        raise UnreadableError(path, f"not expanded by SAM: {problem}; split it")
    texts = (value for value in values(data) if isinstance(value, str))
    if any(text.count("${") > _MOST_PLACEHOLDERS for text in texts):
        problem = f"a text has more than {_MOST_PLACEHOLDERS} placeholders"
        raise UnreadableError(path, f"not expanded by SAM: {problem}; split it")


def _set_aside(resources: dict[str, Any]) -> dict[str, Any]:
    """Take out what is no resource to SAM: loops that were not written out, and mistakes."""
    odd = {
        name: raw
        for name, raw in resources.items()
        if not isinstance(raw, dict) or not isinstance(raw.get("Type"), str)
    }
    for name in odd:
        del resources[name]
    return odd


def _translate(data: dict[str, Any], parameters: dict[str, Any], template: Template) -> Any:
    from samtranslator.model.exceptions import (  # noqa: PLC0415 - half a second
        ExceptionWithMessage,
        InvalidDocumentException,
    )
    from samtranslator.parser.parser import Parser  # noqa: PLC0415
    from samtranslator.translator.translator import (  # noqa: PLC0415
        Translator,
    )

    # It complains of metrics that nobody publishes.
    logging.getLogger(_TRANSLATOR).setLevel(logging.CRITICAL + 1)
    session = _Session(template.environment.region or _REGION)
    translator = Translator(None, Parser(), boto_session=session)
    try:
        return translator.translate(data, parameters, passthrough_metadata=True)
    except InvalidDocumentException as error:
        [first, *_] = error.causes
        raise _refused(first.message, template) from None
    except ExceptionWithMessage as error:
        raise _refused(error.message, template) from None
    except RecursionError:
        raise
    except Exception as error:  # noqa: BLE001 - it stumbles over what it does not expect
        raise _refused(f"{type(error).__name__}: {error}", template) from None


def _refused(message: str, template: Template) -> UnreadableError:
    text = " ".join(message.split()).removesuffix(".")
    named = next((name for name in template.resources if f"[{name}]" in text), None)
    if len(text) > _LONGEST_MESSAGE:
        text = f"{text[:_LONGEST_MESSAGE]}..."
    line = template.resources[named].line if named else None
    return UnreadableError(template.path, f"SAM refuses it: {text}", line=line)
