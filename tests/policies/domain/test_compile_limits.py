from __future__ import annotations

import runpy
from pathlib import Path

from policies.domain import compile_limits
from policies.domain.compile_limits import SOURCE, TARGET, compiled

ONE = """
[function.timeout]
label = "timeout"
maximum = 900
source = "https://docs.aws.amazon.com/"
verified = 2026-11-21

[function.timeout.given.CapacityProviderConfig]
maximum = 5400
source = "https://docs.aws.amazon.com/"
verified = 2026-11-20
"""


def test_what_is_compiled_is_what_the_toml_says() -> None:
    assert TARGET.read_text("utf-8") == compiled(SOURCE.read_text("utf-8")), "run `make limits`"


def test_an_entry_gets_its_dotted_name_and_its_dates_as_text() -> None:
    namespace: dict[str, object] = {}
    exec(compiled(ONE), namespace)  # noqa: S102 - our own text

    assert namespace["TABLE"] == {
        "function.timeout": {
            "label": "timeout",
            "maximum": 900,
            "source": "https://docs.aws.amazon.com/",
            "verified": "2026-11-21",
            "given": {
                "CapacityProviderConfig": {
                    "maximum": 5400,
                    "source": "https://docs.aws.amazon.com/",
                    "verified": "2026-11-20",
                }
            },
        }
    }


def test_running_it_writes_the_same_file_again() -> None:
    before = TARGET.read_bytes()
    runpy.run_path(str(Path(compile_limits.__file__)), run_name="__main__")

    assert TARGET.read_bytes() == before
