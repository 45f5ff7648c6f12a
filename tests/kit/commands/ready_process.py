"""Runs commands in forks of a process that has imported everything, where starting Python anew is not what is tested.

A pipeline's job starts `portalgen` a dozen times, and each start would import the same modules for a second. Here a
server imports them once. A client, a program of the standard library alone, hands it its arguments, environment,
working directory and open streams over a socket, and ends with the code that the command ended with.

`python -m tests.kit.commands.ready_process SOCKET` is the server; it ends when its standard input does.
"""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from portalgen.cli import main
from portalgen.cli.index import INDEX

# What commands import only once they need it.
LATE = (
    "portalgen.analysis.forecast.simulation",
    "portalgen.site.engine.mkdocs_engine",
)
MOST_BYTES = 1 << 20
CLIENT = """
import json, os, socket, sys
asked = {"arguments": sys.argv[2:], "environment": dict(os.environ), "folder": os.getcwd()}
with socket.socket(socket.AF_UNIX) as server:
    server.connect(sys.argv[1])
    socket.send_fds(server, [json.dumps(asked).encode() + b"\\n"], [0, 1, 2])
    code = server.recv(4)
raise SystemExit(int(code) if code else "the command was killed")
"""


@cache
def portalgen() -> tuple[str, ...]:
    """Returns the words that do what `python -m portalgen` does. The server is started at the first call."""
    folder = Path(tempfile.mkdtemp())
    client = folder / "client.py"
    client.write_text(CLIENT, encoding="utf-8")
    address = folder / "socket"
    server = subprocess.Popen(
        [sys.executable, "-m", __name__, str(address)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    atexit.register(server.communicate)
    return sys.executable, "-I", "-S", str(client), str(address)


def serve(address: str) -> None:
    """Answers each client with a fork, until standard input ends."""
    for listed in INDEX.values():
        listed.load()
    for name in LATE:
        import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        os.write(1, b"ready\n")
        while True:
            heard, _, _ = select.select([listening, sys.stdin], [], [])
            if sys.stdin in heard:
                return
            client, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                run(client)
            client.close()


def run(client: socket.socket) -> NoReturn:
    """Runs the command that a client asks for, in its place and with its streams, and tells it the exit code."""
    asked, streams, _, _ = socket.recv_fds(client, MOST_BYTES, 3)
    while not asked.endswith(b"\n"):
        asked += client.recv(MOST_BYTES)
    wanted = json.loads(asked)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    # What Python knows of its streams it found out when they were others.
    sys.stdin = os.fdopen(0)
    sys.stdout = os.fdopen(1, "w")
    sys.stderr = os.fdopen(2, "w", buffering=1)
    os.environ.clear()
    os.environ.update(wanted["environment"])
    time.tzset()
    os.chdir(wanted["folder"])
    sys.argv = ["portalgen", *wanted["arguments"]]
    code = 3
    try:
        main()
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        client.sendall(str(code).encode())
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
