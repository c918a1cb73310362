"""Which SAM resource, and which part of it, makes a resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from policies.template.origin import Origin, has

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policies.template.document import Document
    from policies.template.origin import Steps

PREFIX: Final = "AWS::Serverless::"
_FUNCTION: Final = "AWS::Serverless::Function"
# The translator copies metadata to what it makes: each SAM resource carries its own name in there.
MARKER: Final = "keel::made-of"

# The property of a SAM resource below which the properties of what is made of it stand.
_HOLDERS: Final[Mapping[str, str]] = {
    "AWS::CodeDeploy::Application": "DeploymentPreference",
    "AWS::CodeDeploy::DeploymentGroup": "DeploymentPreference",
    "AWS::IAM::Role": "Policies",
    "AWS::Lambda::Alias": "AutoPublishAlias",
    "AWS::Lambda::EventInvokeConfig": "EventInvokeConfig",
    "AWS::Lambda::Permission": "FunctionUrlConfig",
    "AWS::Lambda::Url": "FunctionUrlConfig",
    "AWS::Lambda::Version": "AutoPublishAlias",
}
# What SAM calls a property, where it has a name of its own for it.
_NAMES: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "AWS::CodeDeploy::DeploymentGroup": {
        "AlarmConfiguration": ("Alarms",),
        "DeploymentConfigName": ("Type",),
        "ServiceRoleArn": ("Role",),
        "TriggerConfigurations": ("TriggerConfigurations",),
    },
    "AWS::Events::Rule": {"EventPattern": ("Pattern",), "ScheduleExpression": ("Schedule",)},
    "AWS::IAM::Role": {"ManagedPolicyArns": ("Policies",)},
    "AWS::Lambda::EventSourceMapping": {"EventSourceArn": ("Queue", "Stream", "Cluster", "Broker")},
    "AWS::Lambda::Function": {
        "Code": ("CodeUri", "InlineCode", "ImageUri"),
        "DeadLetterConfig": ("DeadLetterQueue",),
        "TracingConfig": ("Tracing",),
    },
    "AWS::Lambda::LayerVersion": {"Content": ("ContentUri",)},
    "AWS::SNS::Subscription": {"TopicArn": ("Topic",)},
}
# An event named `Alias` has no part in these.
_NEVER_OF_EVENTS: Final = frozenset(
    {*_HOLDERS, "AWS::Lambda::Function"} - {"AWS::IAM::Role", "AWS::Lambda::Permission"}
)
# What one template has once, whatever number of its functions asks for it.
_SHARED: Final[Mapping[str, str]] = {
    "CodeDeployServiceRole": "DeploymentPreference",
    "ServerlessDeploymentApplication": "DeploymentPreference",
}
# An API that no resource declares, and the events that ask for it.
_IMPLICIT: Final[Mapping[str, tuple[str, str]]] = {
    "ServerlessHttpApi": ("HttpApi", "ApiId"),
    "ServerlessRestApi": ("Api", "RestApiId"),
}


def origins(resources: Mapping[str, Any], document: Document) -> dict[str, Origin]:
    """The origin of each resource that SAM made; the marks that told are removed."""
    sam = _Sam(document)
    found = {}
    for logical_id, raw in resources.items():
        if not isinstance(raw, dict) or not isinstance(raw.get("Type"), str):
            continue
        marked = _unmarked(raw)
        origin = sam.origin(logical_id, raw["Type"], marked)
        if origin is not None:
            found[logical_id] = origin
    return found


def _unmarked(raw: dict[str, Any]) -> str | None:
    metadata = raw.get("Metadata")
    if not isinstance(metadata, dict) or MARKER not in metadata:
        return None
    # SAM gives the same object to several resources.
    raw["Metadata"] = {key: value for key, value in metadata.items() if key != MARKER}
    if not raw["Metadata"]:
        del raw["Metadata"]
    return str(metadata[MARKER])


class _Sam:
    """The SAM resources of a document, as its loops wrote them out."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # The longest first: `OrdersApi` before `Orders`.
        self._resources: dict[str, dict[str, Any]] = {
            name: raw
            for name, raw in sorted(
                document.data["Resources"].items(), key=lambda item: -len(str(item[0]))
            )
            if isinstance(raw, dict) and str(raw.get("Type")).startswith(PREFIX)
        }

    def origin(self, logical_id: str, kind: str, marked: str | None) -> Origin | None:
        if marked is None and logical_id in self._document.data["Resources"]:
            return None
        if marked in self._resources:
            return self._made(str(marked), self._event(str(marked), logical_id, kind), kind)
        for shared, asked in _SHARED.items():
            if logical_id == shared:
                return self._first_with(asked, kind)
        for implicit, (event_type, declared) in _IMPLICIT.items():
            if logical_id.startswith(implicit):
                return self._first_event(event_type, declared, kind)
        name = next((name for name in self._resources if logical_id.startswith(name)), None)
        return self._made(name, self._event(name, logical_id, kind), kind) if name else None

    def _made(self, name: str, event: str | None, kind: str) -> Origin:
        raw = self._resources[name]
        looped = self._document.origins.get(name)
        path: Steps = looped.path if looped else ("Resources", name)
        file = (self._document.source or self._document).data
        properties = (*path, "Properties")
        if event is not None:
            part = (*properties, "Events", event)
            holders: list[Steps] = [(*part, "Properties")]
        else:
            shared = ("Globals", raw["Type"].removeprefix(PREFIX))
            below = _HOLDERS.get(kind)
            places: list[Steps] = [properties, shared]
            holders = [(*place, below) for place in places if below is not None]
            part = next((holder for holder in holders if has(file, holder)), ())
            holders += places
        return Origin(
            name, raw["Type"], path, file, holders=holders, part=part, names=_NAMES.get(kind)
        )

    def _event(self, name: str, logical_id: str, kind: str) -> str | None:
        """The event of a SAM resource that makes what is called so."""
        rest = logical_id.removeprefix(name)
        if kind in _NEVER_OF_EVENTS or rest == "Role":
            return None
        events = [event for event, _ in self._events(name) if rest.startswith(event)]
        return max(events, key=len, default=None)

    def _events(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        properties = self._resources[name].get("Properties")
        events = properties.get("Events") if isinstance(properties, dict) else None
        for event, raw in events.items() if isinstance(events, dict) else ():
            if isinstance(raw, dict):
                yield str(event), raw

    def _first_with(self, asked: str, kind: str) -> Origin | None:
        functions = [
            name
            for name in self._document.data["Resources"]
            if name in self._resources and self._resources[name]["Type"] == _FUNCTION
        ]
        asking = (name for name in functions if has(self._resources[name], ("Properties", asked)))
        name = next(asking, next(iter(functions), None))
        return self._made(name, None, kind) if name else None

    def _first_event(self, event_type: str, declared: str, kind: str) -> Origin | None:
        for name in self._document.data["Resources"]:
            if name not in self._resources:
                continue
            for event, raw in self._events(name):
                properties = raw.get("Properties")
                own = properties if isinstance(properties, dict) else {}
                if raw.get("Type") == event_type and declared not in own:
                    return self._made(name, event, kind)
        return None
