from __future__ import annotations

from typing import TYPE_CHECKING

from policies.gate.config import Config
from policies.gate.config_file import read_config
from policies.reports.configuration import explain
from policies.rules import rule_ids

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = """\
[keel]
profile = "strict"
fail-on = "warning"
[keel.rules]
timeout-out-of-range = "off"
[keel.paths."a\\"b*"]
timeout-out-of-range = "warning"
[keel.accounts."123456789012".eu-west-1]
concurrency = 3000
[[keel.acknowledge]]
rule = "memory-out-of-range"
path = "*"
reason = "a test"
owner = "me"
expires = 2027-01-31
"""


def test_what_is_explained_says_the_same_again(tmp_path: Path) -> None:
    (tmp_path / "keel.toml").write_text(WRITTEN)
    first = read_config(tmp_path / "keel.toml", rule_ids())
    (tmp_path / "keel.toml").write_text(explain(first))
    again = read_config(tmp_path / "keel.toml", rule_ids())
    lines = tuple(said._replace(written="") for said in again.acknowledgements)

    assert lines == tuple(said._replace(written="") for said in first.acknowledgements)
    assert again._replace(acknowledgements=()) == first._replace(acknowledgements=())


def test_without_a_file_the_defaults_are_shown() -> None:
    assert explain(Config()) == (
        "# no keel.toml here: every default\n[keel]\n"
        'profile = "default"  # default runs all rules but advice\nfail-on = "error"\n'
    )
