"""`make runtimes`: writes runtimes.json from what cfn-lint ships of Lambda's runtimes.

cfn-lint takes the dates from AWS's page and the list of names from CloudFormation's schema; which
runtimes are in preview stands on the page alone.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

TARGET: Final = Path(__file__).with_name("runtimes.json")

_PAGE: Final = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"
# Listed there as upcoming while CloudFormation takes them already; read 2026-11-21.
_PREVIEW: Final = frozenset({"nodejs26.x", "python3.15"})

_FUNCTION: Final = "AWS::Lambda::Function"
_DATES: Final = {
    "deprecated": "deprecated",
    "create-block": "creation_blocked",
    "update-block": "update_blocked",
    "successor": "successor",
}


def compiled(cfn_lint: Path, as_of: str) -> str:
    """The text of runtimes.json for an installed cfn-lint, read on a day (ISO 8601)."""
    data = cfn_lint / "data"
    dates = _json(data / "AdditionalSpecs" / "LmbdRuntimeLifecycle.json")
    provider = _json(data / "schemas" / "providers" / "us-east-1.json")
    schema = _json(data / "schemas" / "resources" / f"{provider[_FUNCTION]}.json")
    names = schema["properties"]["Runtime"]["enum"]
    # Those that exist as container images only have dates but are no value of Runtime.
    runtimes = {name: _entry(name, dates.get(name, {})) for name in sorted(names)}
    table = {"as_of": as_of, "source": _PAGE, "runtimes": runtimes}
    return f"{json.dumps(table, indent=1)}\n"


def _entry(name: str, told: dict[str, str | None]) -> dict[str, Any]:
    entry: dict[str, Any] = {ours: told[key] for key, ours in _DATES.items() if told.get(key)}
    if name in _PREVIEW:
        entry["is_preview"] = True
    return entry


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def main(arguments: list[str]) -> int:
    """Write the file for the day given; 2 when there is no day or no cfn-lint."""
    # By its files: the domain imports nothing but the standard library.
    spec = find_spec("cfnlint")
    if len(arguments) != 1 or spec is None or spec.origin is None:
        sys.stderr.write("usage, with cfn-lint installed: make runtimes as_of=2026-11-21\n")
        return 2
    TARGET.write_text(compiled(Path(spec.origin).parent, arguments[0]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
