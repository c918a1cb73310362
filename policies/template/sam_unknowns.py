"""What SAM wants to know before it expands, and nobody knows before the deployment.

Parameters without a value, and code that is not uploaded yet: each gets a stand-in, which becomes
what it stood for again in what SAM makes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from policies.template.sam_origins import MARKER
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.template import Template

_PSEUDO: Final = {"AWS::Region": "AWSRegion", "AWS::Partition": "AWSPartition"}
# An alias that is named by such a parameter has it in its logical id, where it can be read.
_STAND_IN: Final = "KnownAtDeployment"
_STOOD: Final = re.compile(rf"(?<![A-Za-z0-9])([A-Za-z0-9]+){_STAND_IN}(?![A-Za-z0-9])")
_ALPHANUMERIC: Final = re.compile(r"[A-Za-z0-9]+")
# SAM asks for names and switches. Longer values would multiply in what it writes into Sub.
_LONGEST_VALUE: Final = 128
_NOT_UPLOADED: Final = "keel-not-uploaded-yet"
_UPLOADED: Final = re.compile(r"s3://[^/?#]+/[^?#]")
_CODE: Final = ("CodeUri", "ContentUri", "DefinitionUri")
_FUNCTION: Final = "AWS::Serverless::Function"
_APPLICATION: Final = "AWS::Serverless::Application"
_INCLUDE: Final = "Fn::Transform"
# How what is not uploaded yet looks to the rules: a function that only the packaging can resolve.
_PACKAGED: Final = {"Fn::Package": None}


class Unknowns:
    """The stand-ins of one template."""

    def __init__(self, template: Template) -> None:
        self._stood_for: dict[str, str] = {}
        self._inserting: dict[str, Any] = {}
        self.parameters: dict[str, Any] = dict(self._values(template))

    def _values(self, template: Template) -> Iterator[tuple[str, Any]]:
        for name in template.section("Parameters"):
            value = template.intrinsics.parameter(name)
            if isinstance(value, str | int | float) and len(str(value)) <= _LONGEST_VALUE:
                yield name, value
            elif _ALPHANUMERIC.fullmatch(name):
                yield name, self._stand_in(name, name)
        for name, spelled in _PSEUDO.items():
            value = template.intrinsics.resolve({"Ref": name})
            is_known = not isinstance(value, Unresolved)
            yield name, value if is_known else self._stand_in(name, spelled)

    def _stand_in(self, name: str, spelled: str) -> str:
        self._stood_for[spelled] = name
        return f"{spelled}{_STAND_IN}"

    def prepare(self, data: dict[str, Any]) -> None:
        """Write stand-ins into a copy of a template's data, and a marker into each resource."""
        shared = data.get("Globals")
        if isinstance(shared, dict):
            self._prepare_globals(shared)
        for name, raw in data["Resources"].items():
            if raw["Type"].startswith("AWS::Serverless::"):
                metadata = raw.get("Metadata")
                raw["Metadata"] = {**(metadata if isinstance(metadata, dict) else {}), MARKER: name}
                properties = raw.get("Properties")
                if isinstance(properties, dict):
                    self._prepare(name, raw["Type"], properties)

    def _prepare_globals(self, shared: dict[str, Any]) -> None:
        for holder in [shared, *(own for own in shared.values() if isinstance(own, dict))]:
            if _INCLUDE in holder:
                self._inserting[""] = holder.pop(_INCLUDE)
        functions = shared.get("Function")
        if isinstance(functions, dict) and not _is_uploaded(functions.get("CodeUri")):
            functions.pop("CodeUri", None)
        apis = shared.get("Api")
        if isinstance(apis, dict):
            _stand_in_for_code(apis, "Globals")

    def _prepare(self, name: str, kind: str, properties: dict[str, Any]) -> None:
        if _INCLUDE in properties:
            self._inserting[name] = properties.pop(_INCLUDE)
        if kind == _FUNCTION and not self._inserting.keys().isdisjoint((name, "")):
            # What the translator insists on may be what is included.
            properties.setdefault("Runtime", _NOT_UPLOADED)
            properties.setdefault("Handler", _NOT_UPLOADED)
        if kind == _APPLICATION and isinstance(properties.get("Location"), dict):
            # Of an application in the repository, which the translator would ask the network for.
            properties["Location"] = _NOT_UPLOADED
        if kind == _FUNCTION and properties.get("PackageType") == "Image":
            properties.setdefault("ImageUri", _NOT_UPLOADED)
        elif kind == _FUNCTION and "InlineCode" not in properties:
            properties.setdefault("CodeUri", None)
        _stand_in_for_code(properties, name)

    def restored(self, data: Any) -> Any:
        """The data with what the stand-ins stood for."""
        if isinstance(data, str):
            return self._restored_text(data)
        if isinstance(data, list):
            return [self.restored(item) for item in data]
        if not isinstance(data, dict):
            return data
        if _NOT_UPLOADED in (data.get("S3Bucket"), data.get("Bucket")):
            return dict(_PACKAGED)
        whole = {key: self.restored(value) for key, value in data.items() if key != "Fn::Sub"}
        if "Fn::Sub" in data:
            whole["Fn::Sub"] = self._restored_sub(data["Fn::Sub"])
        return whole

    def _restored_text(self, text: str) -> Any:
        if text == _NOT_UPLOADED:
            return dict(_PACKAGED)
        if _STAND_IN not in text:
            return text
        # Between the texts stand the names: that is how re.split has groups.
        pieces = _STOOD.split(text)
        if any(spelled not in self._stood_for for spelled in pieces[1::2]):
            return text
        parts: list[Any] = [
            {"Ref": self._stood_for[piece]} if place % 2 else piece
            for place, piece in enumerate(pieces)
        ]
        parts = [part for part in parts if part != ""]
        return parts[0] if len(parts) == 1 else {"Fn::Join": ["", parts]}

    def _restored_sub(self, argument: Any) -> Any:
        text, *own = argument if isinstance(argument, list) and argument else [argument]
        if isinstance(text, str):
            text = _STOOD.sub(lambda found: f"${{{self._stood_for.get(found[1], found[0])}}}", text)
        return [text, *map(self.restored, own)] if own else text

    def insert(self, resources: dict[str, Any]) -> None:
        """Let what an include writes into a SAM resource count for all that is made of it."""
        for raw in resources.values():
            metadata = raw.get("Metadata") if isinstance(raw, dict) else None
            marker = metadata.get(MARKER) if isinstance(metadata, dict) else None
            for name in ("", marker):
                if marker is not None and name in self._inserting:
                    raw.setdefault("Properties", {})[_INCLUDE] = self._inserting[name]


def _stand_in_for_code(properties: dict[str, Any], name: str) -> None:
    for key in _CODE:
        if key in properties and not _is_uploaded(properties[key]):
            properties[key] = f"s3://{_NOT_UPLOADED}/{name}"


def _is_uploaded(code: Any) -> bool:
    """True for the places in S3 that the translator takes."""
    if isinstance(code, dict):
        return bool(code.get("Bucket")) and bool(code.get("Key"))
    return isinstance(code, str) and _UPLOADED.match(code) is not None
