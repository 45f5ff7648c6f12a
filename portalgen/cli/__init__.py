"""The command line: one module a command. The only place that reads the clock and prints."""

import click

from portalgen import __version__
from portalgen.cli.build import build
from portalgen.cli.check import check
from portalgen.cli.diff import diff
from portalgen.cli.explain import explain
from portalgen.cli.outcome import guarded
from portalgen.cli.publish import publish
from portalgen.cli.status import status
from portalgen.cli.unpublish import unpublish
from portalgen.cli.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="portalgen")
def commands() -> None:
    """Compiles project data files into a status portal for each client."""


for _command in (build, check, diff, explain, publish, status, unpublish, verify):
    commands.add_command(_command)


def main() -> None:
    """Runs a command and exits with its code."""
    raise SystemExit(guarded(commands))
