from __future__ import annotations

from pathlib import Path

import pytest

from policies.template import resources
from policies.template.resource import Resource
from policies.template.views import VIEWS, view_of


@pytest.mark.parametrize("type_name", VIEWS)
def test_every_listed_type_has_a_view_of_its_own(type_name: str) -> None:
    assert view_of(type_name).type_name == type_name


def test_a_type_that_no_rule_asks_about_is_a_plain_resource() -> None:
    assert view_of("AWS::IoT::Thing") is Resource


def test_every_file_of_views_is_listed() -> None:
    files = {path.stem for path in Path(*resources.__path__).glob("*.py")} - {"__init__"}

    assert files == set(VIEWS.values())
