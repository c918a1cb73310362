"""Every rule finds its defect in a release that is otherwise as it should be, and nothing else.

`clean.template.yaml` is the release. Each file beside it holds the defects of a family of rules, by
the rule that finds them: what to change, as `LogicalId.Property` and its new value, null to take it
away. `also` names rules that may find the same change, too; `packages` says what lies in an archive
of code, and how large. Under `silent` stand changes that no rule minds.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from policies.engine import run
from policies.gate.config import Config
from policies.rules import catalogue
from policies.template.document import Document, read_document
from policies.template.environment import Environment
from policies.template.package import Package
from policies.template.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
CLEAN = HERE / "clean.template.yaml"
RELEASE = read_document(CLEAN)
SILENT = "silent"
# Runtimes have ends.
TODAY = "2026-11-21"
RULES = Config().selected(catalogue().values())
# What stands beside Properties.
ATTRIBUTES = frozenset({"DeletionPolicy", "DependsOn", "Type", "UpdatePolicy"})


class OnDisk:
    """Packages as a mutation tells them: file to bytes, by archive."""

    def __init__(self, folder: Path, archives: Mapping[str, Mapping[str, int]]) -> None:
        self.folder = folder
        self.archives = archives
        for archive, files in archives.items():
            for name, size in files.items():
                path = folder / archive / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    file.truncate(size)

    def get(self, key: str) -> Package | None:
        return Package(self.folder / key) if key in self.archives else None


class Mutation(NamedTuple):
    """A change, and the rule that finds it."""

    id: str
    rule: str
    change: dict[str, Any]


def mutations() -> Iterator[Mutation]:
    """Those of all families."""
    for path in sorted(HERE.glob("*.yaml")):
        if path != CLEAN:
            for rule, changes in read_document(path).data.items():
                for number, change in enumerate(changes, 1):
                    yield Mutation(f"{path.stem}: {rule} {number}", rule, change)


MUTATIONS = list(mutations())
TRIED = {mutation.rule for mutation in MUTATIONS} - {SILENT}


def changed(change: Mapping[str, Any], folder: Path) -> Template:
    """The clean release with a change."""
    data = copy.deepcopy(RELEASE.data)
    for path, value in change.items():
        if path in ("also", "packages"):
            continue
        name, *steps = path.split(".")
        if steps and steps[0] not in ATTRIBUTES:
            steps = ["Properties", *steps]
        _put(data["Resources"], [name, *steps], copy.deepcopy(value))
    template = Template(Document(CLEAN, data, RELEASE.lines), Environment(today=TODAY))
    template.packages = OnDisk(folder, change.get("packages", {}))
    return template


def _put(holder: Any, steps: list[str], value: Any) -> None:
    for step in steps[:-1]:
        holder = holder[int(step)] if isinstance(holder, list) else holder.setdefault(step, {})
    last = steps[-1]
    if value is None:
        del holder[int(last) if isinstance(holder, list) else last]
    elif not isinstance(holder, list):
        holder[last] = value
    elif int(last) == len(holder):
        holder.append(value)
    else:
        holder[int(last)] = value


def found(template: Template) -> set[str]:
    """The rules of the default profile that find something."""
    result = run([template.environment], RULES)
    assert result.crashes == []
    return {rule.id for rule, _ in result.findings}


def test_the_release_is_clean(tmp_path: Path) -> None:
    assert found(changed({}, tmp_path)) == set()


@pytest.mark.parametrize("mutation", [pytest.param(each, id=each.id) for each in MUTATIONS])
def test_a_defect_is_found_by_its_rule_alone(tmp_path: Path, mutation: Mutation) -> None:
    rules = found(changed(mutation.change, tmp_path))

    assert rules - {mutation.rule, *mutation.change.get("also", ())} == set()
    assert mutation.rule in rules or mutation.rule == SILENT


def test_every_rule_of_the_default_profile_has_a_defect() -> None:
    assert {rule.id for rule in RULES} - TRIED == set()


def test_no_defect_is_of_a_rule_that_does_not_run() -> None:
    assert TRIED - {rule.id for rule in RULES} == set()
