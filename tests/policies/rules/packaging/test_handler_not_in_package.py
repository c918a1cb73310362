from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.packaging.handler_not_in_package import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.packaging.conftest import Assembly, Code

PYTHON = {"Runtime": "python3.14", "Handler": "src.app.handler"}


def test_a_handler_one_folder_too_deep_is_found_where_it_is(assembly: Assembly, code: Code) -> None:
    assembly.folder("app", ["app.py", "apple.py"])

    [finding] = assembly.judged(rule, {"Score": code.function(**PYTHON)})

    assert finding.message == (
        "the package must hold src/app, which the handler is in, got only app"
    )
    assert finding.fix == "set Handler to app.handler"
    assert finding.at == "Handler"
    assert finding.resource.logical_id == "Score"


@pytest.mark.parametrize(
    ("runtime", "handler", "files", "fix"),
    [
        pytest.param(
            "python3.14",
            "app.handler",
            ["apps.py", "readme.md"],
            "package the folder that holds app, or correct Handler",
            id="Python",
        ),
        pytest.param(
            "python3.14",
            "app.main.handler",
            ["app/other.py", "lib/main.py"],
            "set Handler to lib/main.handler",
            id="a Python package",
        ),
        pytest.param(
            "nodejs24.x",
            "index.handler",
            ["main.js", "src/index.mjs"],
            "set Handler to src/index.handler",
            id="Node.js",
        ),
        pytest.param(
            "nodejs24.x",
            "dist/index.nested.handler",
            ["index.js"],
            "set Handler to index.nested.handler",
            id="a folder of Node.js",
        ),
        pytest.param(
            "ruby3.4",
            "app.Shop::Handler.process",
            ["lib/app.rb"],
            "set Handler to lib/app.Shop::Handler.process",
            id="Ruby",
        ),
    ],
)
def test_the_handler_is_told_from_where_the_file_is(
    assembly: Assembly, code: Code, runtime: str, handler: str, files: list[str], *, fix: str
) -> None:
    assembly.folder("app", files)

    [finding] = assembly.judged(rule, {"Score": code.function(Runtime=runtime, Handler=handler)})

    assert finding.fix == fix


@pytest.mark.parametrize("handler", [{}, {"Handler": "anything"}], ids=["no handler", "a handler"])
@pytest.mark.parametrize("files", [["build/bootstrap"], []], ids=["too deep", "empty"])
def test_a_runtime_of_ones_own_starts_with_bootstrap(
    assembly: Assembly, code: Code, files: list[str], handler: dict[str, str]
) -> None:
    assembly.folder("app", files)

    [finding] = assembly.judged(
        rule, {"Score": code.function(Runtime="provided.al2023", **handler)}
    )

    assert finding.message.startswith("the package must hold bootstrap, which the handler is in")
    assert finding.fix == "put bootstrap at the root of the package"
    assert finding.at == "Code"


def test_an_archive_is_looked_into(assembly: Assembly, code: Code) -> None:
    assembly.archive("app", ["app.py"])

    assert len(assembly.judged(rule, {"Score": code.function(**PYTHON)})) == 1


@pytest.mark.parametrize(
    ("runtime", "handler", "files"),
    [
        pytest.param("python3.14", "app.handler", ["app.py"], id="a module"),
        pytest.param("python3.14", "src.app.handler", ["src/app.py"], id="a module in a folder"),
        pytest.param("python3.14", "src/app.handler", ["src/app.py"], id="written with a slash"),
        pytest.param("python3.14", "app.handler", ["app/__init__.py"], id="a package"),
        pytest.param(
            "python3.14", "app.handler", ["app.cpython-314-x86_64-linux-gnu.so"], id="compiled"
        ),
        pytest.param("nodejs24.x", "index.handler", ["index.mjs"], id="a module of Node.js"),
        pytest.param("nodejs24.x", "dist/index.handler", ["dist/index.js"], id="in a folder"),
        pytest.param("nodejs24.x", "index.a.b", ["index.cjs"], id="a nested function"),
        pytest.param("ruby3.4", "app.Shop::Handler.process", ["app.rb"], id="a file of Ruby"),
        pytest.param("provided.al2023", "x", ["bootstrap"], id="a bootstrap"),
        pytest.param("java25", "shop.Handler::process", ["lib/shop.jar"], id="Java"),
        pytest.param("dotnet10", "Shop::Shop.Handler::Process", ["Shop.dll"], id=".NET"),
        pytest.param("python3.14", {"Ref": "Unknown"}, ["app.py"], id="a handler not known"),
        pytest.param({"Ref": "Unknown"}, "index.handler", ["app.py"], id="a runtime not known"),
        pytest.param("python3.14", None, ["app.py"], id="no handler"),
        pytest.param("nodejs24.x", "/opt/wrapper.handler", ["app.js"], id="a handler elsewhere"),
        pytest.param("python3.14", "handler", ["app.py"], id="no module"),
        pytest.param("nodejs24.x", "index", ["app.js"], id="no function"),
        pytest.param("python3.14", "main.py", ["app.py"], id="no function but an ending"),
    ],
)
def test_silent(
    assembly: Assembly, code: Code, runtime: Any, handler: Any, files: list[str]
) -> None:
    assembly.folder("app", files)
    named = {} if handler is None else {"Handler": handler}

    assert assembly.judged(rule, {"Score": code.function(Runtime=runtime, **named)}) == []


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param({"Layers": [{"Ref": "Unknown"}]}, id="a layer"),
        pytest.param({"Layers": {"Ref": "Unknown"}}, id="perhaps layers"),
        pytest.param({"Environment": {"Variables": {"PYTHONPATH": "lib"}}}, id="a search path"),
        pytest.param(
            {"Environment": {"Variables": {"AWS_LAMBDA_EXEC_WRAPPER": "/opt/run"}}}, id="a wrapper"
        ),
        pytest.param({"Environment": {"Ref": "Unknown"}}, id="variables not known"),
        pytest.param({"FileSystemConfigs": [{"LocalMountPath": "/mnt/code"}]}, id="a file system"),
    ],
)
def test_where_something_else_may_supply_it_nothing_is_said(
    assembly: Assembly, code: Code, setting: dict[str, Any]
) -> None:
    assembly.folder("app", ["readme.md"])

    assert assembly.judged(rule, {"Score": code.function(**PYTHON, **setting)}) == []


def test_a_folder_behind_a_link_may_hold_it(assembly: Assembly, code: Code) -> None:
    target = assembly.folder("other", ["app.py"])
    assembly.folder("app", ["readme.md"]).joinpath("src").symlink_to(target)

    assert assembly.judged(rule, {"Score": code.function(**PYTHON)}) == []


def test_a_link_to_the_file_is_the_file(assembly: Assembly, code: Code) -> None:
    target = assembly.folder("other", ["app.py"]) / "app.py"
    assembly.folder("app", ["src/readme.md"]).joinpath("src", "app.py").symlink_to(target)

    assert assembly.judged(rule, {"Score": code.function(**PYTHON)}) == []


def test_code_that_is_not_in_an_assembly_is_silent(judge: Judge, code: Code) -> None:
    assert judge(rule, {"Score": code.function(**PYTHON)}) == []
