"""What CDK asks of its validation's engine: which rules, of which severity, for which stack."""

from __future__ import annotations

from typing import Any, Final

# What CDK leaves out too: aws-cdk-lib 2.275, core/lib/validation/cloudformation-validate-plugin.
IGNORED: Final = ("W3005", "W1020", "E1018", "W9002", "W9013", "W1103")
_IGNORED_OF_SERVICE: Final = ("W3697", "AWS::AutoScaling")
SEVERITIES: Final = {"FATAL": "error", "ERROR": "error", "WARN": "warning"}


def configuration(account: str | None, region: str | None) -> Any:
    """The engine's configuration for a stack of an account and region."""
    from cloudformation_validate import (  # noqa: PLC0415 - an extra
        DetailLevel,
        PseudoParameterOverrides,
        RuleFilterConfig,
        ServiceFilter,
        Severity,
        ValidateConfig,
    )

    rule, service = _IGNORED_OF_SERVICE
    return ValidateConfig(
        detail_level=DetailLevel.STANDARD,
        severity_level=Severity.WARN,
        pseudo_parameter_overrides=PseudoParameterOverrides(account_id=account, region=region),
        exclude=RuleFilterConfig(
            ids=[*IGNORED], services=[ServiceFilter(rule_id=rule, service=service)]
        ),
    )
