from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.engine import Effect, Severity
from policies.gate.acknowledgement import Acknowledgement
from policies.gate.config import Config, ConfigError, Profile
from policies.gate.config_file import find_config, read_config
from policies.rules import catalogue

if TYPE_CHECKING:
    from pathlib import Path

RULE = catalogue()["timeout-out-of-range"]


def read(folder: Path, text: str, name: str = "keel.toml") -> Config:
    (folder / name).write_text(text)
    # Where it was read is another test's.
    return read_config(folder / name, catalogue())._replace(root=None, path=None)


def test_an_empty_file_is_the_default(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Config()


def test_a_file_that_notepad_wrote_is_read(tmp_path: Path) -> None:
    text = '\ufeff[keel]\r\nprofile = "strict"\r\n'
    (tmp_path / "keel.toml").write_bytes(text.encode())

    assert read_config(tmp_path / "keel.toml", catalogue()).profile is Profile.STRICT


def test_pyproject_and_keel_toml_say_the_same_thing(tmp_path: Path) -> None:
    table = 'profile = "strict"\nfail-on = "warning"\n'
    own = read(tmp_path, f"[keel]\n{table}")
    project = read(tmp_path, f"[tool.keel]\n{table}", "pyproject.toml")

    assert own == project == Config(profile=Profile.STRICT, fail_on=Severity.WARNING)


def test_a_rule_can_be_lowered_or_turned_off(tmp_path: Path) -> None:
    lowered = read(tmp_path, '[keel.rules]\ntimeout-out-of-range = "warning"\n')
    off = read(tmp_path, '[keel.rules]\ntimeout-out-of-range = "off"\n')

    assert [rule.severity for rule in lowered.selected([RULE])] == [Severity.WARNING]
    assert off.selected([RULE]) == []


def test_advice_runs_in_the_strict_profile_or_when_it_is_asked_for() -> None:
    advice = RULE._replace(id="some-advice", effect=Effect.ADVICE)

    assert Config().selected([advice]) == []
    assert Config(profile=Profile.STRICT).selected([advice]) == [advice]
    assert len(Config(levels={"some-advice": "warning"}).selected([advice])) == 1


def test_the_closest_quota_holds(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        '[keel.accounts."123456789012".eu-west-1]\nconcurrency = 3000\n'
        '[keel.accounts."123456789012"."*"]\nconcurrency = 2000\nunreserved-floor = 50\n'
        '[keel.accounts."*".us-east-1]\nconcurrency = 10\nunreserved-floor = 10\n',
    )

    assert config.quota("123456789012", "eu-west-1") == ConcurrencyQuota(3000, 100)
    assert config.quota("123456789012", "eu-central-1") == ConcurrencyQuota(2000, 50)
    assert config.quota("210987654321", "us-east-1") == ConcurrencyQuota(10, 10)
    assert config.quota("210987654321", "eu-west-1") == ConcurrencyQuota(1000, 100)
    assert config.quota(None, None) == ConcurrencyQuota(1000, 100)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[kel]", "unknown table 'kel'; did you mean 'keel'?"),
        ('[keel]\nprofil = "strict"', "unknown key 'profil'; did you mean 'profile'?"),
        (
            '[keel]\nprofile = "lax"',
            "profile must be one of default, strict, got 'lax'",
        ),
        (
            '[keel.rules]\ntimeout-out-of-rang = "off"',
            "unknown rule 'timeout-out-of-rang'; did you mean 'timeout-out-of-range'?",
        ),
        (
            "[keel.rules]\ntimeout-out-of-range = false",
            "timeout-out-of-range must be one of error, warning, off, got False",
        ),
        ("[keel]\nrules = 1", "rules must be a table, got 1"),
        ("keel = 1", "keel must be a table, got 1"),
        (
            '[keel.accounts."123456789012"]\nconcurrency = 3000',
            "accounts.123456789012.concurrency must be a table, got 3000",
        ),
        (
            '[keel.accounts."*".b]\nconcurency = 3000',
            "unknown key of accounts.*.b 'concurency'; did you mean 'concurrency'?",
        ),
        (
            '[keel.accounts."*".b]\nconcurrency = -1',
            "accounts.*.b.concurrency must be 0 to 1000000000, got -1",
        ),
        (
            "[keel.accounts.12345.eu-west-1]\nconcurrency = 3000",
            "an account is 12 digits or \"*\", got '12345'",
        ),
        (
            '[keel.accounts."*"."*"]\nconcurrency = 50\nunreserved-floor = 60',
            "accounts.*.*.unreserved-floor must be at most the concurrency of 50, got 60",
        ),
        ("a = " + "[" * 5_000, "not TOML that a person wrote"),
        ("a." * 500 + "a = 1", "not TOML that a person wrote"),
        ("#" * 1_000_001, "larger than 1000000 bytes, which no person wrote"),
        (
            '[keel.paths."' + "a" * 5_000 + '"]',
            "a glob has at most 4096 characters, got 5000",
        ),
        (
            '[keel.accounts."*".b]\nconcurrency = 0x' + "f" * 9_000,
            "accounts.*.b.concurrency must be 0 to 1000000000, got a number of thousands of digits",
        ),
        ("a = 1" + "0" * 5_000, "not TOML that a person wrote"),
        ("[keel", "not TOML: expected ']' at the end of a table declaration (at end of document)"),
    ],
)
def test_a_mistake_is_named_with_the_nearest_right_word(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(ConfigError) as mistake:
        read(tmp_path, text)

    assert str(mistake.value) == f"{tmp_path / 'keel.toml'}: {message}"


def test_a_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"keel\.toml: no such file; check --config"):
        read_config(tmp_path / "keel.toml", catalogue())
    (tmp_path / "keel.toml").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match=r"keel\.toml: cannot be read"):
        read_config(tmp_path / "keel.toml", catalogue())


