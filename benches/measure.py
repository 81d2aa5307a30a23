"""Wall time and peak memory of a command, from outside."""

import os
import statistics
import subprocess
import time

GNU_TIME = "/usr/bin/time"


def once(command, folder):
    """Seconds that one run took. Fails when the command does."""
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, stream) for stream in (0, 1, 2)]
    previous = os.getcwd()
    os.chdir(folder)
    try:
        start = time.perf_counter()
        process = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
        _, status = os.waitpid(process, 0)
        seconds = time.perf_counter() - start
    finally:
        os.chdir(previous)
        os.close(null)
    if status != 0:
        subprocess.run(command, cwd=folder, check=False)  # once more, to be seen
        raise SystemExit(f"{' '.join(command)}: ended with {os.waitstatus_to_exitcode(status)}")
    return seconds


def wall(command, folder=".", least=5, seconds=2.0):
    """Median of at least `least` runs after one that warms the caches, and of more while `seconds` last."""
    once(command, folder)
    runs = []
    start = time.perf_counter()
    while len(runs) < least or (time.perf_counter() - start < seconds and len(runs) < 200):
        runs.append(once(command, folder))
    return statistics.median(runs)


def peak(command, folder="."):
    """Bytes of the largest resident set, median of three runs. GNU time starts small, so that none of it is our own."""
    sizes = []
    for _ in range(3):
        run = subprocess.run(
            [GNU_TIME, "-f", "%M", *command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True
        )
        sizes.append(int(run.stderr.split()[-1]) * 1024)
    return statistics.median(sizes)
