"""Workspaces for tests, written to disk and read again."""

from collections.abc import Mapping
from pathlib import Path

LEAST = {
    "projects/acme/client.yml": "name: Acme\n",
    "projects/acme/webshop/project.yml": "name: Webshop\n",
}
SALT = "ledger_salt: 5f1c0000000000000000000000000000\n"
GOOD = {
    "projects/portal.yml": "agency: {name: Northlight, email: hello@northlight.example}\n"
    "site_url: https://{client}.status.example/\n",
    "projects/acme/client.yml": f"name: Acme\n{SALT}",
    "projects/acme/webshop/project.yml": "name: Webshop\nstarted_on: 2026-05-01\n"
    "milestones:\n  - {id: launch, name: Launch, promised_date: 2026-07-01}\n",
}
BROKEN = {
    "projects/broken/client.yml": f"name: Broken\n{SALT}",
    "projects/broken/site/project.yml": "name: Site\nstarted_on: 2026-13-01\n",
}
NEIGHBOUR = {
    "projects/harbour/client.yml": "name: Harbour Museum of the North\nledger_salt: 0f\n",
    "projects/harbour/site/project.yml": "name: Site\n",
}
# What a template of the workspace would print by mistake.
LEAK = {
    "site_templates/pages/part.html.j2": "<p id=\"{{ links.anchor('') }}\">Harbour Museum of the North</p>\n"
}


def make(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files by their paths into a folder, texts as UTF-8, and returns it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Returns the bytes of each file of a folder by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def texts(folder: Path) -> dict[str, str]:
    """Returns the text of each file of a folder by its path."""
    return {path: content.decode() for path, content in contents(folder).items()}