def test_a_small_account_has_no_larger_floor(tmp_path: Path) -> None:
    config = read(tmp_path, '[keel.accounts."*"."*"]\nconcurrency = 50\n')

    assert config.quota(None, None) == ConcurrencyQuota(50, 50)


def test_every_spelling_of_the_table_in_pyproject_counts(tmp_path: Path) -> None:
    for text in ('[tool]\nkeel = {profile = "strict"}\n', '[tool]\nkeel.profile = "strict"\n'):
        assert read(tmp_path, text, "pyproject.toml").profile is Profile.STRICT
        assert find_config(tmp_path) == tmp_path / "pyproject.toml"


def test_a_pyproject_that_only_talks_of_keel_is_passed_over(tmp_path: Path) -> None:
    below = tmp_path / "app"
    below.mkdir()
    (tmp_path / "keel.toml").write_text("")
    for text in ("# [tool.keel] nothing yet\n", "keel = [", "[tool.other]\nx = 'keel'\n"):
        (below / "pyproject.toml").write_text(text)

        assert find_config(below) == tmp_path / "keel.toml"
    with pytest.raises(
        ConfigError, match=r"pyproject.toml: has no table tool.keel; check --config"
    ):
        read_config(below / "pyproject.toml", catalogue())


def test_the_nearest_configuration_upwards_is_found(tmp_path: Path) -> None:
    below = tmp_path / "apps" / "sensors"
    below.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.keel]\n")
    (below / "pyproject.toml").write_text("[project]\n")

    assert find_config(below) == tmp_path / "pyproject.toml"

    (tmp_path / "apps" / "keel.toml").write_text("")

    assert find_config(below) == tmp_path / "apps" / "keel.toml"


def test_levels_hold_for_the_places_a_glob_means(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        '[keel.rules]\ntimeout-out-of-range = "off"\n'
        '[keel.paths."App/*"]\ntimeout-out-of-range = "warning"\n'
        '[keel.paths."App/Legacy"]\ntimeout-out-of-range = "off"\n',
    )

    assert config.level(RULE, ("App/Orders/Bill",)) == "warning"
    assert config.level(RULE, ("App/Legacy/Bill",)) == "off"
    assert config.level(RULE, ("templates/bill.yaml",)) == "off"
    assert config.selected([RULE]) == [RULE]  # it runs for the sake of App


def test_acknowledgements_know_their_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = read(
        tmp_path,
        "[keel]\n\n[[keel.acknowledge]]\n"
        'rule = "timeout-out-of-range"\npath = "App/*"\nreason = "moves to batch"\n'
        'owner = "billing"\nexpires = 2027-01-31\n'
        "[[ keel.acknowledge ]]\n"
        'rule = "memory-out-of-range"\npath = "*"\nreason = "a test"\n',
    )

    assert config.acknowledgements == (
        Acknowledgement(
            "timeout-out-of-range",
            "moves to batch",
            "App/*",
            "keel.toml:3",
            "billing",
            "2027-01-31",
        ),
        Acknowledgement("memory-out-of-range", "a test", "*", "keel.toml:9"),
    )


def test_the_baseline_is_seen_from_the_configuration(tmp_path: Path) -> None:
    config = read(tmp_path, '[keel]\nbaseline = "gate/known.json"\n')

    assert config.baseline == tmp_path / "gate" / "known.json"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[keel.acknowledge]\n", "acknowledge is written [[keel.acknowledge]]"),
        (
            '[[keel.acknowledge]]\nrule = "timeout-out-of-range"\nreason = "x"\n',
            "keel.toml:1: an acknowledgement has a path",
        ),
        (
            '[[keel.acknowledge]]\nrule = "timeout-out-of-range"\npath = "*"\n',
            "keel.toml:1: the acknowledgement of timeout-out-of-range has no reason",
        ),
        ("[keel]\nbaseline = 3\n", "baseline must be a file's path, got 3"),
        ('[keel]\nprofile = "strikt"\n', "did you mean 'strict'?"),
        ('[keel.paths."*"]\ntimeout-of-range = "off"\n', "did you mean 'timeout-out-of-range'?"),
        ('[keel.paths]\na = "off"\n', "paths.a must be a table"),
    ],
)
def test_what_says_too_little_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, text)

    assert problem in str(refused.value)
