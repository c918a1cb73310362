"""One file as data, with the line of every part of it."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any, Protocol

from policies.domain.limits import TEMPLATE_BODY
from policies.template import json_format
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from policies.template.origin import Origin

# What CloudFormation accepts is a tenth of this. Files in a cdk.out that are no templates
# (manifest, metadata, tree) grow with the app, so the bound leaves them room.
MAXIMUM_BYTES = 32 * (TEMPLATE_BODY.maximum or 0)

_YAML_SUFFIXES = frozenset({".yaml", ".yml"})
_JSON_SUFFIXES = frozenset({".json"})


class Lines(Protocol):
    """Where things stand in the text."""

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of the deepest part of `path` that exists, counted from 1."""
        ...


class Document:
    """A file that was read and parsed."""

    __slots__ = ("data", "lines", "origins", "path", "source")

    def __init__(self, path: Path, data: Any, lines: Lines) -> None:
        self.path = path
        self.data = data
        self.lines = lines
        # Of a document that was expanded: as it was read, and where that has what it became.
        self.source: Document | None = None
        self.origins: Mapping[str, Origin] = {}

    def expanded(self, data: Any, origins: Mapping[str, Origin]) -> Document:
        """The document with what CloudFormation makes of its data."""
        whole = Document(self.path, data, self.lines)
        whole.source = self.source or self
        whole.origins = {**self.origins, **origins}
        return whole


def read_document(path: Path) -> Document:
    """The file as data.

    Raises:
        UnreadableError: it is missing, too large, no text, or neither JSON nor YAML.
    """
    return parse_document(path, read_text(path))


def read_text(path: Path) -> str:
    """The file's text.

    Raises:
        UnreadableError: it is missing, no file, too large, or no text.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableError(path, "no such file; check the path or run cdk synth") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(path, f"cannot be read: {reason.lower()}") from None
    if len(raw) > MAXIMUM_BYTES:
        raise UnreadableError(
            path,
            f"larger than {MAXIMUM_BYTES >> 20} MiB, and CloudFormation takes templates of at "
            f"most {TEMPLATE_BODY.maximum} bytes; name the template itself",
        )
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(path, "not text; a template is JSON or YAML in UTF-8") from None
    if "\0" in text:
        raise UnreadableError(path, "not text; a template is JSON or YAML in UTF-8")
    if not text.strip():
        raise UnreadableError(path, "empty; a template needs at least Resources")
    return text


def parse_document(path: Path, text: str) -> Document:
    """The text as data: JSON or YAML by the file's suffix, else by its first character.

    Raises:
        UnreadableError: the text is neither.
    """
    suffix = path.suffix.lower()
    looks_like_json = text.lstrip()[:1] in "{["
    if suffix in _JSON_SUFFIXES or (looks_like_json and suffix not in _YAML_SUFFIXES):
        data, lines = json_format.parse(path, text)
        return Document(path, data, lines)
    # PyYAML costs 15 ms to import; most inputs are CDK's JSON.
    from policies.template import yaml_format  # noqa: PLC0415

    yaml_data, yaml_lines = yaml_format.parse(path, text)
    return Document(path, yaml_data, yaml_lines)
