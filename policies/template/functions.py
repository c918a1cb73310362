"""CloudFormation's intrinsic functions, one Python function each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from policies.template.arns import components, path_steps
from policies.template.values import (
    PerhapsAbsent,
    PseudoParameter,
    Reference,
    Unresolved,
    Value,
    as_text,
    is_plain,
    joined,
    known_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policies.template.intrinsics import Intrinsics

    Function: TypeAlias = Callable[[Intrinsics, Any], Value]

# A reference taken apart asks its resource for a name, which may ask others.
_ARN_PARTS: Final = 8
_MALFORMED: Final = Unresolved("a malformed function")

# The pseudo parameters without a colon in them; a stack's id is an ARN, which has some.
_SINGLE: Final = frozenset(
    {"AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::StackName", "AWS::URLSuffix"}
)
_PARTITIONS: Final = (
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-iso-", "aws-iso"),
    ("us-isob-", "aws-iso-b"),
    ("us-isof-", "aws-iso-f"),
    ("eu-isoe-", "aws-iso-e"),
    ("eusc-", "aws-eusc"),
)


def _ref(intrinsics: Intrinsics, name: Any) -> Value:
    template = intrinsics.template
    if not isinstance(name, str):
        return _MALFORMED
    if name.startswith("AWS::"):
        return _pseudo_parameter(intrinsics, name)
    resource = template.resources.get(name)
    if resource is not None:
        return Reference(f"the identifier of {name}", resource)
    return intrinsics.parameter(name)


def _pseudo_parameter(intrinsics: Intrinsics, name: str) -> Value:
    account, region = intrinsics.template.environment.account_and_region
    if name == "AWS::NoValue":
        return None
    if name == "AWS::AccountId" and account:
        return account
    if name == "AWS::Region" and region:
        return region
    if name == "AWS::Partition" and region:
        return next((part for start, part in _PARTITIONS if region.startswith(start)), "aws")
    return PseudoParameter(name) if name in _SINGLE else Unresolved(name)


def _get_att(intrinsics: Intrinsics, argument: Any) -> Value:
    path = argument.split(".", 1) if isinstance(argument, str) else argument
    match path:
        case [str() as name, *rest]:
            steps = [intrinsics.resolve(step) for step in rest]
            attribute = ".".join(step for step in steps if isinstance(step, str))
        case _:
            return _MALFORMED
    resource = intrinsics.template.resources.get(name)
    if resource is None or not attribute:
        return _MALFORMED
    output = attribute.removeprefix("Outputs.")
    if output != attribute and resource.nested_template is not None:
        return resource.nested_template.output(output)
    return Reference(f"{attribute} of {name}", resource, attribute)


def _sub(intrinsics: Intrinsics, argument: Any) -> Value:
    match argument:
        case str() as text:
            return _substituted(intrinsics, text, {})
        case [str() as text, dict() as own]:
            return _substituted(intrinsics, text, own)
    return _MALFORMED


def _substituted(intrinsics: Intrinsics, text: str, own: Mapping[str, Any]) -> Value:
    intrinsics.spend(len(text), items=text.count("${"))
    parts: list[str | Unresolved] = []
    known: dict[str, str | Unresolved] = {}
    end = 0
    # Each character is passed once: an expression would look for the brace from every `${` anew.
    while (start := text.find("${", end)) >= 0 and (brace := text.find("}", start)) >= 0:
        parts.append(text[end:start])
        inside, end = text[start + 2 : brace], brace + 1
        if inside.startswith("!"):
            parts.append(f"${{{inside[1:]}}}")
            continue
        name = inside.strip()
        if name not in known:
            function = "Fn::GetAtt" if "." in name else "Ref"
            known[name] = as_text(intrinsics.resolve(own.get(name, {function: name})))
        parts.append(known[name])
    return joined([*parts, text[end:]])


def _join(intrinsics: Intrinsics, argument: Any) -> Value:
    match argument:
        case [str() as separator, raw_items]:
            items = intrinsics.items(raw_items)
        case _:
            return _MALFORMED
    if not isinstance(items, list):
        return Unresolved("a joined list")
    parts: list[str | Unresolved] = []
    separated = ""
    for item in items:
        if isinstance(item, PerhapsAbsent):  # which brings its separator with it, or nothing
            parts.append(item)
            continue
        parts += [separated, as_text(item)]
        separated = separator
    return joined(parts)


def _split(intrinsics: Intrinsics, argument: Any) -> Value:
    match argument:
        case [str() as separator, raw_text] if separator:
            text = intrinsics.resolve(raw_text)
        case _:
            return _MALFORMED
    if isinstance(text, str):
        return list(text.split(separator))
    intrinsics.spend(0, items=_ARN_PARTS)
    parts = components(text) if separator == ":" else None
    if separator == "/":
        parts = path_steps(text)
    return Unresolved("a split text") if parts is None else list(parts)


def _select(intrinsics: Intrinsics, argument: Any) -> Value:
    match argument:
        case [raw_index, raw_items]:
            index, items = as_text(intrinsics.resolve(raw_index)), intrinsics.items(raw_items)
        case _:
            return _MALFORMED
    if not isinstance(items, list) or not isinstance(index, str) or not index.isdecimal():
        return Unresolved("a selected item")
    if len(index) > len(str(len(items))) or int(index) >= len(items):
        return _MALFORMED
    position = int(index)
    if any(isinstance(item, PerhapsAbsent) for item in items[:position]):
        return Unresolved("an item behind one that may be absent")
    return items[position]


def _find_in_map(intrinsics: Intrinsics, argument: Any) -> Value:
    match argument:
        case [_, _, _, {"DefaultValue": default}]:
            steps = argument[:3]
        case [_, _, _]:
            steps, default = argument, None
        case _:
            return _MALFORMED
    table: Any = intrinsics.template.section("Mappings")
    for step in steps:
        key = as_text(intrinsics.resolve(step))
        if isinstance(key, Unresolved):
            return Unresolved("a key of a mapping")
        if not isinstance(table, dict) or key not in table:
            return _MALFORMED if default is None else intrinsics.resolve(default)
        table = table[key]
    # Text or a list of it: a function in a mapping could ask for the mapping again.
    return cast("Value", table) if is_plain(table) else _MALFORMED


def _if(intrinsics: Intrinsics, argument: Any) -> Value:
    match argument:
        case [name, then, otherwise]:
            holds = intrinsics.condition(name)
        case _:
            return _MALFORMED
    if isinstance(holds, bool):
        return intrinsics.resolve(then if holds else otherwise)
    left, right = intrinsics.resolve(then), intrinsics.resolve(otherwise)
    if left == right:
        return left
    reason = f"decided by {holds.reason}"
    if any(side is None or isinstance(side, PerhapsAbsent) for side in (left, right)):
        return PerhapsAbsent(reason)
    return Unresolved(reason, min((known_text(as_text(side)) for side in (left, right)), key=len))


def _import_value(intrinsics: Intrinsics, argument: Any) -> Value:
    name = intrinsics.resolve(argument)
    if not isinstance(name, str):
        return Unresolved("an import")
    return intrinsics.template.imported(name)


def _get_stack_output(intrinsics: Intrinsics, argument: Any) -> Value:
    """What CDK writes for weak cross-stack references."""
    match argument:
        case {"StackName": raw_stack, "OutputName": raw_output}:
            stack, output = intrinsics.resolve(raw_stack), intrinsics.resolve(raw_output)
            region = intrinsics.resolve(argument.get("Region"))
        case _:
            return _MALFORMED
    if (
        not isinstance(stack, str)
        or not isinstance(output, str)
        or not isinstance(region, str | None)
    ):
        return Unresolved("another stack's output")
    return intrinsics.template.stack_output(stack, output, region)


def _base64(intrinsics: Intrinsics, argument: Any) -> Value:
    text = intrinsics.resolve(argument)
    if isinstance(text, str):
        import base64  # noqa: PLC0415 - for user data of instances; seldom near a function

        return base64.b64encode(text.encode("utf-8", "surrogatepass")).decode("ascii")
    return Unresolved("Base64 of a value")


def _length(intrinsics: Intrinsics, argument: Any) -> Value:
    items = intrinsics.resolve(argument)
    if not isinstance(items, list):
        return Unresolved("the length of a value")
    resolved = intrinsics.items(items)
    if not isinstance(resolved, list) or any(isinstance(item, PerhapsAbsent) for item in resolved):
        return Unresolved("the length of a list with an item that may be absent")
    return len(resolved)


def _to_json_string(intrinsics: Intrinsics, argument: Any) -> Value:
    value = _resolved_throughout(intrinsics, argument)
    if isinstance(value, Unresolved):
        return value
    import json  # noqa: PLC0415 - YAML templates seldom need it

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _resolved_throughout(intrinsics: Intrinsics, raw: Any) -> Value:
    """The value with all that is in it; unresolved when one part is."""
    intrinsics.spend(0, items=1)
    value = intrinsics.resolve(raw)
    if isinstance(value, list):
        items = [_resolved_throughout(intrinsics, item) for item in value]
        unresolved = next((item for item in items if isinstance(item, Unresolved)), None)
        if unresolved is not None:
            return unresolved
        return [item for item in items if item is not None]
    if isinstance(value, dict):
        entries = {key: _resolved_throughout(intrinsics, each) for key, each in value.items()}
        unknown = (each for each in entries.values() if isinstance(each, Unresolved))
        unresolved = next(unknown, None)
        if unresolved is not None:
            return unresolved
        return {key: each for key, each in entries.items() if each is not None}
    return value


FUNCTIONS: Final[Mapping[str, Function]] = {
    "Ref": _ref,
    "Fn::Base64": _base64,
    "Fn::FindInMap": _find_in_map,
    "Fn::GetAtt": _get_att,
    "Fn::GetStackOutput": _get_stack_output,
    "Fn::If": _if,
    "Fn::ImportValue": _import_value,
    "Fn::Join": _join,
    "Fn::Length": _length,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::Sub": _sub,
    "Fn::ToJsonString": _to_json_string,
}
