"""What a directory depends on, whichever file says so."""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from uv import find_uv_bin

from constructs_lib.packaging.declarations import declaration
from constructs_lib.packaging.errors import PackagingError
from constructs_lib.packaging.progress import Progress
from constructs_lib.packaging.store import Store
from tests.constructs_lib.packaging.conftest import files_of

if TYPE_CHECKING:
    from tests.constructs_lib.packaging.conftest import Build, MakeDirectory, MakeWheel

# A backend that needs nothing installed: a wheel of everything in src.
BACKEND = """
import pathlib, zipfile

def build_wheel(folder, config_settings=None, metadata_directory=None):
    info, name = "{name}-1.0.dist-info", "{name}-1.0-{tag}.whl"
    files = {{path.name: path.read_text() for path in pathlib.Path("src").glob("*.py")}}
    files[f"{{info}}/METADATA"] = "Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n{needs}"
    files[f"{{info}}/WHEEL"] = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: {tag}\\n"
    files[f"{{info}}/RECORD"] = "".join(f"{{each}},,\\n" for each in files)
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return name
"""
BUILD_SYSTEM = '[build-system]\nrequires = []\nbuild-backend = "own"\nbackend-path = ["."]\n'


def project(name: str, *dependencies: str, more: str = "") -> str:
    return (
        f'[project]\nname = "{name}"\nversion = "1.0"\nrequires-python = ">=3.10"\n'
        f"dependencies = {list(dependencies)}\n{more}"
    )


def local(
    name: str, *dependencies: str, tag: str = "py3-none-any", more: str = ""
) -> dict[str, str]:
    """The files of a project that is built from its source."""
    needs = "".join(f"Requires-Dist: {each}\\n" for each in dependencies)
    return {
        f"{name}/pyproject.toml": project(name, *dependencies, more=BUILD_SYSTEM + more),
        f"{name}/own.py": BACKEND.format(name=name, tag=tag, needs=needs),
        f"{name}/src/{name}.py": f"NAME = {name!r}\n",
    }


def lock(directory: Path) -> None:
    subprocess.run(
        [find_uv_bin(), "lock", "--quiet"], cwd=directory, check=True, capture_output=True
    )


def packages_of(directory: Path, build: Build, **props: object) -> set[str]:
    """The packages that are installed, with their versions."""
    package = build(directory, **props)  # type: ignore[arg-type]
    infos = (Path(name).parts[0] for name in files_of(package) if ".dist-info/" in name)
    return {info.removesuffix(".dist-info") for info in infos}


