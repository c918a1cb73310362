from __future__ import annotations

import pytest

from policies.domain.credentials import credential_in

# Put together here, so that no scanner takes this file for a leak.
ALPHABET = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA"


def drawn(length: int) -> str:
    """Letters and digits as a generator draws them."""
    return (ALPHABET * 10)[:length]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AK" + "IAQ3EGRZ7XMPLK2ABC", "an AWS access key"),
        ("AS" + "IAQ3EGRZ7XMPLK2ABC", "an AWS access key"),
        ("-----BEGIN " + "PRIVATE KEY-----\nMII", "a private key"),
        ("-----BEGIN RSA " + "PRIVATE KEY-----", "a private key"),
        ("-----BEGIN PGP " + "PRIVATE KEY BLOCK-----", "a private key"),
        ("gh" + "p_" + drawn(36), "a GitHub token"),
        ("github" + "_pat_" + drawn(82), "a GitHub token"),
        ("gl" + "pat-" + drawn(20), "a GitLab token"),
        ("xo" + "xb-2345678901-" + drawn(24), "a Slack token"),
        (
            "https://hooks.slack" + ".com/services/T0ABCDEF1/B0ABCDEF1/" + drawn(24),
            "a Slack webhook",
        ),
        ("sk" + "_live_" + drawn(24), "a Stripe live key"),
        ("AI" + "za" + drawn(35), "a Google API key"),
        ("SG" + "." + drawn(22) + "." + drawn(43), "a SendGrid key"),
        ("np" + "m_" + drawn(36), "an npm token"),
        ("pypi-" + "AgEIcHlwaS5vcmc" + drawn(60), "a PyPI token"),
        ("sk-proj-" + drawn(20) + "T3Blbk" + "FJ" + drawn(20), "an OpenAI key"),
        ("sk-" + "ant-api03-" + drawn(90), "an Anthropic key"),
        ("postgres://app:s3cret" + "@db.internal:5432/app", "a URL with a password"),
        ("redis://:s3cret" + "@cache.internal", "a URL with a password"),
    ],
)
def test_each_issuer_has_its_form(text: str, kind: str) -> None:
    assert credential_in(text) == kind
    assert credential_in(f'{{"value": "{text}"}}') == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AKIAIOSFODNN7EXAMPLE",
        "AKIA",
        "XAKIAQ3EGRZ7XMPLK2ABC",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----",
        "ghp_short",
        "sk_test_" + drawn(24),
        "pk_live_" + drawn(24),
        "a paragraph about xoxb- tokens",
        "https://db.internal:5432/app",
        "https://user@db.internal/app",
        "mailto:somebody@example.com",
        "postgres://app:${DB_PASSWORD}@db.internal/app",
        "postgres://app:<password>@db.internal/app",
        "postgres://app:****@db.internal/app",
        "postgres://postgres:postgres@localhost/app",
        "arn:aws:iam::123456789012:role/billing",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ],
)
def test_what_only_looks_alike_is_none(text: str) -> None:
    assert credential_in(text) is None
