"""The releases of templates, and what a user may call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.gate.simulated_releases import (
    Release,
    ReleaseError,
    only_release,
    release_named,
    releases,
    unresolved_group,
)
from tests.policies.conftest import UNKNOWN, template
from tests.policies.gate.released import resources

if TYPE_CHECKING:
    from policies.template.template import Template


def stack(path: str = "", **changes: Any) -> Template:
    """The release as a stack of the CDK; its alias's construct stands at the path."""
    made = resources(**changes)
    if path:
        made["Live"]["Metadata"] = {"aws:cdk:path": path}
    return template(made)


def found(*stacks: Template) -> list[Release]:
    return releases([each.environment for each in stacks])


BETA = stack("Beta/Orders/Release-live/Resource")
PROD = stack("Prod/Orders/Release-live/Resource")
PLAIN = stack("Prod/Reports/LiveAlias/Resource")


@pytest.mark.parametrize(
    ("made", "path"),
    [
        (stack(), "template/Live"),
        (PROD, "Prod/Orders/live"),
        (PLAIN, "Prod/Reports/LiveAlias"),
        (
            stack("Prod/Orders/Release-live/Resource", Live__Name=UNKNOWN),
            "Prod/Orders/Release-live",
        ),
    ],
)
def test_a_release_is_told_by_its_construct_or_its_template(made: Template, path: str) -> None:
    [release] = found(made)

    assert release.path == path


@pytest.mark.parametrize(
    "name",
    [
        "Prod/Orders/live",
        "Prod/Orders/Release-live/Resource",
        "Orders/live",
        "template/Live",
        "template/live",
        "Live",
        "Bill:live",
        "bill:live",
        "live",
    ],
)
def test_the_end_of_its_path_will_do(name: str) -> None:
    [release] = found(PROD)

    assert release_named(name, [release]) is release


def test_a_name_that_ends_two_paths_names_neither() -> None:
    among = found(BETA, PROD, PLAIN)

    assert release_named("Prod/Orders/live", among).path == "Prod/Orders/live"
    with pytest.raises(
        ReleaseError, match="'Orders/live' may be Beta/Orders/live, Prod/Orders/live: name more"
    ):
        release_named("Orders/live", among)


def test_the_end_of_a_word_is_no_end_of_a_path() -> None:
    with pytest.raises(ReleaseError, match="no release 've'; did you mean 'live'"):
        release_named("ve", found(PROD))


def test_the_only_release_needs_no_name() -> None:
    [release] = found(PROD)

    assert only_release([release]) is release
    with pytest.raises(
        ReleaseError, match="name a release: there are Beta/Orders/live, Prod/Orders/live"
    ):
        only_release(found(PROD, BETA))


def test_of_many_releases_some_are_listed() -> None:
    many = found(*(stack(f"Stage{number:02}/Orders/live/Resource") for number in range(12)))

    with pytest.raises(ReleaseError, match=r"Stage08/Orders/live, Stage09/Orders/live and 2 more$"):
        only_release(many)
    with pytest.raises(ReleaseError, match=r"no release 'x'; there are Stage00/.+ and 2 more$"):
        release_named("x", many)


def test_releases_of_one_path_are_told_with_their_files() -> None:
    with pytest.raises(ReleaseError, match=r"there are template/Live \(template.json\), template/"):
        only_release(found(stack(), stack()))


def test_an_alias_that_no_group_moves_is_no_release() -> None:
    made = resources()
    del made["Live"]["UpdatePolicy"]

    assert found(template(made)) == []
    assert unresolved_group([template(made).environment]) is None


def test_a_release_of_a_function_elsewhere_has_no_name_of_it() -> None:
    [release] = found(stack(Live__FunctionName="elsewhere"))

    assert release.names == ("template/Live", "template/live")


def test_an_alias_of_a_group_elsewhere_is_told() -> None:
    made = resources()
    made["Live"]["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]["DeploymentGroupName"] = "elsewhere"
    elsewhere = template(made)
    alias = unresolved_group([elsewhere.environment])

    assert found(elsewhere) == []
    assert alias is not None
    assert alias.logical_id == "Live"
