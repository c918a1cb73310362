from __future__ import annotations

import pytest

from policies.domain.handlers import module_and_function, names_no_function, takes_inline_code


@pytest.mark.parametrize(
    ("handler", "runtime", "expected"),
    [
        ("app", "python3.13", True),
        ("app.py", "python3.13", True),
        ("app.py.handler", "python3.13", True),
        ("app.", "python3.13", True),
        ("app.handler", "python3.13", False),
        ("src/app.handler", "python3.13", False),
        ("index.js", "nodejs24.x", True),
        ("index.mjs.handler", "nodejs24.x", True),
        ("index.py", "nodejs24.x", False),
        ("lib.js/index.handler", "nodejs24.x", False),
        ("Handler", "java21", False),
        ("bootstrap", "provided.al2023", False),
    ],
)
def test_a_handler_names_a_file_and_a_function(
    handler: str, runtime: str, *, expected: bool
) -> None:
    assert names_no_function(handler, runtime) is expected


@pytest.mark.parametrize(
    ("handler", "runtime", "expected"),
    [
        ("app.handler", "python3.13", ("app", "handler")),
        ("src/app.handler", "python3.13", ("src.app", "handler")),
        ("billing.app.handler", "python3.13", ("billing.app", "handler")),
        ("index.handler", "nodejs24.x", ("index", "handler")),
        ("src/index.handler", "nodejs24.x", ("src/index", "handler")),
        ("index.api.get", "nodejs24.x", ("index", "api.get")),
    ],
)
def test_each_language_ends_the_file_at_its_own_dot(
    handler: str, runtime: str, expected: tuple[str, str]
) -> None:
    assert module_and_function(handler, runtime) == expected


def test_only_node_and_python_take_inline_code() -> None:
    runtimes = ["nodejs24.x", "python3.13", "ruby3.4", "java21", "provided.al2023", "nothing"]

    assert [name for name in runtimes if takes_inline_code(name)] == ["nodejs24.x", "python3.13"]
