"""The templates, theme files and assets of a site: those of the package, overridden by those of the workspace."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import portalgen
from portalgen.errors import BuildError

Files = dict[str, bytes]


@dataclass(frozen=True)
class Templates:
    """Files by their path below `pages/`, `theme/` and `assets/`. Trusted like code."""

    pages: dict[str, str]
    theme: Files
    assets: Files


def load_templates(workspace: Path) -> Templates:
    """Returns the package's templates with the workspace's own files in their place."""
    own = _read(workspace / "site_templates")
    merged = {
        **_read(packaged()),
        **own,
    }
    return Templates(
        pages={
            path: _text(f"site_templates/pages/{path}", content)
            for path, content in _below("pages/", merged).items()
        },
        theme=_below("theme/", merged),
        assets=_below("assets/", merged),
    )


@cache
def packaged() -> Path:
    """Returns the folder of the package's own templates: inside the wheel, or beside the package in a checkout."""
    package = Path(portalgen.__file__).resolve().parent
    inside = package / "site_templates"
    if inside.is_dir():
        return inside
    return package.parent / "site_templates"


@cache
def packaged_templates() -> Templates:
    """Returns the package's own templates alone."""
    return load_templates(packaged().parent)


@cache
def packaged_texts() -> tuple[str, ...]:
    """Returns what the package's own templates, stylesheets and scripts say; what others wrote and is packed apart."""
    files = _read(packaged())
    texts = []
    for path, content in files.items():
        if not path.endswith(".min.js"):
            texts.append(content.decode("utf-8", "replace"))
    return tuple(texts)


def _read(folder: Path) -> Files:
    if not folder.is_dir():
        return {}
    files = (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _text(file: str, content: bytes) -> str:
    """Returns a template's text. Raises BuildError where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise BuildError(f"{file} is not UTF-8: save it as UTF-8") from None


def _below(prefix: str, files: Files) -> Files:
    found = {}
    for path, content in files.items():
        if path.startswith(prefix):
            found[path.removeprefix(prefix)] = content
    return found
