"""Attempts at making a build run, load or read something by way of data, each with what is told of it.

Every attempt is a workspace. Whatever is planted in it would write the file TELLTALE, or print or show the token that
the environment or a file holds.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.kit.hostile.filled_files import Maker

TELLTALE, TOKEN = "TELLTALE", "telltale-5d1c"
CODE = f'import os, pathlib\npathlib.Path(__file__).with_name("{TELLTALE}").touch()\nprint(os.environ.get("TELL"))\n'
BASE = {
    "projects/portal.yml": "agency: {name: Northlight, email: hello@northlight.example}\n",
    "projects/acme/client.yml": "name: Acme\nledger_salt: 0f\n",
    "projects/acme/work/project.yml": "name: Work\n",
    "projects/neighbour/client.yml": f"name: Neighbour\nledger_salt: 0f\nlegal_note: {TOKEN}\n",
    "secret.txt": TOKEN,
}
UPDATE = "projects/acme/work/updates/2026-11-20.md"


@dataclass(frozen=True)
class Attempt:
    """Files over those of the base, what else is done to the workspace, and the code of what is told; none: nothing."""

    name: str
    files: dict[str, str]
    code: str | None = None
    is_built: bool = True
    prepare: Callable[[Path], None] | None = field(default=None, compare=False)

    def write(self, workspace: Path) -> None:
        """Makes the workspace."""
        for path, text in {**BASE, **self.files}.items():
            (workspace / path).parent.mkdir(parents=True, exist_ok=True)
            (workspace / path).write_text(text, encoding="utf-8")
        if self.prepare:
            self.prepare(workspace)


TAGS = (
    f'!!python/object/apply:os.system ["touch {TELLTALE}"]',
    f'!!python/object/new:os.system ["touch {TELLTALE}"]',
    f'!!python/object/apply:subprocess.Popen [["touch", "{TELLTALE}"]]',
    "!!python/module:hooks",
    "!!python/name:hooks.x",
    "!ENV TELL",
    "!ENV [NOTHING, TELL]",
    "!relative $config_dir",
    "!include secret.txt",
)


def tags() -> list[Attempt]:
    """Returns a tag in each kind of file: it is told, and no site is built from what holds it."""
    found = []
    for tag in TAGS:
        name = (
            tag.split(" ")[0]
            + (" in a list" if "[N" in tag else "")
            + (" of a program" if "Popen" in tag else "")
        )
        found += [
            Attempt(
                f"{name} in client.yml",
                {"projects/acme/client.yml": f"name: {tag}\n"},
                "PG107",
                False,
            ),
            Attempt(
                f"{name} in project.yml",
                {"projects/acme/work/project.yml": f"name: {tag}\n"},
                "PG107",
                False,
            ),
            Attempt(
                f"{name} in an update",
                {UPDATE: f"---\nheadline: {tag}\n---\n{tag}\n"},
                "PG107",
                False,
            ),
            Attempt(
                f"{name} in portal.yml",
                {"projects/portal.yml": f"legal_note: {tag}\n"},
                "PG107",
                False,
            ),
            Attempt(
                f"{name} in mkdocs.yml", {"mkdocs.yml": f"site_name: {tag}\n"}, "PG107"
            ),
            Attempt(
                f"{name} in a feature",
                {"mkdocs.yml": f"theme: {{features: [{tag.split(' ')[0]} x]}}\n"},
                "PG107",
            ),
        ]
    return found


HOOKS = {
    "hooks.py": CODE,
    "evil.yml": "hooks: [hooks.py]\n",
    "overrides/main.html": TOKEN,
    "docs/index.md": TOKEN,
}
SETTINGS = {
    "hooks": "hooks: [hooks.py]",
    "a plugin": "plugins: [search, hooks]",
    "macros": "plugins: [{macros: {module_name: hooks}}]",
    "an extension": "markdown_extensions: [hooks]",
    "snippets": "markdown_extensions: [{pymdownx.snippets: {base_path: [.], check_paths: true}}]",
    "a file to build on": "INHERIT: evil.yml",
    "templates": "theme: {name: material, custom_dir: overrides}",
    "another theme": "theme: {name: hooks, locale: en}",
    "pages": "docs_dir: docs",
    "a place for the site": "site_dir: ../elsewhere",
    "scripts": "extra_javascript: [hooks.py, https://elsewhere.example/x.js]",
    "styles": "extra_css: [https://elsewhere.example/x.css]",
    "more templates": "extra_templates: [overrides/main.html]",
    "values for templates": f"extra: {{csp: '*', byline: '{{{{7*7}}}}', logo: ../secret.txt, homepage: {TOKEN}}}",
    "a name for the site": f"site_name: {TOKEN}",
    "a notice": f"copyright: {TOKEN}",
    "navigation": "nav: [{x: ../secret.txt}]",
    "a server": "dev_addr: 0.0.0.0:80",
    "a repository": "repo_url: https://elsewhere.example/\nedit_uri: x",
}


def mkdocs_settings() -> list[Attempt]:
    """Returns settings of mkdocs.yml that would run, load or read something: each is told and has no effect."""
    return [
        Attempt(f"{name} in mkdocs.yml", {**HOOKS, "mkdocs.yml": f"{each}\n"}, "PG121")
        for name, each in SETTINGS.items()
    ]


TEXTS = (
    f"{{{{ cycler.__init__.__globals__.os.popen('touch {TELLTALE}').read() }}}}",
    f"{{{{ config.__class__.__init__.__globals__['os'].system('touch {TELLTALE}') }}}}",
    "{% include 'secret.txt' %}{% import 'hooks.py' as x %}{% extends '../secret.txt' %}",
    "{{ include('secret.txt') }} {! secret.txt !} {% set x = 7 * 7 %}{{ x }}",
    '--8<-- "secret.txt"',
    "--8<--\nsecret.txt\n../secret.txt\n--8<--",
    "::: hooks",
    "[[!include secret.txt]] .. include:: secret.txt",
    '<!--#include virtual="secret.txt" --><?php include "secret.txt" ?>',
    f"$(touch {TELLTALE}) `touch {TELLTALE}` ${{TELL}} %TELL% ~",
    f"=cmd|' /C touch {TELLTALE}'!A0",
    "![x](../../secret.txt) [x](../../secret.txt) [x]: ../../secret.txt",
    "!ENV TELL",
)


def _texts() -> Attempt:
    fills = tuple((lambda _, text=text: text) for text in TEXTS)
    maker = Maker(fills[0], fills)
    files = {
        f"projects/acme/{path}": text
        for path, text in {**maker.client(), **maker.project("work")}.items()
    }
    return Attempt(
        "templates and includes in every text",
        {**HOOKS, **files, "projects/acme/secret.txt": TOKEN},
        "PG120",
    )


PATHS = (
    "../../secret.png",
    "/etc/passwd",
    "..\\..\\secret.png",
    "x.png/../../secret.png",
    "%2e%2e/secret.png",
    "~/x.png",
)


def _link(path: str, target: str) -> Callable[[Path], None]:
    def prepare(workspace: Path) -> None:
        (workspace / path).unlink(missing_ok=True)
        (workspace / path).parent.mkdir(parents=True, exist_ok=True)
        (workspace / path).symlink_to(target)

    return prepare


def _pipe(path: str) -> Callable[[Path], None]:
    return lambda workspace: os.mkfifo(workspace / path)


LOGO = {
    "projects/acme/client.yml": BASE["projects/acme/client.yml"]
    + "branding: {logo: logo.png}\n"
}


def _logo(path: str) -> dict[str, str]:
    return {
        "projects/acme/client.yml": f"name: Acme\nbranding: {{logo: '{path}'}}\n",
        "secret.png": TOKEN,
    }


def paths() -> list[Attempt]:
    """Returns ways out of a client's folder: each is told, and nothing there is read."""
    found = [Attempt(f"the logo {path}", _logo(path), "PG206", False) for path in PATHS]
    named = {
        f"projects/acme/work/updates/{name}": "---\nheadline: x\n---\n"
        for name in ("..%2F2026-01-01.md", "x..md")
    }
    return [
        *found,
        Attempt("updates with odd names", named, "PG118", False),
        Attempt(
            "a logo that is a link",
            LOGO,
            "PG119",
            False,
            _link("projects/acme/logo.png", "../../secret.txt"),
        ),
        Attempt(
            "an update that is a link",
            {},
            "PG117",
            False,
            _link(UPDATE, "../../../../secret.txt"),
        ),
        Attempt(
            "data that is a link",
            {},
            "PG117",
            False,
            _link("projects/acme/work/risks.yml", "/etc/hostname"),
        ),
        Attempt(
            "a project that is a link",
            {},
            "PG117",
            True,  # without it
            _link("projects/acme/other", "../neighbour"),
        ),
        Attempt(
            "data that is a pipe",
            {},
            "PG117",
            False,
            _pipe("projects/acme/work/risks.yml"),
        ),
    ]