def test_a_lock_says_it_and_development_is_left_out(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    for name in ("direct", "indirect", "linter", "faster", "tracing"):
        wheel(name, requires=("indirect>=1.0",) if name == "direct" else ())
    more = (
        '[project.optional-dependencies]\nfast = ["faster"]\n'
        '[dependency-groups]\ndev = ["linter"]\nobserved = ["tracing"]\n'
    )
    place = directory({"pyproject.toml": project("app", "direct", more=more)})
    lock(place)
    wheel("indirect", "2.0")

    assert packages_of(place, build) == {"direct-1.0", "indirect-1.0"}
    assert packages_of(place, build, extras=["fast"], groups=["observed"]) == {
        "direct-1.0",
        "indirect-1.0",
        "faster-1.0",
        "tracing-1.0",
    }
    assert build(place).unpinned == []


def test_a_lock_that_does_not_know_a_dependency_is_refused(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("direct")
    place = directory({"pyproject.toml": project("app", "direct")})
    lock(place)
    (place / "pyproject.toml").write_text(project("app", "direct", "Later_one>2"))

    with pytest.raises(PackagingError) as refused:
        build(place)

    assert str(refused.value) == (
        f"{place}/uv.lock does not have later-one of {place}/pyproject.toml; run uv lock"
    )


def test_a_lock_that_was_made_for_other_versions_is_refused(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("direct")
    place = directory({"pyproject.toml": project("app", "direct>=1.0")})
    lock(place)
    (place / "pyproject.toml").write_text(project("app", "direct>=2.0"))

    with pytest.raises(PackagingError) as refused:
        build(place)

    assert str(refused.value) == (
        f"{place}/uv.lock was made for direct>=1.0, and {place}/pyproject.toml asks for "
        "'direct>=2.0'; run uv lock"
    )


@pytest.mark.parametrize(
    ("locked", "asked"),
    [
        ("direct>=1.0,<3", "Direct [extra] < 3, >= 1.0 ; python_version > '3'"),
        ("direct==1.*", "direct == 1.*"),
        ("direct", "direct"),
        ("direct>=1.0rc1", "direct>=1.0RC1"),  # only plain numbers are compared
    ],
)
def test_a_lock_of_the_same_versions_is_current_however_they_are_written(
    locked: str, asked: str, directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("direct")
    place = directory({"pyproject.toml": project("app", locked)})
    lock(place)
    (place / "pyproject.toml").write_text(project("app", asked))

    assert packages_of(place, build) == {"direct-1.0"}


def test_a_lock_that_has_a_project_beside_it_is_current_whatever_its_version(
    directory: MakeDirectory, build: Build
) -> None:
    source = '[tool.uv.sources]\nlib = { path = "lib" }\n'
    files = local("lib") | {"pyproject.toml": project("app", "lib>=0.5", more=source)}
    place = directory(files)
    lock(place)
    (place / "pyproject.toml").write_text(project("app", "lib>=1.0", more=source))

    assert "lib-1.0" in packages_of(place, build)


def test_a_lock_that_uv_cannot_read_is_refused(directory: MakeDirectory, build: Build) -> None:
    place = directory({"pyproject.toml": project("app"), "uv.lock": "version = 1\n"})

    with pytest.raises(PackagingError, match=f"^{place}/uv.lock: .*requires-python"):
        build(place)


def test_a_member_of_a_workspace_has_the_lock_of_the_workspace(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("direct")
    wheel("other")
    root = directory(
        {
            "pyproject.toml": project("root")
            + '[tool.uv.workspace]\nmembers = ["functions/*", "common"]\n',
            "functions/app/pyproject.toml": project("app", "direct", "common")
            + "[tool.uv.sources]\ncommon = { workspace = true }\n",
            "functions/app/app.py": "def handler(): ...\n",
            "functions/scores/pyproject.toml": project("scores", "other"),
            **local("common"),
        },
        name="root",
    )
    lock(root)
    place = root / "functions/app"

    assert packages_of(place, build) == {"direct-1.0", "common-1.0"}
    (root / "uv.lock").unlink()
    with pytest.raises(PackagingError, match=r"takes common from a workspace.*; run uv lock$"):
        build(place)


@pytest.mark.parametrize("kind", ["locked", "unlocked"])
def test_a_project_beside_it_is_built_again_when_it_has_changed(
    kind: str, directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("indirect")
    sources = '[tool.uv.sources]\nbeside = { path = "../beside" }\n'
    deeper = '[tool.uv.sources]\ndeeper = { path = "../deeper" }\n'
    directory({**local("beside", "indirect", "deeper", more=deeper), **local("deeper")}, name=".")
    place = directory({"pyproject.toml": project("app", "beside", more=sources)})
    if kind == "locked":
        lock(place)
    before = build(place)
    module = place.parent / "beside/src/beside.py"
    module.write_text("NAME = 'changed'\n")
    after = build(place)

    assert packages_of(place, build) == {"beside-1.0", "deeper-1.0", "indirect-1.0"}
    assert (before.folder / "beside.py").read_text() == "NAME = 'beside'\n"
    assert (after.folder / "beside.py").read_text() == "NAME = 'changed'\n"
    assert after.unpinned == ([] if kind == "locked" else ["indirect"])


def test_a_newer_build_backend_makes_no_other_package(
    directory: MakeDirectory, build: Build
) -> None:
    place = directory({"requirements.txt": "./lib\n", **local("lib")})
    backend = place / "lib" / "own.py"
    digests = set()
    for version in ("1.0", "2.0"):
        told = f"Wheel-Version: 1.0\\nGenerator: own {version}\\n"
        backend.write_text(
            BACKEND.format(name="lib", tag="py3-none-any", needs="").replace(
                "Wheel-Version: 1.0\\n", told
            )
        )
        package = build(place, exclude=["lib"])
        digests.add(package.digest)

    assert "lib.py" in files_of(package)
    assert len(digests) == 1


def test_requirements_may_name_projects_files_and_other_requirements(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("listed")
    wheel("bound", "1.0")
    wheel("bound", "2.0")
    file = wheel("file")
    directory({**local("first"), **local("second"), **local("third")}, name=".")
    place = directory({"more.txt": "listed==1.0\n", "limits.txt": "bound<2\n"})
    (place / "requirements.txt").write_text(
        "# ours\n-r more.txt\n-c limits.txt\n-e ../first\n../second  # as it is\n"
        f"third @ file://{place.parent}/third\n{file}\nbound \\\n  >=1\n"
    )

    assert packages_of(place, build) == {
        "listed-1.0",
        "bound-1.0",
        "first-1.0",
        "second-1.0",
        "third-1.0",
        "file-1.0",
    }
    assert build(place).unpinned == ["bound", "file"]


def test_a_requirement_for_another_python_is_left_out(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("backport")
    place = directory(local("first"), name=".").joinpath("detector")
    directory()
    (place / "requirements.txt").write_text(
        'backport==1.0 ; python_version < "3.13"\n../first ; python_version < "3.13"\n'
    )

    assert packages_of(place, build) == set()
    assert packages_of(place, build, runtime="python3.12") == {"backport-1.0", "first-1.0"}


@pytest.mark.parametrize(
    ("text", "unpinned"),
    [
        ("direct==1.0\nindirect===1.0\n", []),
        ("direct==1.0\n", ["indirect"]),
        ("Direct >= 1.0\nindirect==1.*\n", ["direct", "indirect"]),
        ("direct[extra] == 1.0 ; python_version > '3'\n-c pins.txt\n", []),
    ],
)
def test_what_may_be_another_version_tomorrow_is_known(
    text: str, unpinned: list[str], directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("direct", requires=("indirect",))
    wheel("indirect")
    place = directory({"requirements.txt": text, "pins.txt": "indirect==1.0\n"})

    assert build(place).unpinned == unpinned


@pytest.mark.parametrize(
    ("requirement", "pins"),
    [
        ("direct @ git+https://example.com/direct", set()),
        ("direct @ git+https://example.com/direct@main", set()),
        (f"direct[a] @ git+https://example.com/direct@{'5e' * 20}#subdirectory=a", {"direct"}),
        ("direct @ https://example.com/direct-1.0-py3-none-any.whl", {"direct"}),
    ],
)
def test_a_branch_of_git_is_no_version(
    requirement: str, pins: set[str], directory: MakeDirectory, caches: Path
) -> None:
    place = directory()
    (place / "requirements.txt").write_text(f"{requirement}\n")

    declared = declaration(
        place,
        extras=(),
        groups=(),
        groups_alone=False,
        store=Store(caches),
        progress=Progress("direct"),
    )

    assert declared is not None
    assert declared.pins == pins


def test_hashes_are_compared(directory: MakeDirectory, build: Build, wheel: MakeWheel) -> None:
    wheel("direct")
    place = directory(requirements="")
    (place / "requirements.txt").write_text(f"direct==1.0 \\\n    --hash=sha256:{'0' * 64}\n")

    with pytest.raises(
        PackagingError, match=r"requirements\.txt: .*Hash mismatch for `direct==1\.0`"
    ):
        build(place)


def test_beside_hashes_nothing_is_left_out_in_silence(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    """What a package depends on would otherwise be missing on Lambda."""
    told = hashlib.sha256(wheel("direct", requires=("indirect",)).read_bytes()).hexdigest()
    indirect = hashlib.sha256(wheel("indirect").read_bytes()).hexdigest()
    place = directory()
    listed = place / "requirements.txt"
    listed.write_text(f"direct==1.0 --hash=sha256:{told}\n")

    with pytest.raises(PackagingError, match=r"requirements\.txt: .*indirect"):
        build(place)

    with listed.open("a") as file:
        file.write(f"indirect==1.0 --hash=sha256:{indirect}\n")

    assert packages_of(place, build) == {"direct-1.0", "indirect-1.0"}


def test_a_project_without_a_lock_is_resolved(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    for name in ("direct", "faster", "tracing"):
        wheel(name)
    more = (
        '[project.optional-dependencies]\nfast = ["faster==1.0"]\n'
        '[dependency-groups]\nobserved = ["tracing"]\n'
    )
    place = directory({"pyproject.toml": project("app", "direct", more=more)})

    assert packages_of(place, build) == {"direct-1.0"}
    assert packages_of(place, build, extras=["fast"], groups=["observed"]) == {
        "direct-1.0",
        "faster-1.0",
        "tracing-1.0",
    }
    with pytest.raises(PackagingError, match=r"^extras must be of .*, got 'slow'; it has fast$"):
        build(place, extras=["slow"])


def test_settings_alone_and_a_project_without_dependencies_ask_for_nothing(
    directory: MakeDirectory, build: Build
) -> None:
    settings = directory({"pyproject.toml": "[tool.ruff]\n"}, name="settings")
    bare = directory({"pyproject.toml": project("app")}, name="bare")

    assert packages_of(settings, build) == packages_of(bare, build) == set()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"poetry.lock": ""}, "{place}/poetry.lock is not read; write poetry export"),
        ({"Pipfile.lock": ""}, "{place}/Pipfile.lock is not read; write pipenv requirements"),
        (
            {"pyproject.toml": "[tool.poetry.dependencies]\n"},
            "{place}/pyproject.toml has no [project]; write poetry export",
        ),
        ({"pyproject.toml": "[project"}, "{place}/pyproject.toml cannot be read: "),
        (
            {"pyproject.toml": "project = 3\n"},
            "{place}/pyproject.toml: project must be a table, got 3",
        ),
        (
            {"pyproject.toml": project("app", "a", more="[tool.uv]\nsources = 3\n")},
            "{place}/pyproject.toml: tool.uv.sources must be a table, got 3",
        ),
        (
            {"pyproject.toml": project("app", "a", more="[tool.uv.sources]\na = 3\n")},
            "{place}/pyproject.toml: ",
        ),
        ({"requirements.txt": "-r none.txt\n"}, "{place}/none.txt cannot be read: "),
        ({"requirements.txt": "./none\n"}, "'./none' is required in {place}, but there is no"),
        ({"requirements.txt": "./lib\n", "lib/a.py": ""}, "{place}/lib must have a pyproject.toml"),
        (
            {"requirements.txt": "direct=1\n"},
            "{place}/requirements.txt: Couldn't parse requirement",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    files: dict[str, str], message: str, directory: MakeDirectory, build: Build
) -> None:
    place = directory(files)

    with pytest.raises(PackagingError) as refused:
        build(place)

    assert str(refused.value).startswith(message.format(place=place))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("files", [{"requirements.txt": "a==1\n"}, {}])
def test_groups_are_of_a_project(
    files: dict[str, str], directory: MakeDirectory, build: Build
) -> None:
    with pytest.raises(PackagingError, match=r"^extras and groups must be of a pyproject\.toml"):
        build(directory(files), groups=["dev"])


def test_plain_python_without_a_wheel_is_built_where_it_is_named(
    directory: MakeDirectory, build: Build, tmp_path: Path
) -> None:
    directory({**local("plain"), **local("compiled", tag="py3-none-linux_x86_64")}, name=".")
    for name in ("plain", "compiled"):
        folder = tmp_path / f"{name}-1.0"
        (tmp_path / name).rename(folder)
        (folder / "PKG-INFO").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        with tarfile.open(tmp_path / f"wheels/{name}-1.0.tar.gz", "w:gz") as archive:
            archive.add(folder, folder.name)
    place = directory(requirements="plain==1.0")

    with pytest.raises(
        PackagingError, match=r"plain 1\.0 has no wheel .*, name it in from_source$"
    ):
        build(place)
    assert packages_of(place, build, from_source=["Plain"]) == {"plain-1.0"}
    other = directory(name="other", requirements="compiled==1.0")
    with pytest.raises(PackagingError, match=r"^compiled was compiled for this machine \(py3-n"):
        build(other, from_source=["compiled"], architecture="x86_64")


def test_requirements_may_say_where_the_wheels_are(
    directory: MakeDirectory, build: Build, wheel: MakeWheel, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    wheel("found").rename(tmp_path / "own/found-1.0-py3-none-any.whl")
    place = directory({"uv.toml": "", "more.txt": "-r requirements.txt\n"})
    (place / "requirements.txt").write_text("--find-links ../own\nfound\n-r more.txt\n")
    assert packages_of(place, build) == {"found-1.0"}
    wheel("found", "2.0").rename(tmp_path / "own/found-2.0-py3-none-any.whl")

    assert packages_of(place, build) == {"found-2.0"}


def test_a_source_may_be_a_wheel(directory: MakeDirectory, build: Build, wheel: MakeWheel) -> None:
    file = wheel("direct")
    more = (
        "[tool.uv.sources]\n"
        f'direct = {{ path = "{file}" }}\n'
        'other = { index = "none" }\n[[tool.uv.index]]\nname = "none"\nurl = "file:///none"\n'
    )
    place = directory({"pyproject.toml": project("app", "direct", more=more)})

    assert packages_of(place, build) == {"direct-1.0"}


def test_a_source_that_depends_on_the_machine_needs_a_lock(
    directory: MakeDirectory, build: Build
) -> None:
    more = (
        "[tool.uv.sources]\n"
        "beside = [{ path = '../beside', marker = \"sys_platform == 'linux'\" }]\n"
    )
    place = directory({"pyproject.toml": project("app", "beside", more=more)})

    with pytest.raises(PackagingError, match=r"takes beside from several places.*; run uv lock$"):
        build(place)


@pytest.mark.parametrize("kind", ["locked", "unlocked"])
def test_one_project_may_say_it_for_many_directories(
    kind: str, directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    for name in ("toolkit", "numbers1", "web"):
        wheel(name)
    more = '[dependency-groups]\nscores = ["numbers1==1.0"]\napi = ["web==1.0"]\n'
    root = directory(
        {
            "pyproject.toml": project("app", "toolkit==1.0", more=more),
            "functions/scores/app.py": "def handler(): ...\n",
        },
        name="root",
    )
    if kind == "locked":
        lock(root)
    place = root / "functions/scores"

    assert packages_of(place, build) == set()
    assert packages_of(place, build, project=root) == {"toolkit-1.0"}
    assert packages_of(place, build, project=root, groups=["scores"]) == {"numbers1-1.0"}
    assert build(place, project=root, groups=["scores"]).unpinned == []
    with pytest.raises(PackagingError, match=f"^{root}/(uv.lock|pyproject.toml): .*none"):
        build(place, project=root, groups=["none"])
    with pytest.raises(
        PackagingError, match=r"^project must be a directory, got .*/nowhere, which"
    ):
        build(place, project=root / "nowhere")


def test_nothing_can_be_left_out_of_nothing(directory: MakeDirectory, build: Build) -> None:
    with pytest.raises(PackagingError, match=r"got boto3; it has nothing$"):
        build(directory(), without=["boto3"])
