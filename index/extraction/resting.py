"""What is left of the nursery while no worker is wanted: a process with next to nothing in it.

In: the descriptor of the nursery's socket, its workers, and the command that is the nursery again.
It waits: when a worker is wanted it becomes the nursery, which reads the wish; at the end of its
input it ends the workers. It runs as a script, so that nothing else need be loaded.
"""

import os
import select
import signal
import socket
import sys

GONE = b"-"
"""Said when every worker has ended."""


def end_all(workers: list[int], control: socket.socket) -> None:
    """End children of this process by their numbers, whatever they are doing, and say so."""
    for one in workers:
        try:
            os.kill(one, signal.SIGKILL)
            os.waitpid(one, 0)
        except (ProcessLookupError, ChildProcessError):
            continue
    try:
        control.sendall(GONE)
    except OSError:
        return


def main(descriptor: int, workers: list[int], command: list[str]) -> None:
    """Wait for a wish, or for the end."""
    control = socket.socket(fileno=descriptor)
    select.select([control], [], [])
    try:
        ends = not control.recv(1, socket.MSG_PEEK)
    except ConnectionError:
        ends = True
    if ends:
        end_all(workers, control)
        return
    os.dup2(descriptor, 0)
    os.execv(command[0], command)  # noqa: S606 - our own interpreter


if __name__ == "__main__":
    main(int(sys.argv[1]), [int(one) for one in sys.argv[2].split()], sys.argv[3:])