MODULES = (
    "hooks",
    "__init__",
    "conftest",
    "sitecustomize",
    "usercustomize",
    "yaml",
    "jinja2",
    "mkdocs",
    "macros",
    "x",
)


def _planted(folder: str) -> dict[str, str]:
    files = {f"{folder}/{name}.py": CODE for name in MODULES}
    return files | {
        f"{folder}/x.pth": CODE,
        f"{folder}/mkdocs.yml.txt": "hooks: [hooks.py]",
        f"{folder}/.env": f"TELL={TOKEN}",
    }


def planted() -> list[Attempt]:
    """Returns code and templates that lie where data does, or in the workspace itself: nothing looks at them."""
    folders = {
        f"projects/acme/{name}/main.html": TOKEN
        for name in ("overrides", "theme", "templates", "partials")
    }
    return [
        Attempt("modules in the client's folder", _planted("projects/acme"), "PG120"),
        Attempt("modules in the project's folder", _planted("projects/acme/work"), "PG120"),
        Attempt("modules among the clients", _planted("projects"), "PG120"),
        Attempt("modules in the workspace", _planted(".")),
        Attempt("templates in the client's folder", folders, "PG120"),
        Attempt("templates in the workspace", {f"{name}main.html": TOKEN for name in ("", "overrides/", "theme/")}),
        Attempt("settings in the client's folder", {"projects/acme/mkdocs.yml": "hooks: [hooks.py]\n"}, "PG120"),
        Attempt("pages in the client's folder", {"projects/acme/docs/index.md": TOKEN}, "PG120"),
    ]  # fmt: skip


ATTEMPTS = (*tags(), *mkdocs_settings(), _texts(), *paths(), *planted())
