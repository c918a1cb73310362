"""`make new-rule`: a rule and its twin test, red until both are written."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parent.parent
_FAMILY: Final = re.compile(r"[a-z]+(_[a-z]+)*")
_SMELL: Final = re.compile(r"[a-z]+(-[a-z0-9]+)+")

_RULE: Final = '''"""SAY IN ONE SENTENCE WHAT IS WRONG.

Say why it matters: what happens at deployment or in production, and to whom.

Avoid:

```yaml
Resources:
  Function:
    Type: AWS::Lambda::Function
```

Prefer:

```yaml
Resources:
  Function:
    Type: AWS::Lambda::Function
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "{smell}",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    raise NotImplementedError
    yield Finding(function, "what was seen and what is allowed", "what to type", at="Property")
'''

_TEST: Final = """from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.{family}.{module} import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {{"Function": {{"Type": "AWS::Lambda::Function", "Properties": properties}}}}


def test_say_what_is_found(judge: Judge) -> None:
    [finding] = judge(rule, function())

    assert finding.message == "what was seen and what is allowed"
    assert finding.fix == "what to type"
    assert finding.at == "Property"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({{}}, id="absent"),
        pytest.param({{"Property": {{"Ref": "Unknown"}}}}, id="known at deployment only"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
"""


def new_rule(root: Path, family: str, smell: str) -> tuple[Path, Path]:
    """The two files written for a rule: its module and its twin test.

    Args:
        root: The repository.
        family: The folder of policies/rules, in snake_case; made when it is new.
        smell: The rule's id: two or more words in kebab-case that read after "allow".

    Raises:
        ValueError: a name is malformed, or the rule exists; nothing was written.
    """
    if not _FAMILY.fullmatch(family):
        raise ValueError(f"family must be snake_case, got {family!r}")
    if not _SMELL.fullmatch(smell):
        raise ValueError(f"smell must be two or more words in kebab-case, got {smell!r}")
    module = smell.replace("-", "_")
    rule = root / "policies" / "rules" / family / f"{module}.py"
    test = root / "tests" / "policies" / "rules" / family / f"test_{module}.py"
    for path in (rule, test):
        if path.exists():
            raise ValueError(f"{path} exists already")
    for path, text in ((rule, _RULE), (test, _TEST)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(smell=smell, family=family, module=module), encoding="utf-8")
    package = rule.with_name("__init__.py")
    if not package.exists():
        package.write_text(f'"""Rules about {family.replace("_", " ")}."""\n', encoding="utf-8")
    return rule, test


def main(arguments: list[str]) -> int:
    """Write a rule's files and say where they are; 2 when the names are wrong."""
    if len(arguments) != 2:  # noqa: PLR2004 - family and smell
        sys.stderr.write("usage: make new-rule family=concurrency smell=pool-too-small\n")
        return 2
    try:
        written = new_rule(_ROOT, *arguments)
    except ValueError as error:
        sys.stderr.write(f"new-rule: {error}\n")
        return 2
    for path in written:
        sys.stdout.write(f"wrote {path.relative_to(_ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
