"""Where a configuration is found: keel.toml, or `[tool.keel]` of pyproject.toml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from policies.gate.config import Config, ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_MOST_BYTES: Final = 1_000_000
# A key of 200 parts and more: reading it takes the square of their number.
_ENDLESS_KEY: Final = r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){200}"""


def config_in(directory: Path, rules: Collection[str]) -> Config:
    """The configuration that holds in a directory; every default when it has none.

    Raises:
        ConfigError: as `read_config` has it.
    """
    path = find_config(directory)
    return read_config(path, rules) if path else Config(root=directory)


def find_config(directory: Path) -> Path | None:
    """The configuration that holds in a directory: the nearest one, upwards."""
    for folder in (directory, *directory.parents):
        own = folder / "keel.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and _has_keel(project):
            return project
    return None


def read_config(path: Path, rules: Collection[str]) -> Config:
    """The configuration of a file.

    Raises:
        ConfigError: the file is missing or no TOML, or holds a key, rule or value Keel does not
            know; the message names the nearest one.
    """
    # Most runs have no configuration; its reader is not imported for them.
    from policies.gate.config_reader import ConfigReader, known  # noqa: PLC0415

    text = _text(path)
    data = _parsed(path, text)
    reader = ConfigReader(path, rules, text)
    if path.name == "pyproject.toml":
        tool = data.get("tool")
        if not isinstance(tool, dict) or "keel" not in tool:
            raise ConfigError(f"{path}: has no table tool.keel; check --config")
        return reader.config(tool["keel"])
    known(path, "table", data, ("keel",))
    return reader.config(data.get("keel", {}))


def _has_keel(project: Path) -> bool:
    """True for a pyproject.toml with a table tool.keel, however it is spelled."""
    try:
        with project.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8", "replace")
        # Reading TOML costs the gate a tenth of its start; every project that depends on
        # lambda-keel names it somewhere.
        if "tool.keel" not in text and "[tool]" not in text:
            return False
        tool = _parsed(project, _text(project)).get("tool")
    except (ConfigError, OSError):
        # Another tool's to tell; a keel.toml or --config is there for who needs one.
        return False
    return isinstance(tool, dict) and "keel" in tool


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
        if len(raw) > _MOST_BYTES:
            raise ConfigError(f"{path}: larger than {_MOST_BYTES} bytes, which no person wrote")
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; check --config") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    # Most runs have no configuration; its reader is not imported for them.
    import tomllib  # noqa: PLC0415

    if re.search(_ENDLESS_KEY, text):
        raise ConfigError(f"{path}: not TOML that a person wrote")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {str(error)[:1].lower()}{str(error)[1:]}") from None
    except (RecursionError, ValueError):  # brackets or digits without end
        raise ConfigError(f"{path}: not TOML that a person wrote") from None
