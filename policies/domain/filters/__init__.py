"""Event filters: what Lambda's filter patterns mean, and what is wrong with them.

- `compile_pattern`, `record_passes`, `record_filter`: match as AWS matches, and say why not.
- `analyse`, `analyse_filters`, `analyse_criteria`, `lambda_profile`: what is certainly wrong.
- `body`, `data`, `value`, `dynamodb`, `record`: write a filter as the condition reads.

Each name is imported when it is first used: a gate needs no matcher, a construct no analysis.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policies.domain.filters.analysis import KINDS, Finding, analyse, analyse_filters
    from policies.domain.filters.analysis.criteria import CriteriaReport, analyse_criteria
    from policies.domain.filters.builder import Filter, body, data, dynamodb, record, value
    from policies.domain.filters.errors import EventError, PatternError
    from policies.domain.filters.explain import Miss
    from policies.domain.filters.pattern import Pattern, compile_pattern
    from policies.domain.filters.profile import lambda_profile
    from policies.domain.filters.records import (
        RecordFilter,
        passes_any,
        record_filter,
        record_passes,
    )
    from policies.domain.filters.sources import SOURCES, Source
    from policies.domain.filters.spelling import compact

__all__ = [
    "KINDS",
    "SOURCES",
    "CriteriaReport",
    "EventError",
    "Filter",
    "Finding",
    "Miss",
    "Pattern",
    "PatternError",
    "RecordFilter",
    "Source",
    "analyse",
    "analyse_criteria",
    "analyse_filters",
    "body",
    "compact",
    "compile_pattern",
    "data",
    "dynamodb",
    "lambda_profile",
    "passes_any",
    "record",
    "record_filter",
    "record_passes",
    "value",
]

_HOMES = {
    "analysis": ("KINDS", "Finding", "analyse", "analyse_filters"),
    "analysis.criteria": ("CriteriaReport", "analyse_criteria"),
    "builder": ("Filter", "body", "data", "dynamodb", "record", "value"),
    "errors": ("EventError", "PatternError"),
    "explain": ("Miss",),
    "profile": ("lambda_profile",),
    "pattern": ("Pattern", "compile_pattern"),
    "records": ("RecordFilter", "passes_any", "record_filter", "record_passes"),
    "sources": ("SOURCES", "Source"),
    "spelling": ("compact",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            found = getattr(import_module(f"{__name__}.{home}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__} has no {name}")
