"""The timing between an SQS queue and the function that consumes it."""

from policies.domain import limits


def recommended_visibility_seconds(timeout_seconds: int, batching_window_seconds: int = 0) -> int:
    """The visibility timeout AWS recommends: six timeouts and the batching window, if SQS has it.

    See: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    wanted = limits.VISIBILITY_TIMEOUTS * timeout_seconds + batching_window_seconds
    return limits.QUEUE_VISIBILITY_TIMEOUT.nearest(wanted)
