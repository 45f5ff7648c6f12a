"""A small client whose site is built again and again."""

from pathlib import Path


def workspace(folder: Path, name: str) -> Path:
    """Writes a small client, whose name tells one state of the site from the other."""
    client = folder / "projects" / "acme"
    (client / "work").mkdir(parents=True, exist_ok=True)
    (client / "client.yml").write_text(f"name: {name}\nledger_salt: 0f\n")
    (client / "work" / "project.yml").write_text(f"name: Work of {name}\n")
    return folder
