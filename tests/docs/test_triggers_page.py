"""docs/triggers.md: its functions build what every rule accepts, and its tables say what is so."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from aws_cdk import App, Stack

import constructs_lib
from constructs_lib.triggers.delivered import Delivered
from constructs_lib.triggers.polled import Polled
from constructs_lib.triggers.positioned import Positioned
from constructs_lib.triggers.sharded import Sharded
from policies.domain import limits
from policies.domain.event_sources import batch_size, pollers
from policies.domain.queues import recommended_visibility_seconds
from policies.gate.check import check
from policies.gate.config import Config, Profile
from tests.constructs_lib.test_other_stacks import IMPORTED, RELEASE_WAITS, SOURCE_WAITS
from tests.constructs_lib.trigger_recipes import PAGE, RECIPES, build

if TYPE_CHECKING:
    from policies.domain.limits import Limit

TEXT: Final = PAGE.read_text(encoding="utf-8")
SENTENCES: Final = " ".join(TEXT.split())
BASES: Final = (Delivered, Polled, Positioned, Sharded)
# What is called by `on`, is made for it, or has stages: each has its table.
DOCUMENTED: Final[dict[str, type]] = {
    each.__name__: each
    for each in (
        *BASES,
        *(
            getattr(constructs_lib, name)
            for name in constructs_lib.__all__
            if re.search(r"(Trigger|Route|Url|UrlCors|Queue|Stage|Api)$", name)
            and name not in ("Trigger", "UserPoolTrigger")  # a protocol; it has no default
        ),
    )
}
# The bounds of a prop, and what AWS does where it is not given.
LIMITS: Final[dict[tuple[str, str], tuple[Limit, ...]]] = {
    ("Polled", "batch_size"): (batch_size("kinesis"),),
    ("Polled", "batching_window"): (limits.MAPPING_BATCHING_WINDOW,),
    ("QueueTrigger", "max_concurrency"): (limits.QUEUE_MAXIMUM_CONCURRENCY,),
    ("QueueTrigger", "pollers"): pollers("sqs"),
    ("GuardedQueue", "visibility_timeout"): (limits.QUEUE_VISIBILITY_TIMEOUT,),
    ("GuardedQueue", "retention"): (limits.QUEUE_RETENTION,),
    ("GuardedQueue", "max_receive_count"): (limits.QUEUE_RECEIVE_COUNT,),
    ("Positioned", "retry_attempts"): (limits.MAPPING_RETRY_ATTEMPTS,),
    ("Positioned", "max_record_age"): (limits.MAPPING_RECORD_AGE,),
    ("Sharded", "parallelization_factor"): (limits.MAPPING_PARALLELIZATION_FACTOR,),
    ("Sharded", "tumbling_window"): (limits.MAPPING_TUMBLING_WINDOW,),
    ("KafkaTrigger", "pollers"): pollers("kafka"),
    ("Delivered", "retry_attempts"): (limits.EVENT_RULE_RETRY_ATTEMPTS,),
    ("Delivered", "max_event_age"): (limits.EVENT_RULE_EVENT_AGE,),
    ("ScheduleTrigger", "window"): (limits.SCHEDULE_FLEXIBLE_WINDOW,),
    ("UrlCors", "headers"): (limits.URL_CORS_ENTRIES,),
    ("UrlCors", "exposed_headers"): (limits.URL_CORS_ENTRIES,),
    ("UrlCors", "max_age"): (limits.URL_PREFLIGHT_AGE,),
    ("HttpRoute", "timeout"): (limits.HTTP_API_TIMEOUT,),
    ("RestRoute", "timeout"): (limits.REST_API_TIMEOUT,),
}
OF_AWS: Final[dict[tuple[str, str], str]] = {
    ("Polled", "batch_size"): (
        f"{batch_size('sqs').default} of a queue, {batch_size('kinesis').default} of the others"
    ),
    **{
        place: limit.quantity(limit.default)
        for place, limit in (
            (("GuardedQueue", "retention"), limits.QUEUE_RETENTION),
            (("Delivered", "retry_attempts"), limits.EVENT_RULE_RETRY_ATTEMPTS),
            (("Delivered", "max_event_age"), limits.EVENT_RULE_EVENT_AGE),
            (("HttpRoute", "timeout"), limits.HTTP_API_TIMEOUT),
            (("RestRoute", "timeout"), limits.REST_API_TIMEOUT),
        )
    },
}


class Row(NamedTuple):
    """A row of the page's tables of defaults."""

    default: str
    allowed: str
    why: str


