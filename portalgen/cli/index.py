"""Which commands there are. A command's module is imported when the command is run: most need little of the rest."""

from dataclasses import dataclass
from importlib import import_module

import click


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a command is, as `module:name` below `portalgen.cli`, and what the list of commands says of it."""

    place: str
    says: str

    def load(self) -> click.Command:
        """Returns the command."""
        module_name, _, name = self.place.partition(":")
        module = import_module(f"portalgen.cli.{module_name}")
        command: click.Command = getattr(module, name)
        return command


INDEX = {
    "agree": Listed("write.agree:agree", "Write down what the client's mails answer."),
    "archive": Listed("deliver.archive:archive", "Write a zip of a closed project."),
    "build": Listed("show.build:build", "Build the portals of clients, or of all."),
    "check": Listed("look.check:check", "Check the data of clients, or of all."),
    "diff": Listed("look.diff:diff", "Show what clients will see change."),
    "evidence": Listed(
        "deliver.evidence:evidence", "Write a zip that proves what was promised."
    ),
    "explain": Listed("look.explain:explain", "Explain a code such as PG203."),
    "import": Listed("write.import_:import_", "Take progress from a tracker's export."),
    "init": Listed("write.init:init", "Write a workspace with an invented client."),
    "migrate": Listed("write.migrate:migrate", "Write files of an older format anew."),
    "move": Listed("write.move:move", "Move the promise of a milestone, and say why."),
    "new": Listed("write.new:new", "Write a new client, project, update, risk, ask."),
    "plan": Listed("look.plan:plan", "Tell which clients a change touches."),
    "preview": Listed("show.preview:preview", "Write a portal as one file."),
    "publish": Listed("deliver.publish:publish", "Publish a finished site."),
    "schema": Listed(
        "look.schema:schema", "Write a JSON Schema for each kind of file."
    ),
    "serve": Listed(
        "show.serve:serve", "Show a portal here, built anew at each change."
    ),
    "status": Listed("look.status:status", "Show how every project stands."),
    "unpublish": Listed(
        "deliver.unpublish:unpublish", "Take a site out of its target."
    ),
    "verify": Listed("deliver.verify:verify", "Verify a finished site."),
}


class CommandIndex(click.Group):
    """The commands of the index, each loaded when it is asked for; listing them loads none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Returns the names of all commands."""
        return list(INDEX)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Returns a command, or None where there is none of the name."""
        listed = INDEX.get(cmd_name)
        if listed is None:
            return None
        return listed.load()

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Writes a line for each command."""
        lines = [(name, listed.says) for name, listed in INDEX.items()]
        with formatter.section("Commands"):
            formatter.write_dl(lines)
