from __future__ import annotations

import pytest

from policies.domain.dockerfiles import (
    disagreement,
    image_stages,
    moving_bases,
    platform_of,
    read_dockerfile,
)

AWS = "public.ecr.aws/lambda/python:3.14"


def problem(text: str, architecture: str = "arm64", *, handler: bool = True) -> str | None:
    stages = read_dockerfile(text, architecture=architecture, arguments={})
    return disagreement(image_stages(stages, None), architecture, has_handler=handler)


def bases(text: str, **arguments: str) -> list[str | None]:
    stages = read_dockerfile(text, architecture="arm64", arguments=arguments)
    return [stage.base for stage in stages]


@pytest.mark.parametrize(
    ("architecture", "platform"), [("arm64", "linux/arm64"), ("x86_64", "linux/amd64")]
)
def test_docker_has_its_own_names_of_platforms(architecture: str, platform: str) -> None:
    assert platform_of(architecture) == platform


def test_stages_are_told_apart() -> None:
    text = """
        # syntax=docker/dockerfile:1
        from --platform=linux/arm64  python:3.14   as  Build
        RUN pip install -r requirements.txt \\
            # a comment within
            --target out

        FROM scratch
        cmd ["app.handler"]
        ENTRYPOINT ["/run"]
    """
    build, run = read_dockerfile(text, architecture="arm64", arguments={})

    assert build == (3, "python:3.14", "build", "linux/arm64", False, False)
    assert run == (8, "scratch", None, None, True, True)


@pytest.mark.parametrize(
    "text",
    [
        "FROM a\nRUN <<EOF\nFROM no\nCMD no\nEOF\n",
        "FROM a\nRUN <<-'END' bash && cat <<TWO\nFROM no\n\tEND\nCMD no\nTWO\n",
        "FROM a\nRUN echo \\\nFROM no\n",
        "FROM a\nRUN echo \\\n\n# note\nCMD no",
        "# escape=`\nFROM a\nRUN echo `\nCMD no",
        "FROM a\nRUN <<EOF\nFROM no",
        "FROM a\nRUN echo \\",
        "FROM a\nLABEL from=FROM\n#CMD no",
    ],
)
def test_only_instructions_are_read(text: str) -> None:
    [stage] = read_dockerfile(text, architecture="arm64", arguments={})

    assert stage.base == "a"
    assert not stage.has_command


def test_an_escape_character_is_only_what_the_first_lines_say() -> None:
    text = "FROM a\n# escape=`\nRUN echo `\nCMD app.handler\n"

    [stage] = read_dockerfile(text, architecture="arm64", arguments={})

    assert stage.has_command


def test_variables_are_filled_as_far_as_they_are_known() -> None:
    assert bases("ARG V=1 W='2'\nFROM a:$V.${W}\n") == ["a:1.2"]
    assert bases("ARG V=1\nFROM a:$V\n", V="5") == ["a:5"]
    assert bases("ARG V\nFROM a:${V:-3}\n") == ["a:3"]
    assert bases("ARG V\nFROM a:$V\n") == [None]
    assert bases("FROM a:${V:-$W}\n") == [None]
    assert bases("ARG V\nFROM a:$V-$TARGETARCH\n", V="5") == ["a:5-arm64"]
    assert bases("FROM a\nARG V=1\nFROM a:$V\n") == ["a", None]


def test_an_image_is_from_the_stages_it_names() -> None:
    text = "FROM one AS base\nFROM base AS tools\nFROM other\nFROM 0 as RUN\n"
    stages = read_dockerfile(text, architecture="arm64", arguments={})

    def lines(target: str | None) -> list[int]:
        return [stage.line for stage in image_stages(stages, target)]

    assert lines(None) == [4, 1]
    assert lines("run") == [4, 1]
    assert lines("Tools") == [2, 1]
    assert lines("2") == [3]
    with pytest.raises(ValueError, match=r"stage of the Dockerfile \(base, tools, run\), got 'x'"):
        lines("x")


def test_a_file_without_an_image_is_refused() -> None:
    with pytest.raises(ValueError, match="Dockerfile must have a FROM, got none"):
        image_stages(read_dockerfile("ARG A=1\n", architecture="arm64", arguments={}), None)
    with pytest.raises(ValueError, match="none has a name"):
        image_stages(read_dockerfile("FROM a\n", architecture="arm64", arguments={}), "x")


@pytest.mark.parametrize(
    ("text", "architecture", "message"),
    [
        (
            f"\nFROM --platform=linux/amd64 {AWS}\n",
            "arm64",
            "platform must be linux/arm64 for a function on arm64, got linux/amd64 in line 2",
        ),
        (
            f"FROM --platform=linux/arm64/v8 {AWS} AS a\nFROM a",
            "x86_64",
            "platform must be linux/amd64 for a function on x86_64, got linux/arm64/v8 in line 1",
        ),
        (
            f"FROM {AWS}-x86_64\n",
            "arm64",
            f"base image must be for arm64, the function's architecture, got {AWS}-x86_64",
        ),
    ],
)
def test_an_image_for_another_machine_is_refused(
    text: str, architecture: str, message: str
) -> None:
    assert str(problem(text, architecture)).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        f"FROM --platform=linux/arm64 {AWS}\n",
        f"FROM --platform=linux/arm64/v8 {AWS}\n",
        f"FROM --platform=$TARGETPLATFORM {AWS}\n",
        f"FROM --platform=$BUILDPLATFORM {AWS}\n",
        f"FROM --platform=linux/amd64 golang:1 AS build\nFROM {AWS}\n",
        f"FROM {AWS}-arm64\n",
        "FROM mine:1-x86_64\n",
        "ARG V\nFROM a:$V\n",
    ],
)
def test_what_may_fit_is_passed_over(text: str) -> None:
    assert problem(text) is None


@pytest.mark.parametrize("base", [AWS, "amazon/aws-lambda-python:3.14", "scratch"])
def test_an_image_that_says_nothing_to_run_is_refused(base: str) -> None:
    assert problem(f"FROM {base}\n", handler=False) == (
        "an image must say what it runs, got neither a CMD in the Dockerfile nor a handler, "
        f"from {base}"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"FROM {AWS}\nCMD app.handler\n",
        f"FROM {AWS} AS a\nCMD app.handler\nFROM a\n",
        f"FROM {AWS}\nENTRYPOINT /run\n",
        "FROM mine:1\n",
        "FROM $BASE\n",
    ],
)
def test_an_image_that_says_it_or_may_is_passed_over(text: str) -> None:
    assert problem(text, handler=False) is None
    assert problem(f"FROM {AWS}\n", handler=True) is None


def test_images_that_move_are_named_once() -> None:
    text = """
        FROM python AS build
        FROM localhost:5000/mine:latest AS more
        FROM python
        FROM build
        FROM scratch
        FROM python:3.14
        FROM localhost:5000/mine:1
        FROM python@sha256:5
        FROM $BASE
    """
    stages = read_dockerfile(text, architecture="arm64", arguments={})

    assert moving_bases(stages) == ["python", "localhost:5000/mine:latest"]
