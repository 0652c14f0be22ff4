"""Processes that extract: copies of one that has loaded everything, or each by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from index.extraction import resting
from index.extraction.packing import Job, pack_text, plain_jobs, reply_of
from index.extraction.worker import receive, send
from index.extraction.workers import Workers

TEXT = "Angela Merkel met Barack Obama in Berlin on Monday. The two spoke about Ukraine."
BATCH = plain_jobs(Job(number, len(TEXT), pack_text(TEXT), (), ()) for number in range(3))

ABANDONED = """
import sys, time
from index.extraction.workers import Workers
workers = Workers("rules")
started = [workers.start(), workers.start()]
parent = workers._nursery.process.pid if workers._nursery else 0
print(parent, *(worker.pid for worker in started), flush=True)
time.sleep(60)
"""


@pytest.fixture(params=["copies", "alone"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers as copies of one process, where that can be, and each by itself."""
    copied = {"", "rules", "nosuch"} if request.param == "copies" else set()
    monkeypatch.setattr("index.extraction.workers._SINGLE_THREADED", copied)


@pytest.mark.usefixtures("kind")
def test_a_worker_serves_until_it_is_ended() -> None:
    workers = Workers("rules")
    first, second = workers.start(), workers.start()
    assert first is not None
    assert second is not None
    assert first.pid != second.pid
    for worker in (first, second, first):
        send(worker.stdin, BATCH)
        assert len(reply_of(receive(worker.stdout)).mentions) == 3
    workers.end(first)
    send(second.stdin, BATCH)
    assert receive(second.stdout)
    workers.close()
    assert second.stdout.read() == b""
    assert workers.start() is None


@pytest.mark.usefixtures("kind")
def test_no_worker_without_its_extractor() -> None:
    workers = Workers("nosuch")
    assert workers.start() is None
    assert workers.start() is None
    workers.close()


def test_copies_outlive_what_they_are_copied_from() -> None:
    workers = Workers("rules")
    first = workers.start()
    assert first is not None
    if workers._nursery is None:
        workers.close()
        return
    os.kill(workers._nursery.process.pid, signal.SIGKILL)
    send(first.stdin, BATCH)
    assert len(reply_of(receive(first.stdout)).mentions) == 3
    assert workers.start() is None
    second = workers.start()
    assert second is not None
    send(second.stdin, BATCH)
    assert len(reply_of(receive(second.stdout)).mentions) == 3
    workers.close()
    assert (first.stdout.read(), second.stdout.read()) == (b"", b"")


def rests(pid: int) -> bool:
    """Whether the process that copies are made of comes to rest."""
    for _ in range(200):
        if resting.__file__.encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
            return True
        time.sleep(0.05)
    return False


def test_what_copies_are_made_of_rests_until_one_is_wanted() -> None:
    workers = Workers("rules")
    first = workers.start()
    assert first is not None
    if workers._nursery is None:
        workers.close()
        return
    parent = workers._nursery.process.pid
    held = {first.pid}
    for _ in range(2):
        assert rests(parent)
        another = workers.start()
        assert another is not None
        send(another.stdin, BATCH)
        assert len(reply_of(receive(another.stdout)).mentions) == 3
        assert workers._nursery.process.pid == parent
        held.add(another.pid)
    assert len(held) == 3
    send(first.stdin, BATCH)
    assert len(reply_of(receive(first.stdout)).mentions) == 3
    os.kill(first.pid, signal.SIGKILL)
    assert rests(parent)
    workers.close()
    assert not any(map(is_running, (parent, *held)))


def test_what_rests_ends_with_whoever_started_it() -> None:
    workers = Workers("rules")
    worker = workers.start()
    assert worker is not None
    if workers._nursery is None:
        workers.close()
        return
    process = workers._nursery.process
    assert rests(process.pid)
    workers._nursery.control.close()
    assert process.wait(10) == 0
    assert worker.stdout.read() == b""
    workers.close()


@pytest.mark.usefixtures("kind")
def test_closing_does_not_wait_for_what_is_being_loaded() -> None:
    workers = Workers("")
    starting = threading.Thread(target=workers.start)
    starting.start()
    time.sleep(0.1)
    workers.close()
    starting.join(5)
    assert not starting.is_alive()
    assert workers.start() is None


def is_running(pid: int) -> bool:
    """Whether there is such a process, and it has not ended."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state not in "ZX"


def test_workers_end_when_whoever_started_them_is_killed() -> None:
    if not Path("/proc/self/stat").exists():
        return
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", ABANDONED]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root)
    assert program.stdout is not None
    with program, program.stdout as said:
        pids = [pid for pid in map(int, said.readline().split()) if pid]
        assert len(pids) >= 2
        assert all(map(is_running, pids))
        program.kill()
    end = time.monotonic() + 10
    while any(map(is_running, pids)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(is_running, pids))
