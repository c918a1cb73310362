"""What the process of a local run starts with: the search path of Lambda, then its runtime client.

Runs by itself, without anything of Keel, in the Python that the user chose.
"""

import os
import site
import sys


def search_path(stand_ins: str, task: str, opt: str, runtime: str, own: list[str]) -> list[str]:
    """Where Lambda's Python looks for modules, in its order.

    The code, then the layers, then what the runtime provides, then the standard library. A
    PYTHONPATH of the function's own takes the place of the layers; Python has it in `own` already.
    Before them comes what stands in for packages that this machine cannot load.
    """
    layers = [f"{opt}/python/lib/{_python()}/site-packages", f"{opt}/python"]
    if "PYTHONPATH" in os.environ:
        layers = []
    return [stand_ins, task, *layers, runtime, *own]


def _python() -> str:
    """The Python that the function is for, whichever runs it: layers have a folder for each."""
    return os.environ["AWS_EXECUTION_ENV"].rpartition("_")[2]


def main(arguments: list[str]) -> None:
    """Run the function's handler until the run ends.

    Args:
        arguments: The folders of the stand-ins, of the layers and of what the runtime provides.
    """
    stand_ins, opt, runtime = arguments
    task = os.environ["LAMBDA_TASK_ROOT"]
    sys.path[:] = search_path(stand_ins, task, opt, runtime, sys.path[1:])
    # What Python prepares for every program, except the packages installed on this machine.
    site.setquit()
    site.setcopyright()
    site.sethelper()
    for folder in sys.path[: sys.path.index(runtime)]:
        if os.path.isdir(folder):  # noqa: PTH112 - pathlib takes as long to import as all else here
            site.addsitedir(folder)  # for the .pth files there
    from awslambdaric.__main__ import main as run  # noqa: PLC0415 - only now can it be found

    run(["awslambdaric", os.environ["_HANDLER"]])


if __name__ == "__main__":
    main(sys.argv[1:])
