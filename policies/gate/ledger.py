"""All acknowledgements of a run: which cover what, which have expired, which cover nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.engine import NAMESPACE
from policies.gate.acknowledgement import Acknowledgement, RefusedError, parse
from policies.gate.places import matches, places, relative
from policies.gate.shown import shown
from policies.template.cdk_metadata import LONGEST_PATH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from policies.template.resource import Resource
    from policies.template.template import Template


class Ledger:
    """Finds the acknowledgement that covers a finding, the closest one first.

    Said at the resource itself (template metadata), at its construct or one above it (CDK), for
    the whole template, then in the configuration.
    """

    def __init__(
        self,
        configured: Iterable[Acknowledgement],
        rules: Collection[str],
        today: str,
        root: Path | None = None,
    ) -> None:
        self.refused: list[str] = []
        self._configured: dict[str, list[Acknowledgement]] = {}
        self._rules = rules
        self._today = today
        self._root = root
        self._in_templates: dict[int, dict[str | None, list[Acknowledgement]]] = {}
        # Everything that was seen, with whether it covered a finding.
        self._seen: dict[Acknowledgement, bool] = {}
        for said in configured:
            self._configured.setdefault(said.rule, []).append(said)
            self._seen[said] = False

    def read(self, templates: Iterable[Template]) -> None:
        """Learn what the templates say; what says too little is kept in `refused`."""
        told: set[int] = set()
        for template in templates:
            own = self._in_templates.setdefault(id(template), {})
            own[None] = self._said(template, None, template.section("Metadata"))
            # SAM copies the metadata of a resource to all it makes of it; it is read once.
            written: dict[str, list[Acknowledgement]] = {}
            for logical_id, each in template.resources.items():
                if not _says_something(each):
                    continue
                if each.written_id not in written:
                    metadata = each.raw.get("Metadata")
                    written[each.written_id] = self._said(template, each, metadata)
                own[logical_id] = written[each.written_id]
            if id(template.acknowledgements) in told:
                continue  # what the metadata of a stack tells, its nested stacks share
            told.add(id(template.acknowledgements))
            for path, rules in template.acknowledgements.items():
                for rule, why in rules.items():
                    if rule.startswith(f"{NAMESPACE}::"):
                        said_in_code = Acknowledgement(
                            rule.removeprefix(f"{NAMESPACE}::"), why, path
                        )
                        self._seen.setdefault(said_in_code, False)

    def _said(
        self, template: Template, resource: Resource | None, metadata: object
    ) -> list[Acknowledgement]:
        keel = metadata.get(NAMESPACE) if isinstance(metadata, dict) else None
        said = [] if keel is None else list(self._parsed(template, resource, keel))
        self._seen.update(dict.fromkeys(said, False))
        return said

    def _parsed(
        self, template: Template, resource: Resource | None, keel: object
    ) -> Iterator[Acknowledgement]:
        steps: tuple[str | int, ...] = ("Metadata",)
        if resource is not None:
            path = resource.origin.path if resource.origin else ("Resources", resource.logical_id)
            steps = (*path, "Metadata")
        keel = keel if isinstance(keel, dict) else {}
        entries = keel.get("acknowledge")
        name = relative(template.path, self._root)
        at = name if resource is None else f"{name}#{resource.written_id}"
        if not isinstance(entries, list):
            line = template.line_of(*steps, NAMESPACE)
            self.refused.append(
                f"{template.path}:{line}: Metadata.keel holds a list acknowledge, each with rule "
                "and reason"
            )
            return
        for key in keel:
            if key != "acknowledge":
                line = template.line_of(*steps, NAMESPACE, key)
                self.refused.append(
                    f"{template.path}:{line}: unknown key {shown(key)} of Metadata.keel; it has "
                    "acknowledge"
                )
        for number, entry in enumerate(entries):
            line = template.line_of(*steps, NAMESPACE, "acknowledge", number)
            written = f"{template.path}:{line}"
            try:
                yield parse(entry, at=at, written=written, rules=self._rules)
            except RefusedError as refused:
                self.refused.append(f"{written}: {refused}")

    def covering(self, rule: str, resource: Resource) -> Acknowledgement | None:
        """The closest acknowledgement of the rule that has not expired, None when there is none."""
        for said in self._saying(rule, resource):
            self._seen[said] = True
            if not said.has_expired(self._today):
                return said
        return None

    def _saying(self, rule: str, resource: Resource) -> Iterator[Acknowledgement]:
        own = self._in_templates.get(id(resource.template), {})
        yield from (said for said in own.get(resource.logical_id, ()) if said.rule == rule)
        path = resource.construct_path
        while path and len(path) <= LONGEST_PATH:
            why = resource.template.acknowledgements.get(path, {}).get(f"{NAMESPACE}::{rule}")
            if why is not None:
                yield Acknowledgement(rule, why, path)
            path = path.rpartition("/")[0]
        yield from (said for said in own.get(None, ()) if said.rule == rule)
        if candidates := self._configured.get(rule):
            names = places(resource, self._root)
            yield from (said for said in candidates if matches(said.at, names))

    @property
    def expired(self) -> list[Acknowledgement]:
        """Those whose day has passed."""
        return [said for said in self._seen if said.has_expired(self._today)]

    @property
    def unused(self) -> list[Acknowledgement]:
        """Those that cover nothing that was found, and have not expired."""
        return [
            said
            for said, used in self._seen.items()
            if not used and not said.has_expired(self._today)
        ]


def _says_something(resource: Resource) -> bool:
    metadata = resource.raw.get("Metadata")
    return isinstance(metadata, dict) and NAMESPACE in metadata
