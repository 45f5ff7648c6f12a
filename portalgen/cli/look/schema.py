"""portalgen schema: writes what editors need to complete and check files."""

from pathlib import Path

import click

from portalgen.atomic import replace
from portalgen.errors import PortalgenError
from portalgen.source.schema.editors import SCHEMAS
from portalgen.source.schema.schema import schema_files


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path(SCHEMAS), show_default=True,
              help="Folder for the schemas.")  # fmt: skip
def schema(out: Path) -> int:
    """Write a JSON Schema for each kind of file."""
    for name, text in schema_files().items():
        path = out / name
        try:
            replace(path, text.encode())
        except OSError as error:
            raise PortalgenError(
                f"{path} could not be written: {error.strerror}"
            ) from error
        click.echo(path.as_posix())
    return 0
