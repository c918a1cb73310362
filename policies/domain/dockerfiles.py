"""What a Dockerfile says of the image it makes, as far as a function must agree with it.

See: https://docs.docker.com/reference/dockerfile/
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

# https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
_MACHINES: Final = {"arm64": "arm64", "x86_64": "amd64"}
# AWS's base images; their entry point ends at once without the name of a handler.
# https://docs.aws.amazon.com/lambda/latest/dg/images-create.html, read 2026-11-21.
_AWS_BASES: Final = ("public.ecr.aws/lambda/", "amazon/aws-lambda-")
# How the tags of AWS that are for one machine end, such as `3.14-arm64`.
_AWS_ENDINGS: Final = {"-arm64": "arm64", "-x86_64": "x86_64"}
_NOTHING: Final = "scratch"
_MOVING: Final = "latest"
_INSTRUCTION: Final = re.compile(r"\s*(\w+)\s+(.*)", re.DOTALL)
_FROM: Final = re.compile(r"((?:--\S+\s+)*)(\S+)(?:\s+as\s+(\S+))?\s*$", re.IGNORECASE)
_PLATFORM: Final = re.compile(r"--platform=(\S+)")
_ESCAPE: Final = re.compile(r"#\s*escape\s*=\s*([`\\])\s*$", re.IGNORECASE)
_DIRECTIVE: Final = re.compile(r"#\s*\w+\s*=")
_HEREDOC: Final = re.compile(r"<<-?\s*(['\"]?)(\w+)\1")
_VARIABLE: Final = re.compile(r"\$(?:(\w+)|\{(\w+)(?::?-([^}$]*))?\})")
# Instructions that may have a text of many lines in them.
_WITH_TEXT: Final = frozenset({"RUN", "COPY", "ADD"})


class Stage(NamedTuple):
    """One FROM of a Dockerfile and what follows it.

    Attributes:
        line: Where it begins, from 1.
        base: What it is from: an image, or an earlier stage; None when a variable decides.
        name: What others call it, in lower case.
        platform: What it says it is for; None when it does not, or a variable decides.
        has_command: Whether it states CMD.
        has_entry_point: Whether it states ENTRYPOINT.
    """

    line: int
    base: str | None
    name: str | None
    platform: str | None
    has_command: bool = False
    has_entry_point: bool = False


def platform_of(architecture: str) -> str:
    """What Docker calls the platform of a function's architecture."""
    return f"linux/{_MACHINES.get(architecture, architecture)}"


def read_dockerfile(
    text: str, *, architecture: str, arguments: Mapping[str, str]
) -> tuple[Stage, ...]:
    """The stages of a Dockerfile, with the variables known that the build is given.

    Args:
        text: The file.
        architecture: Which the image is built for, as Lambda names it.
        arguments: The arguments of the build.
    """
    platform = platform_of(architecture)
    known = {
        "TARGETPLATFORM": platform,
        "TARGETOS": "linux",
        "TARGETARCH": platform.partition("/")[2],
    }
    stages: list[Stage] = []
    for line, name, rest in _instructions(text):
        if name == "ARG" and not stages:
            for assignment in rest.split():
                key, equals, value = assignment.partition("=")
                chosen = arguments.get(key, value.strip("'\"") if equals else None)
                if chosen is not None:
                    known[key] = chosen
        elif name == "FROM" and (told := _FROM.match(rest)):
            asked = _PLATFORM.search(told[1])
            stages.append(
                Stage(
                    line,
                    _filled(told[2], known),
                    told[3].lower() if told[3] else None,
                    _filled(asked[1], known) if asked else None,
                )
            )
        elif name == "CMD" and stages:
            stages[-1] = stages[-1]._replace(has_command=True)
        elif name == "ENTRYPOINT" and stages:
            stages[-1] = stages[-1]._replace(has_entry_point=True)
    return tuple(stages)


