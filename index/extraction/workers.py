"""Starting and ending the processes that extract.

In: the extractor's name. Out: `Worker`s, each with pipes that `index.extraction.worker` describes.
On Linux those of the extractors that ship are copies of one process that has loaded everything
(`index.extraction.nursery`), and share its memory; elsewhere, and with an extractor that may have
threads of its own, each is a process by itself.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, NamedTuple

from index.extraction import nursery
from index.extraction.resting import GONE
from index.extraction.worker import receive, send
from index.processes import start

_SINGLE_THREADED = frozenset({"", "crf", "rules"})
"""Extractors that start no thread, so that a process with one can be copied."""

_PATIENCE = 5.0
"""Seconds that the end of all workers may take before they are ended from here."""


class Worker(NamedTuple):
    """A process that extracts.

    Attributes:
        pid: its number.
        stdin: where batches are written to.
        stdout: where replies are read from.
        process: the process, where it is not a copy of another one.
    """

    pid: int
    stdin: IO[bytes]
    stdout: IO[bytes]
    process: subprocess.Popen[bytes] | None

    def end(self) -> None:
        """End it; a copy that is at work ends after its batch."""
        if self.process is not None:
            self.process.kill()
        for pipe in (self.stdin, self.stdout):
            with suppress(OSError):
                pipe.close()
        if self.process is not None:
            self.process.wait()


class _Nursery(NamedTuple):
    """The process that copies are made of, and the socket to it."""

    process: subprocess.Popen[bytes]
    control: socket.socket

    def worker(self) -> Worker | None:
        """A new copy, or None where the process does not make one.

        Raises:
            OSError: the process is gone.
        """
        into, write = os.pipe()
        read, out = os.pipe()
        try:
            socket.send_fds(self.control, [nursery.WANTED], [into, out])
            answer = self.control.recv(nursery.NUMBER.size, socket.MSG_WAITALL)
            if len(answer) < nursery.NUMBER.size:
                raise BrokenPipeError
        except OSError:
            os.close(write)
            os.close(read)
            raise
        finally:
            os.close(into)
            os.close(out)
        worker = Worker(
            nursery.NUMBER.unpack(answer)[0], os.fdopen(write, "wb"), os.fdopen(read, "rb"), None
        )
        if worker.pid:
            return worker
        worker.end()
        return None

    def end(self, *, kindly: bool) -> None:
        """End it and every copy, whatever they are doing.

        Args:
            kindly: tell it to, where it listens already; otherwise all are killed from here.
        """
        with self.control:
            if kindly and self._ends():
                return
        # It is the leader of a group of its own, whose number is taken until it is waited for.
        with suppress(OSError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()

    def _ends(self) -> bool:
        """Tell it to end all; whether it has."""
        with suppress(OSError, subprocess.TimeoutExpired):
            self.control.settimeout(_PATIENCE)
            self.control.shutdown(socket.SHUT_WR)
            while said := self.control.recv(nursery.NUMBER.size):
                if said.endswith(GONE):
                    self.process.wait(timeout=_PATIENCE)
                    return True
        return False


class Workers:
    """Starts workers for any number of threads, and ends them all."""

    def __init__(self, spec: str) -> None:
        """Nothing is started yet.

        Args:
            spec: the extractor, as `load_extractor` takes it.
        """
        self._spec = spec
        self._shared = sys.platform == "linux" and spec in _SINGLE_THREADED
        self._copying = threading.Lock()
        self._lock = threading.Lock()
        self._closed = False
        self._nursery: _Nursery | None = None
        self._ready = False
        self._alone: set[subprocess.Popen[bytes]] = set()

    def start(self) -> Worker | None:
        """A new worker that has loaded the extractor, or None where none can be had."""
        return self._copy() if self._shared else self._start_alone()

    def end(self, worker: Worker) -> None:
        """End one."""
        if worker.process is not None:
            with self._lock:
                self._alone.discard(worker.process)
        worker.end()

    def close(self) -> None:
        """End all, whatever they are doing; no further one starts."""
        with self._lock:
            self._closed = True
            alone, nursing = list(self._alone), self._nursery
            self._nursery = None
        for process in alone:
            process.kill()
        if nursing is not None:
            nursing.end(kindly=self._ready)

    def _copy(self) -> Worker | None:
        with self._copying:
            nursing = self._nursery or self._open_nursery()
            if nursing is None:
                return None
            try:
                if not self._ready:
                    self._ready = bool(nursing.control.recv(len(nursery.READY)))
                return nursing.worker()
            except OSError:
                self._lose(nursing)
                return None

    def _open_nursery(self) -> _Nursery | None:
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            process = None
            if not self._closed:
                process = start(nursery.__name__, [self._spec], stdin=theirs.fileno())
            if process is None:
                ours.close()
                return None
            if process.stdout is not None:
                process.stdout.close()
            self._ready = False
            self._nursery = _Nursery(process, ours)
            return self._nursery

    def _lose(self, nursing: _Nursery) -> None:
        """End a nursery that does not answer, unless `close` does so."""
        with self._lock:
            mine = self._nursery is nursing
            if mine:
                self._nursery = None
        if mine:
            nursing.end(kindly=False)

    def _start_alone(self) -> Worker | None:
        with self._lock:
            if self._closed:
                return None
            process = start("index.extraction.worker")
            if process is None or process.stdin is None or process.stdout is None:
                return None
            self._alone.add(process)
        worker = Worker(process.pid, process.stdin, process.stdout, process)
        with suppress(OSError, EOFError, ValueError):
            send(worker.stdin, self._spec)
            if not receive(worker.stdout):
                return worker
        self.end(worker)
        return None
