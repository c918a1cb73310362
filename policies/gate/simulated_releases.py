"""The releases of templates that a rollout can be simulated for, and which one a user means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policies.gate.nearest import nearest
from policies.template.resources.alias import Alias
from policies.template.resources.deployment_group import DeploymentGroup
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policies.template.environment import Environment

# More are no help on one line.
_MOST_LISTED: Final = 10


class Release(NamedTuple):
    """An alias with the deployment group that moves it."""

    alias: Alias
    group: DeploymentGroup

    @property
    def path(self) -> str:
        """Where it stands: its construct in the app, or its template and logical id."""
        alias = self.alias
        told = alias.construct_path
        if told is None:
            return f"{alias.template.path.name.partition('.')[0]}/{alias.written_id}"
        parent, _, own = told.removesuffix("/Resource").rpartition("/")
        # A construct of ours is named Release-live; people say live.
        is_ours = isinstance(alias.name, str) and own == f"Release-{alias.name}"
        return f"{parent}/{alias.name if is_ours else own}"

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called: each is a path, of which the end will do."""
        alias, function = self.alias, self.alias.function
        file = alias.template.path.name.partition(".")[0]
        names = [self.path, f"{file}/{alias.written_id}", f"{file}/{alias.logical_id}"]
        if alias.construct_path is not None:
            names.append(alias.construct_path)
        if isinstance(alias.name, str):
            names.append(f"{file}/{alias.name}")
            if function is not None:
                called = {function.logical_id, function.written_id, function.name}
                names += [f"{file}/{name}:{alias.name}" for name in called if isinstance(name, str)]
        return tuple(dict.fromkeys(names))


class ReleaseError(Exception):
    """No release is meant, or more than one; the message says which there are."""


def releases(environments: Iterable[Environment]) -> list[Release]:
    """Every alias that a deployment group of the same templates moves."""
    found = []
    for environment in environments:
        for alias in environment.resources(Alias):
            group = alias.deployment_group
            if isinstance(group, DeploymentGroup):
                found.append(Release(alias, group))
    return found


def release_named(name: str, among: Sequence[Release], *, meant: str = "release") -> Release:
    """The one release that has the name, or whose path ends in it.

    Args:
        name: What the user calls it.
        among: The releases that there are.
        meant: What the name may have been meant for, in the words of the error.

    Raises:
        ReleaseError: None has, or several.
    """
    exact = [release for release in among if name in release.names]
    found = exact or [
        release
        for release in among
        if any(each.endswith((f"/{name}", f":{name}")) for each in release.names)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise ReleaseError(f"{name!r} may be {_listed(found)}: name more of its path")
    hint = nearest(name, {end for release in among for end in _ends(release)})
    raise ReleaseError(f"no {meant} {name!r}{hint or f'; there {_are(among)}'}")


def only_release(among: Sequence[Release]) -> Release:
    """The only release there is.

    Raises:
        ReleaseError: There are several.
    """
    if len(among) == 1:
        return among[0]
    raise ReleaseError(f"name a release: there {_are(among)}")


def _are(releases: Sequence[Release]) -> str:
    return f"{'is' if len(releases) == 1 else 'are'} {_listed(releases)}"


def _ends(release: Release) -> Iterator[str]:
    """All that it may be called."""
    for name in release.names:
        parts = name.split("/")
        yield from ("/".join(parts[n:]) for n in range(len(parts)))


def _listed(releases: Sequence[Release]) -> str:
    """The paths, those that two share with their files."""
    paths = [release.path for release in releases]
    told = [
        path if paths.count(path) == 1 else f"{path} ({release.alias.template.path})"
        for path, release in sorted(zip(paths, releases, strict=True), key=lambda pair: pair[0])
    ]
    more = len(told) - _MOST_LISTED
    return ", ".join(told[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def unresolved_group(environments: Iterable[Environment]) -> Alias | None:
    """An alias that a deployment group moves which the templates do not hold, if there is one."""
    for environment in environments:
        for alias in environment.resources(Alias):
            if isinstance(alias.deployment_group, Unresolved):
                return alias
    return None
