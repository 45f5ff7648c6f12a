"""The command line: one module a command. The only place that reads the clock and prints."""

import io
import sys

import click

from portalgen import __version__
from portalgen.cli.deliver.archive import archive
from portalgen.cli.deliver.publish import publish
from portalgen.cli.deliver.unpublish import unpublish
from portalgen.cli.deliver.verify import verify
from portalgen.cli.look.check import check
from portalgen.cli.look.diff import diff
from portalgen.cli.look.explain import explain
from portalgen.cli.look.plan import plan
from portalgen.cli.look.schema import schema
from portalgen.cli.look.status import status
from portalgen.cli.show.build import build
from portalgen.cli.show.preview import preview
from portalgen.cli.show.serve import serve
from portalgen.cli.terminal.outcome import guarded
from portalgen.cli.write.agree import agree
from portalgen.cli.write.import_ import import_
from portalgen.cli.write.init import init
from portalgen.cli.write.migrate import migrate
from portalgen.cli.write.move import move
from portalgen.cli.write.new import new


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="portalgen")
def commands() -> None:
    """Compiles project data files into a status portal for each client."""


for _command in (
    agree, archive, build, check, diff, explain, import_, init, migrate, move, new, plan, preview, publish, schema,
    serve, status, unpublish, verify,
):  # fmt: skip
    commands.add_command(_command)


def main() -> None:
    """Runs a command and exits with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="replace"
            )  # a log on Windows may know no arrow; that must not end a command
    raise SystemExit(guarded(commands))