def tables() -> dict[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for section in re.split(r"^### ", TEXT, flags=re.MULTILINE)[1:]:
        title = re.match(r"`(\w+)`", section)
        if title is None:
            continue
        rows = found[title[1]] = {}
        for line in re.findall(r"^\| `.*$", section, re.MULTILINE):
            props, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            for prop in re.findall(r"`(\w+)`", props):
                rows[prop] = Row(*cells)
    return found


def defaults_of(documented: type) -> dict[str, Any]:
    """What the class itself, and no base of it, takes and has a default for."""
    if not dataclasses.is_dataclass(documented):
        parameters = inspect.signature(vars(documented)["__init__"]).parameters.values()
        return {each.name: each.default for each in parameters if each.default is not each.empty}
    own = inspect.get_annotations(documented)
    return {
        each.name: each.default
        for each in dataclasses.fields(documented)
        if each.init and each.name in own and each.default is not dataclasses.MISSING
    }


TABLES: Final = tables()


def test_every_trigger_and_door_is_shown_in_a_function() -> None:
    source = "\n".join(inspect.getsource(recipe) for recipe in RECIPES.values())
    used = {name for name in constructs_lib.__all__ if f"{name}(" in source}

    assert {name for name in DOCUMENTED if name in constructs_lib.__all__} <= used
    assert "UserPoolTrigger" in used


@pytest.mark.parametrize("name", RECIPES)
def test_every_rule_accepts_what_a_function_of_the_page_builds(name: str) -> None:
    app = App(builtin_cloud_formation_validation=False)
    build(name, Stack(app, "Scene"))
    assembly = app.synth()
    report = check([Path(assembly.directory)], Config(profile=Profile.STRICT))

    resources = assembly.get_stack_by_name("Scene").template["Resources"].values()
    assert [each["Type"] for each in resources if each["Type"].startswith("Custom::")] == []
    assert sum(each["Type"] == "AWS::Lambda::Function" for each in resources) == 1
    unacknowledged = [each for each in report.verdicts if each.acknowledged is None]
    assert [(each.rule, each.message) for each in unacknowledged] == []
    assert report.templates == 1


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_default_is_in_a_table_as_it_is(name: str) -> None:
    defaults, rows = defaults_of(DOCUMENTED[name]), TABLES.get(name, {})

    assert set(rows) == set(defaults)
    for prop, default in defaults.items():
        shown = rows[prop].default
        if isinstance(default, bool | int) or (isinstance(default, tuple) and is_text(default)):
            assert ast.literal_eval(shown.strip("`")) == default, prop
        else:
            assert "`" not in shown, prop
        assert shown == OF_AWS.get((name, prop), shown)


def is_text(default: tuple[object, ...]) -> bool:
    return bool(default) and all(isinstance(each, str) for each in default)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_what_a_table_allows_is_what_the_domain_allows(name: str) -> None:
    allowed = {
        prop: row.allowed for prop, row in TABLES.get(name, {}).items() if row.allowed != "-"
    }

    assert allowed == {
        prop: ", ".join(limit.bounds for limit in several)
        for (of, prop), several in LIMITS.items()
        if of == name
    }


def test_what_is_not_common_has_its_reason() -> None:
    numbers = [
        (name, prop)
        for name, rows in TABLES.items()
        for prop, row in rows.items()
        if row.why == "-" and re.search(r"\d", row.default)
    ]
    assert numbers == []


def test_the_sentence_about_batches_of_queues_is_so() -> None:
    ungathered, ordered = limits.MAPPING_BATCH_WITHOUT_WINDOW, batch_size("sqs", is_fifo=True)

    assert ungathered.maximum == ordered.maximum == 10
    assert "A batch above 10 needs a window" in SENTENCES


def test_the_sentences_about_guarded_queues_are_so() -> None:
    hidden = recommended_visibility_seconds(10, 5)
    times = defaults_of(DOCUMENTED["GuardedQueue"])["max_receive_count"]
    days = (limits.QUEUE_RETENTION.maximum or 0) // 86400

    assert (hidden, times, days) == (6 * 10 + 5, 5, 14)
    assert "for six timeouts of its consumer and the batching window" in SENTENCES
    assert f"failed five times for {days} days" in SENTENCES


def test_the_sentence_about_cognito_is_so() -> None:
    assert limits.USER_POOL_TRIGGER_TIMEOUT.maximum == 5
    assert "Cognito waits five seconds" in SENTENCES


def test_the_sentence_about_asynchronous_events_is_so() -> None:
    assert limits.ASYNC_RETRY_ATTEMPTS.default == 3 - 1
    assert "Lambda tries such an event three times" in SENTENCES


def test_the_sentence_about_health_checks_is_so() -> None:
    interval = limits.HEALTH_CHECK_INTERVAL

    assert f"{interval.bounds} apart, {interval.quantity(interval.default)} by default" in SENTENCES


def test_the_page_says_of_each_source_who_waits_for_whom() -> None:
    [waiting] = re.findall(r"^\| (queue, .*?) \| the release's stack", TEXT, re.MULTILINE)
    [waited] = re.findall(r"^\| (rule, .*?) \| the source's stack", TEXT, re.MULTILINE)
    words = {"consumer": "stream", "guarded queue": "queue", "schedule's dead letters": "queue"}

    for kind in RELEASE_WAITS:
        assert words.get(kind, kind).rpartition("s ")[2] in waiting
    for kind in SOURCE_WAITS:
        assert {"notification": "NotificationTrigger"}.get(kind, kind) in waited
    assert set(IMPORTED) <= set(RELEASE_WAITS)


@pytest.mark.parametrize("target", re.findall(r"\]\(([^):]+)\)", TEXT))
def test_a_link_leads_somewhere(target: str) -> None:
    assert (PAGE.parent / target).exists()
