"""The command line: one module a command. The only place that reads the clock and prints."""

import io
import sys

import click

from portalgen import __version__
from portalgen.cli.index import CommandIndex
from portalgen.cli.terminal.outcome import guarded


@click.command(
    cls=CommandIndex, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="portalgen")
def commands() -> None:
    """Compiles project data files into a status portal for each client."""


def main() -> None:
    """Runs a command and exits with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="replace"
            )  # a log on Windows may know no arrow; that must not end a command
    raise SystemExit(guarded(commands))
