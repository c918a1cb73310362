from __future__ import annotations

import pytest

from policies.domain.passwords import is_probable_secret


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DB_PASSWORD", "hunter2"),
        ("DB_PASSWORD", "Tr0ub4dor&3"),
        ("dbPassword", "correcthorse"),
        ("SSH_PASSPHRASE", "open-Sesame1"),
        ("API_TOKEN", "9f86d081884c7d659a2feaa0c55ad015"),
        ("CLIENT_SECRET", "aB3dE5gH7jK9mN1pQ2rS4tU6"),
        ("SOME_API_KEY", "a1b2c3d4e5f6a7b8c9d0e1f2"),
    ],
)
def test_a_literal_under_the_name_of_a_secret_is_one(key: str, value: str) -> None:
    assert is_probable_secret(key, value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("STAGE", "hunter2"),
        ("PASSWORD_POLICY", "hunter2"),
        ("DB_PASSWORD", ""),
        ("DB_PASSWORD", "abc"),
        ("DB_PASSWORD", "password"),
        ("DB_PASSWORD", "changeme"),
        ("DB_PASSWORD", "your-password"),
        ("DB_PASSWORD", "{password}"),
        ("DB_PASSWORD", "/billing/db/password"),
        ("DB_PASSWORD", "billing/db/password"),
        ("DB_PASSWORD", "billing-db-password"),
        ("DB_PASSWORD", "billing_db.password"),
        ("DB_PASSWORD", "arn:aws:ssm:eu-west-1:123456789012:parameter/db"),
        ("DB_PASSWORD", "to be set by hand"),
        ("DB_PASSWORD", "https://vault.internal/db"),
        ("REQUIRE_PASSWORD", "true"),
        ("DB_SECRET", "BillingDatabase"),
        ("DB_SECRET", "BillingDatabaseSecretForProduction"),
        ("CLIENT_SECRET", "0b9dc83a-2c3f-4a5f-9c3e-1d2f3a4b5c6d"),
        ("NEXT_TOKEN", "12345678901234567890"),
    ],
)
def test_a_name_a_path_a_switch_and_a_placeholder_are_none(key: str, value: str) -> None:
    assert not is_probable_secret(key, value)