def image_stages(stages: tuple[Stage, ...], target: str | None) -> tuple[Stage, ...]:
    """The stages that the image consists of, the last first: each is from the next.

    Raises:
        ValueError: There is none, or none of the name.
    """
    if not stages:
        raise ValueError("Dockerfile must have a FROM, got none")
    end = len(stages) - 1
    if target is not None:
        end = _index(stages, target, len(stages))
        if end < 0:
            names = ", ".join(stage.name for stage in stages if stage.name) or "none has a name"
            raise ValueError(f"target must be a stage of the Dockerfile ({names}), got {target!r}")
    chain = []
    while end >= 0:
        chain.append(stages[end])
        end = _index(stages, stages[end].base or "", end)
    return tuple(chain)


def disagreement(stages: tuple[Stage, ...], architecture: str, *, has_handler: bool) -> str | None:
    """Why a function cannot run the image of these stages, the last first; None when it may.

    Args:
        stages: What the image consists of.
        architecture: The function's, as Lambda names it.
        has_handler: Whether the function says what to run.
    """
    base = stages[-1].base
    wanted = platform_of(architecture)
    for stage in stages:
        # linux/arm64/v8 is a variant of what Lambda runs.
        if stage.platform is not None and "/".join(stage.platform.split("/")[:2]) != wanted:
            return (
                f"platform must be {wanted} for a function on {architecture}, "
                f"got {stage.platform} in line {stage.line} of the Dockerfile"
            )
    if base is None:
        return None
    of_aws = base.startswith(_AWS_BASES)
    made_for = next((arch for end, arch in _AWS_ENDINGS.items() if base.endswith(end)), None)
    if of_aws and made_for not in (None, architecture):
        return f"base image must be for {architecture}, the function's architecture, got {base}"
    is_told = any(stage.has_command or stage.has_entry_point for stage in stages)
    if not has_handler and not is_told and (of_aws or base == _NOTHING):
        return (
            "an image must say what it runs, got neither a CMD in the Dockerfile nor a handler, "
            f"from {base}"
        )
    return None


def moving_bases(stages: Iterable[Stage]) -> list[str]:
    """The images that may be others at the next build: those without a tag, or named latest."""
    found: list[str] = []
    names: set[str | None] = set()
    for stage in stages:
        base = stage.base
        if base and base.lower() not in names and base != _NOTHING and _moves(base):
            found.append(base)
        names.add(stage.name)
    return list(dict.fromkeys(found))


def _moves(image: str) -> bool:
    _, colon, tag = image.rpartition("/")[2].partition(":")
    return "@" not in image and (not colon or tag == _MOVING)


def _index(stages: tuple[Stage, ...], name: str, before: int) -> int:
    """Which of the first stages has the name, or the number; -1 when none does."""
    if name.isdecimal() and int(name) < before:
        return int(name)
    named = (index for index in range(before) if stages[index].name == name.lower())
    return next(named, -1)


def _filled(text: str, known: Mapping[str, str]) -> str | None:
    """The text with its variables, None when one of them is not known."""
    unknown = False

    def value(found: re.Match[str]) -> str:
        nonlocal unknown
        told = known.get(found[1] or found[2]) or found[3]
        unknown = unknown or told is None
        return told or ""

    filled = _VARIABLE.sub(value, text.strip("'\""))
    return None if unknown or "$" in filled else filled


def _instructions(text: str) -> Iterator[tuple[int, str, str]]:
    """Each instruction with its line, its name in capitals, and the rest of it as one line."""
    lines = iter(enumerate(text.splitlines(), 1))
    escape, may_direct = "\\", True
    for number, line in lines:
        if may_direct and (told := _ESCAPE.match(line.strip())):
            escape = told[1]
        may_direct = may_direct and bool(_DIRECTIVE.match(line.strip()))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        whole = line
        while whole.rstrip().endswith(escape):
            whole = whole.rstrip()[:-1]
            for _, more in lines:
                if more.strip() and not more.lstrip().startswith("#"):
                    whole += f" {more}"
                    break
            else:
                break
        if found := _INSTRUCTION.match(whole):
            name = found[1].upper()
            if name in _WITH_TEXT:
                for _, end in _HEREDOC.findall(found[2]):
                    next((each for _, each in lines if each.strip() == end), None)
            yield number, name, found[2].strip()
