from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policies.gate.template_files import templates_among

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = "Resources:\n  Bill:\n    Type: AWS::Lambda::Function\n"


@pytest.mark.parametrize(
    ("name", "text", "is_kept"),
    [
        ("bill.yaml", TEMPLATE, True),
        ("bill.yaml", f"{TEMPLATE}  Bad: [", True),
        ("values.yaml", "image: bill", False),
        ("empty.json", "", False),
        ("bill.template.json", "", True),
        ("notes.json", '{"about": "Resources of AWS::Lambda::Function"}', False),
        ("tsconfig.json", "{ // comments\n}", False),
    ],
)
def test_what_may_be_a_template_is_kept(
    tmp_path: Path, name: str, text: str, *, is_kept: bool
) -> None:
    path = tmp_path / name
    path.write_text(text)

    assert templates_among([path]) == ([path] if is_kept else [])


def test_a_folder_is_kept(tmp_path: Path) -> None:
    assert templates_among([tmp_path]) == [tmp_path]
