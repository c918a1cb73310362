from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policies.gate.places import matches, places, relative

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

NAMES = ("App/Orders/Bill/Resource", "templates/orders.yaml", "templates/orders.yaml#Bill")


@pytest.mark.parametrize(
    "glob",
    ["*", "App/Orders", "App/Orders/*", "App/*/Bill", "templates", "templates/*.yaml", "*#Bill"],
)
def test_a_glob_means_a_name_or_what_is_above_it(glob: str) -> None:
    assert matches(glob, NAMES)


@pytest.mark.parametrize("glob", ["App/Order", "Orders", "orders.yaml", "*#Bil", ""])
def test_a_glob_means_no_part_of_a_name(glob: str) -> None:
    assert not matches(glob, NAMES)


def test_a_plain_template_has_no_construct_path(template_of: TemplateOf) -> None:
    template = template_of({"Bill": {"Type": "AWS::Lambda::Function"}})

    assert places(template.resources["Bill"], None) == ("template.json", "template.json#Bill")


def test_a_path_elsewhere_stays_as_it_is(tmp_path: Path) -> None:
    assert relative(tmp_path / "a" / "b.yaml", tmp_path) == "a/b.yaml"
    assert relative(Path("/elsewhere/b.yaml"), tmp_path) == "/elsewhere/b.yaml"
