"""What is certainly a credential, told by the form that its issuer gave it.

The issuers chose these forms so that scanners find them; nothing here guesses.
"""

import re
from typing import Final

# Kind, what each of its texts holds, and the whole form. The forms are compiled when a text holds
# what they look for, which hardly any does. Repetitions are bounded: texts may be anything.
_FORMS: Final = (
    ("an AWS access key", ("AKIA", "ASIA"), r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"),
    (
        "a private key",
        ("PRIVATE KEY",),
        r"-----BEGIN (?:[A-Z]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----",
    ),
    ("a GitHub token", ("gh", "github_pat_"), r"\bgh[opsur]_\w{36}|\bgithub_pat_\w{82}"),
    ("a GitLab token", ("glpat-",), r"\bglpat-[\w-]{20}"),
    ("a Slack token", ("xox",), r"\bxox[abeoprs]-(?:[A-Za-z0-9]{1,32}-){0,4}[A-Za-z0-9]{10,}"),
    (
        "a Slack webhook",
        ("hooks.slack.com",),
        r"https://hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,}",
    ),
    ("a Stripe live key", ("k_live_",), r"\b[rs]k_live_[A-Za-z0-9]{16,}"),
    ("a Google API key", ("AIza",), r"\bAIza[\w-]{35}\b"),
    ("a SendGrid key", ("SG.",), r"\bSG\.[\w-]{22}\.[\w-]{43}"),
    ("an npm token", ("npm_",), r"\bnpm_[A-Za-z0-9]{36}"),
    ("a PyPI token", ("pypi-AgEIcHlwaS5vcmc",), r"\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}"),
    ("an OpenAI key", ("T3BlbkFJ",), r"\bsk-[\w-]{20,80}T3BlbkFJ[\w-]{20,}"),
    ("an Anthropic key", ("sk-ant-",), r"\bsk-ant-[a-z0-9]{1,12}-[\w-]{80,}"),
)
_URL_WITH_USER: Final = (
    r"\b[a-z][a-z0-9+.-]{0,20}://[^\s/:@]*:(?P<password>[^\s/@]+)@(?P<host>[^\s/:]+)"
)
_OWN_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "host.docker.internal"})

# AWS's documentation, and everybody after it, writes keys that end in EXAMPLE.
_PLACEHOLDERS: Final = (
    "example",
    "xxxx",
    "****",
    "...",
    "00000000",
    "1234567",
    "changeme",
    "change_me",
    "change-me",
    "placeholder",
    "dummy",
    "redacted",
    "your-",
    "your_",
)
_NOT_FILLED_IN: Final = frozenset("<>{}$%[]")


def credential_in(text: str) -> str | None:
    """The kind of credential that the text holds, in words; None when it certainly holds none."""
    for kind, marks, form in _FORMS:
        if any(mark in text for mark in marks):
            found = re.search(form, text)
            if found and not is_placeholder(found[0]):
                return kind
    url = re.search(_URL_WITH_USER, text) if "://" in text and "@" in text else None
    if url and url["host"] not in _OWN_MACHINE and not is_placeholder(url["password"]):
        return "a URL with a password"
    return None


def is_placeholder(text: str) -> bool:
    """True for what stands where a credential is to be filled in."""
    plain = text.lower()
    return any(word in plain for word in _PLACEHOLDERS) or not _NOT_FILLED_IN.isdisjoint(text)
