"""Where each rule is and what it judges; written by `make index`."""

from typing import Final

# Rule to its module below policies.rules, and the types of resources it looks at; none for a rule
# that looks at an account and region.
INDEX: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "provisioned-concurrency-above-reserved": ("concurrency.provisioned_concurrency_above_reserved", ("AWS::Lambda::Function",)),
    "provisioned-concurrency-on-latest": ("concurrency.provisioned_concurrency_on_latest", ("AWS::Lambda::Alias",)),
    "reserved-concurrency-above-pool": ("concurrency.reserved_concurrency_above_pool", ("AWS::Lambda::Function",)),
    "unreserved-concurrency-below-floor": ("concurrency.unreserved_concurrency_below_floor", ()),
    "filter-always-matches": ("event_filters.filter_always_matches", ("AWS::Lambda::EventSourceMapping",)),
    "filter-condition-replaced": ("event_filters.filter_condition_replaced", ("AWS::Lambda::EventSourceMapping",)),
    "filter-condition-without-effect": ("event_filters.filter_condition_without_effect", ("AWS::Lambda::EventSourceMapping",)),
    "filter-exists-on-object": ("event_filters.filter_exists_on_object", ("AWS::Lambda::EventSourceMapping",)),
    "filter-never-matches": ("event_filters.filter_never_matches", ("AWS::Lambda::EventSourceMapping",)),
    "filter-number-as-string": ("event_filters.filter_number_as_string", ("AWS::Lambda::EventSourceMapping",)),
    "filter-number-compared-by-text": ("event_filters.filter_number_compared_by_text", ("AWS::Lambda::EventSourceMapping",)),
    "filter-number-on-dynamodb": ("event_filters.filter_number_on_dynamodb", ("AWS::Lambda::EventSourceMapping",)),
    "filter-number-out-of-range": ("event_filters.filter_number_out_of_range", ("AWS::Lambda::EventSourceMapping",)),
    "filter-on-undocumented-key": ("event_filters.filter_on_undocumented_key", ("AWS::Lambda::EventSourceMapping",)),
    "filter-on-unknown-key": ("event_filters.filter_on_unknown_key", ("AWS::Lambda::EventSourceMapping",)),
    "filter-operator-undocumented": ("event_filters.filter_operator_undocumented", ("AWS::Lambda::EventSourceMapping",)),
    "filter-or-accepts-everything": ("event_filters.filter_or_accepts_everything", ("AWS::Lambda::EventSourceMapping",)),
    "filter-pattern-too-long": ("event_filters.filter_pattern_too_long", ("AWS::Lambda::EventSourceMapping",)),
    "filter-refused": ("event_filters.filter_refused", ("AWS::Lambda::EventSourceMapping",)),
    "filter-without-dynamodb-type": ("event_filters.filter_without_dynamodb_type", ("AWS::Lambda::EventSourceMapping",)),
    "filters-above-default-quota": ("event_filters.filters_above_default_quota", ("AWS::Lambda::EventSourceMapping",)),
    "too-many-filters": ("event_filters.too_many_filters", ("AWS::Lambda::EventSourceMapping",)),
    "queue-visibility-below-timeout": ("event_sources.queue_visibility_below_timeout", ("AWS::Lambda::EventSourceMapping",)),
    "environment-key-malformed": ("function.environment_key_malformed", ("AWS::Lambda::Function",)),
    "environment-key-reserved": ("function.environment_key_reserved", ("AWS::Lambda::Function",)),
    "environment-too-large": ("function.environment_too_large", ("AWS::Lambda::Function",)),
    "ephemeral-storage-out-of-range": ("function.ephemeral_storage_out_of_range", ("AWS::Lambda::Function",)),
    "memory-out-of-range": ("function.memory_out_of_range", ("AWS::Lambda::Function",)),
    "timeout-out-of-range": ("function.timeout_out_of_range", ("AWS::Lambda::Function",)),
    "too-many-layers": ("function.too_many_layers", ("AWS::Lambda::Function",)),
}
