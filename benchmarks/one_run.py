"""Runs one command and prints what it took: CPU seconds, wall seconds, KiB at its peak, exit code.

A small process of its own, because the system counts the one that starts another into its peak.
Children count. What the command says goes nowhere.
"""

import os
import sys
import time

_NOWHERE = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]

started = time.perf_counter()
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=_NOWHERE)
_, status, usage = os.wait4(pid, 0)
wall = time.perf_counter() - started
print(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
