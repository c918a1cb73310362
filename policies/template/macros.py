"""The macros of a template's Transform: which CloudFormation, SAM or somebody else runs."""

from __future__ import annotations

from typing import Any, Final

LOOPS: Final = "AWS::LanguageExtensions"
SAM: Final = "AWS::Serverless-2016-10-31"

# AWS's own, known not to add or change properties of resources that the template does not show.
_HARMLESS: Final = frozenset(
    {
        "AWS::CodeDeployBlueGreen",
        "AWS::Include",
        LOOPS,
        "AWS::SecretsManager-2020-07-23",
        SAM,
    }
)


def macro_names(transform: Any) -> list[str | None]:
    """The macros that a Transform names, in order; None for one whose name is no text."""
    macros = transform if isinstance(transform, list) else [transform]
    names = [macro.get("Name") if isinstance(macro, dict) else macro for macro in macros]
    return [
        name if isinstance(name, str) else None
        for macro, name in zip(macros, names, strict=True)
        if macro is not None
    ]


def has_custom_macro(transform: Any) -> bool:
    """True when a macro that is not AWS's own may write any property of any resource."""
    return any(name not in _HARMLESS for name in macro_names(transform))
