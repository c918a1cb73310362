"""What would fail at the first import is refused before anything is deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from constructs_lib.packaging.errors import PackagingError

if TYPE_CHECKING:
    from tests.constructs_lib.packaging.conftest import Build, MakeDirectory, MakeWheel


@pytest.mark.parametrize(
    ("handler", "message"),
    [
        ("app", "handler must be a module and a function in it, got 'app'"),
        ("api.handler", "handler must be in {place}, got 'api.handler'; it has app.py"),
        ("deep.handler", "handler must be in {place}, got 'deep.handler'; there is rules/deep.py"),
        (
            "app.main",
            "handler must be a function of app.py, got 'main'; it has Handler, LIMIT, handler, sys",
        ),
        ("app._private.x", "handler must be in {place}, got 'app._private.x'; it has app.py"),
    ],
)
def test_a_handler_that_is_not_there_is_refused_with_what_there_is(
    handler: str, message: str, directory: MakeDirectory, build: Build
) -> None:
    text = "import sys\nLIMIT: int = 1\n_a = 2\nclass Handler: ...\ndef handler(): ...\n"
    place = directory({"app.py": text, "rules/deep.py": ""})

    with pytest.raises(PackagingError) as refused:
        build(place, handler=handler)

    assert str(refused.value) == message.format(place=place)


@pytest.mark.parametrize(
    "text",
    [
        "async def handler(event, context): ...",
        "handler = make()",
        "first, handler = make()",
        "class handler: ...",
        "from other import handler",
        "from other import main as handler",
        "import handler",
        "from other import *",
        "def __getattr__(name): ...",
        "try:\n    from fast import handler\nexcept ImportError:\n    pass",
        "try:\n    pass\nexcept ImportError:\n    def handler(): ...",
        "if True:\n    pass\nelse:\n    def handler(): ...",
        "with x:\n    def handler(): ...",
    ],
)
def test_whatever_makes_the_name_is_a_handler(
    text: str, directory: MakeDirectory, build: Build
) -> None:
    build(directory({"app.py": text}))


@pytest.mark.parametrize("path", ["api/__init__.py", "api.cpython-314-aarch64-linux-gnu.so"])
def test_the_module_may_be_a_folder_or_compiled(
    path: str, directory: MakeDirectory, build: Build
) -> None:
    build(directory({path: "def handler(): ..."}), handler="api.handler")


def test_the_handler_may_be_of_a_package(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("mangum", files={"mangum/entry.py": "def handler(): ..."})
    place = directory(requirements="mangum==1.0")

    build(place, handler="mangum.entry.handler")
    build(place, handler="mangum/entry.handler")


def test_a_module_that_does_not_parse_is_refused_with_its_line(
    directory: MakeDirectory, build: Build
) -> None:
    place = directory({"app.py": "x = 1\ndef handler(:\n"})

    with pytest.raises(PackagingError, match=r"^app\.py line 2: invalid syntax$"):
        build(place, runtime="python3.11")
    build(place, runtime="python3.99")  # whether that is its syntax, nobody knows here


@pytest.mark.parametrize(
    ("path", "module"),
    [("types.py", "types"), ("json/__init__.py", "json"), ("_socket.cpython-314.so", "_socket")],
)
def test_a_module_that_hides_one_of_the_standard_library_is_refused(
    path: str, module: str, directory: MakeDirectory, build: Build
) -> None:
    place = directory({path: ""})

    with pytest.raises(PackagingError) as refused:
        build(place)

    assert str(refused.value) == (
        f"{place}/{path} hides the standard library's {module} from everything in the package; "
        "rename it"
    )


def test_a_folder_without_modules_and_a_module_deeper_hide_nothing(
    directory: MakeDirectory, build: Build
) -> None:
    build(directory({"calendar/days.json": "[]", "rules/types.py": "", "types.txt": ""}))


def test_a_package_that_hides_the_standard_library_is_named(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("enum34", files={"enum/__init__.py": ""})
    place = directory(requirements="enum34==1.0")

    with pytest.raises(PackagingError) as refused:
        build(place)

    assert str(refused.value) == (
        "enum/__init__.py of enum34 hides the standard library's enum from everything in the "
        "package; leave enum34 out"
    )


def test_what_python_has_no_longer_may_come_from_elsewhere(
    directory: MakeDirectory, build: Build
) -> None:
    place = directory({"cgi.py": ""})

    build(place, runtime="python3.13")
    with pytest.raises(PackagingError, match=r"hides the standard library's cgi"):
        build(place, runtime="python3.12")


@pytest.mark.parametrize("path", ["shared.py", "shared/__init__.py", "shared/extra.py"])
def test_a_module_that_hides_a_package_is_refused(
    path: str, directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("shared", files={"shared/extra.py": ""})
    place = directory({path: ""}, requirements="shared==1.0")

    with pytest.raises(PackagingError, match=f"^{place}/{path} hides .* of shared; rename it$"):
        build(place)
