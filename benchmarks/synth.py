"""A whole synth with GuardedApp beside CDK's default, and what each validation adds to a synth.

The app is the same: functions with a version, an alias, and a queue that calls the alias. By
default CDK validates with an engine compiled to WASM; GuardedApp runs the same engine natively, in
a thread while the app builds its tree, and Keel's rules with it. What a validation adds is the
whole process less the one that validates nothing, in the same round. The share of the policies is
measured within one process: the CPU of Keel's plugin, Node's included, by that of the rest of the
synth.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from benchmarks.measuring import PYTHON, ROOT, in_turns, ratios, run, spread
from benchmarks.node import cpu_seconds
from benchmarks.rows import Goal, Row, Suite

if TYPE_CHECKING:
    from benchmarks.measuring import Cost, Spread

_KINDS: Final = ("unvalidated", "guarded", "default", "native", "keel", "cdk-nag")
_FUNCTIONS: Final = 100
_FEWER: Final = 10
_OF_SHARE: Final = 400
_FUNCTIONS_A_STACK: Final = 25

_CPU: Final = 0.45
_WALL: Final = 0.6
_ADDED: Final = 5
_SHARE: Final = 5


def suite(rounds: int, *, quick: bool) -> Suite:
    """CPU and wall time of the whole, what each validation adds, and the share of the policies."""
    functions = _FEWER if quick else _FUNCTIONS
    rounds = (rounds + 1) // 2  # a round is half a minute
    for kind in _KINDS:
        _synth(kind, 1)  # compiled modules and jsii's cache are no one's advantage
    costs = in_turns(
        {kind: partial(_synth, kind, functions) for kind in _KINDS}, rounds, warm=False
    )
    of_share = _FUNCTIONS if quick else _OF_SHARE
    shares = [_share(of_share) for _ in range(rounds)]
    rows = [
        *(_whole(functions, costs, field) for field in ("cpu_s", "wall_s")),
        _native(costs),
        _nag(costs),
        Row(
            f"policies by the rest of a synth, {of_share} functions",
            "% CPU",
            spread(shares).rounded(1),
            goal=Goal(_SHARE, of="ours"),
        ),
    ]
    return Suite("cdk synth", " ".join((__doc__ or "").split()), rounds, rows)


def _whole(functions: int, costs: dict[str, list[Cost]], field: str) -> Row:
    ours = [getattr(each, field) for each in costs["guarded"]]
    theirs = [getattr(each, field) for each in costs["default"]]
    return Row(
        f"whole synth of {functions} functions, GuardedApp",
        {"cpu_s": "s CPU", "wall_s": "s wall"}[field],
        spread(ours).rounded(2),
        "CDK's default",
        spread(theirs).rounded(2),
        ratios(ours, theirs).rounded(2),
        Goal(_CPU if field == "cpu_s" else _WALL),
    )


def _added(costs: dict[str, list[Cost]], kind: str) -> list[float]:
    """What a validation adds to a process that validates nothing, by round."""
    pairs = zip(costs[kind], costs["unvalidated"], strict=True)
    return [more.cpu_s - none.cpu_s for more, none in pairs]


def _native(costs: dict[str, list[Cost]]) -> Row:
    ours, theirs = _added(costs, "native"), _added(costs, "default")
    return Row(
        "added by native validation",
        "s CPU",
        spread(ours).rounded(2),
        "CDK's built-in validation",
        spread(theirs).rounded(2),
        _times(theirs, ours).rounded(1),
        Goal(_ADDED, at_least=True),
    )


def _nag(costs: dict[str, list[Cost]]) -> Row:
    ours, theirs = _added(costs, "keel"), _added(costs, "cdk-nag")
    return Row(
        "added by Keel's rules",
        "s CPU",
        spread(ours).rounded(2),
        "cdk-nag's AwsSolutionsChecks",
        spread(theirs).rounded(2),
        _times(theirs, ours).rounded(1),
    )


def _times(theirs: list[float], ours: list[float]) -> Spread:
    """The ratios of what was added; noise may have made one vanish, which then counts as 1 ms."""
    return ratios(theirs, [max(each, 0.001) for each in ours])


def _synth(kind: str, functions: int) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        command = [PYTHON, "-m", "benchmarks.synth", kind, str(functions)]
        return run(command, {"CDK_OUTDIR": folder}, fails=kind == "cdk-nag")  # it has findings


def _share(functions: int) -> float:
    command = [PYTHON, "-m", "benchmarks.synth", "share", str(functions)]
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            command,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**environment, "CDK_OUTDIR": folder},
        )
    return float(done.stdout)


def synthesize(kind: str, functions: int) -> None:
    """Build the app, and synthesize it in this process."""
    app = _app(kind)
    _build(app, functions)
    if kind != "share":
        app.synth()
        return
    from policies.adapters.cdk import KeelPolicies  # noqa: PLC0415

    judge, judged = KeelPolicies.validate, []

    def timed(self: KeelPolicies, context: Any) -> Any:
        before = cpu_seconds()
        report = judge(self, context)
        judged.append(cpu_seconds() - before)
        return report

    KeelPolicies.validate = timed  # type: ignore[method-assign]
    before = cpu_seconds()
    app.synth()
    whole = cpu_seconds() - before
    print(100 * sum(judged) / (whole - sum(judged)))


def _app(kind: str) -> Any:
    # What measures need not load what is measured.
    import aws_cdk as cdk  # noqa: PLC0415

    if kind == "guarded":
        from policies.adapters.cdk import GuardedApp  # noqa: PLC0415

        return GuardedApp()
    if kind == "default":
        return cdk.App()
    app = cdk.App(builtin_cloud_formation_validation=False)
    plugins = cdk.Validations.of(app)
    if kind == "native":
        from policies.adapters.native import NativeValidator  # noqa: PLC0415

        plugins.add_plugins(NativeValidator())
    elif kind in ("keel", "share"):
        from policies.adapters.cdk import KeelPolicies  # noqa: PLC0415

        plugins.add_plugins(KeelPolicies())
    elif kind == "cdk-nag":
        from cdk_nag import AwsSolutionsChecks  # noqa: PLC0415

        plugins.add_plugins(AwsSolutionsChecks())
    return app


def _build(app: Any, functions: int) -> None:
    import aws_cdk as cdk  # noqa: PLC0415
    from aws_cdk import aws_lambda as lambda_  # noqa: PLC0415
    from aws_cdk import aws_lambda_event_sources as sources  # noqa: PLC0415
    from aws_cdk import aws_sqs as sqs  # noqa: PLC0415

    code = lambda_.Code.from_inline("def handler(event, context): ...")
    timeout, visibility = cdk.Duration.seconds(10), cdk.Duration.seconds(60)
    runtime = lambda_.Runtime.PYTHON_3_14
    for first in range(0, functions, _FUNCTIONS_A_STACK):
        stack = cdk.Stack(app, f"Stack{first}")
        for number in range(first, min(first + _FUNCTIONS_A_STACK, functions)):
            function = lambda_.Function(
                stack,
                f"Function{number}",
                code=code,
                handler="index.handler",
                runtime=runtime,
                timeout=timeout,
            )
            alias = lambda_.Alias(
                stack, f"Live{number}", alias_name="live", version=function.current_version
            )
            queue = sqs.Queue(stack, f"Queue{number}", visibility_timeout=visibility)
            alias.add_event_source(sources.SqsEventSource(queue))


if __name__ == "__main__":
    synthesize(sys.argv[1], int(sys.argv[2]))
