"""`portalgen serve` as a command: how it begins and how it ends."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import GOOD, contents, make

PATIENCE = 60


@contextmanager
def interruptible() -> Iterator[None]:
    """Lets programs be interrupted that are begun here: whoever runs the tests may ignore it, and they inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_and_leaves_nothing_behind(
    tmp_path: Path, ending: signal.Signals
) -> None:
    top, temporary = make(tmp_path / "agency", GOOD), tmp_path / "temporary"
    temporary.mkdir()
    before = contents(top)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "portalgen", "serve", "acme", "--port", "0"]
    with (
        interruptible(),
        subprocess.Popen(
            command,
            cwd=top,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as run,
    ):
        try:
            assert run.stdout is not None
            heard = [run.stdout.readline().decode(), run.stdout.readline().decode()]
            assert " pages in " in heard[0]
            assert heard[1].startswith("acme at http://127.0.0.1:")
            run.send_signal(ending)
            said, _ = run.communicate(timeout=PATIENCE)
        finally:
            run.kill()  # else a preview that does not end would keep the tests waiting
    assert (run.returncode, said) == (0, b"")
    assert list(temporary.iterdir()) == []
    after = contents(top)
    assert {
        name: content
        for name, content in after.items()
        if not name.startswith(".portalgen/cache/")
    } == before


def test_a_taken_port_is_an_error_of_one_line(
    portalgen: Portalgen, tmp_path: Path
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        run = portalgen("serve", "acme", "--port", str(taken), cwd=make(tmp_path, GOOD))
    assert run.code == 1
    assert run.err.startswith(f"error: port {taken} cannot be had (")
    assert run.err.endswith("; choose another with --port, or 0\n")


def test_a_client_that_does_not_exist_is_wrong_usage(
    portalgen: Portalgen, tmp_path: Path
) -> None:
    run = portalgen("serve", "acne", cwd=make(tmp_path, GOOD))
    assert (run.code, run.err) == (
        2,
        "error: no client is called acne; there are: acme\n",
    )


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_what_is_no_port_is_wrong_usage(
    portalgen: Portalgen, tmp_path: Path, port: str
) -> None:
    assert (
        portalgen("serve", "acme", "--port", port, cwd=make(tmp_path, GOOD)).code == 2
    )
