"""The command line: one module a command. The only place that reads the clock and prints."""

import io
import sys

import click

from portalgen import __version__
from portalgen.cli.archive import archive
from portalgen.cli.build import build
from portalgen.cli.check import check
from portalgen.cli.diff import diff
from portalgen.cli.explain import explain
from portalgen.cli.import_ import import_
from portalgen.cli.init import init
from portalgen.cli.migrate import migrate
from portalgen.cli.move import move
from portalgen.cli.new import new
from portalgen.cli.outcome import guarded
from portalgen.cli.plan import plan
from portalgen.cli.preview import preview
from portalgen.cli.publish import publish
from portalgen.cli.schema import schema
from portalgen.cli.serve import serve
from portalgen.cli.status import status
from portalgen.cli.unpublish import unpublish
from portalgen.cli.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="portalgen")
def commands() -> None:
    """Compiles project data files into a status portal for each client."""


for _command in (
    archive, build, check, diff, explain, import_, init, migrate, move, new, plan, preview, publish, schema, serve,
    status, unpublish, verify,
):  # fmt: skip
    commands.add_command(_command)


def main() -> None:
    """Runs a command and exits with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a log on Windows may know no arrow; that must not end a command
    raise SystemExit(guarded(commands))
