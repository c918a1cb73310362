"""What `keel check --explain-config` prints: every setting that holds, as TOML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.gate.config import Config


def explain(config: Config) -> str:
    """The configuration as a keel.toml that says the same, options of the command included."""
    return "\n".join(_lines(config)) + "\n"


def _lines(config: Config) -> Iterator[str]:
    yield f"# from {config.path}" if config.path else "# no keel.toml here: every default"
    yield "[keel]"
    yield f"profile = {_text(config.profile.value)}  # default runs all rules but advice"
    yield f"fail-on = {_text(config.fail_on.value)}"
    if config.baseline:
        yield f"baseline = {_text(str(config.baseline))}"
    if config.levels:
        yield "\n[keel.rules]"
        yield from (f"{rule} = {_text(level)}" for rule, level in config.levels.items())
    for glob, levels in config.levels_at.items():
        yield f"\n[keel.paths.{_text(glob)}]"
        yield from (f"{rule} = {_text(level)}" for rule, level in levels.items())
    for (account, region), quota in config.quotas.items():
        yield f"\n[keel.accounts.{_text(account)}.{_text(region)}]"
        yield f"concurrency = {quota.pool}"
        yield f"unreserved-floor = {quota.floor}"
    for said in config.acknowledgements:
        yield f"\n[[keel.acknowledge]]  # {said.written}"
        yield f"rule = {_text(said.rule)}"
        yield f"path = {_text(said.at)}"
        yield f"reason = {_text(said.reason)}"
        if said.owner:
            yield f"owner = {_text(said.owner)}"
        if said.expires:
            yield f"expires = {said.expires}"


def _text(text: str) -> str:
    """A basic string of TOML, which has JSON's escapes."""
    return json.dumps(text, ensure_ascii=False)
