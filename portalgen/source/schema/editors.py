"""What tells editors which schema a file follows: a line in the file itself, and settings of a workspace.

Both are understood by yaml-language-server, which stands behind the YAML support of Visual Studio Code, Neovim, Emacs,
Helix and others.
"""

import json
from pathlib import PurePosixPath

from portalgen.source.schema.schema import KINDS, kind_of

SCHEMAS = "schema"  # the folder of the schemas in a workspace, beside projects/
YAML_EXTENSION = "redhat.vscode-yaml"


def modeline(file: str, schemas: str = SCHEMAS) -> str:
    """Returns the comment that names a file's schema, or nothing where editors do not read one.

    `file` is a path in the workspace that begins with the folder of the clients:

    >>> modeline("projects/acme/webshop/risks.yml")
    '# yaml-language-server: $schema=../../../schema/project.json\\n'
    >>> modeline("projects/acme/webshop/updates/2026-11-20.md")
    ''
    """
    inside = PurePosixPath(file).parts[1:]
    found = kind_of("/".join(inside))
    if found is None:
        return ""
    if not file.endswith((".yml", ".yaml")):
        return ""
    up = "../" * len(inside)
    schema = f"{up}{schemas}/{found.name}.json"
    return f"# yaml-language-server: $schema={schema}\n"


def editor_settings(projects: str = "projects", schemas: str = SCHEMAS) -> str:
    """Returns `.vscode/settings.json`: schemas by file, two spaces for a tab, and no catalogue from the network."""
    by_schema = {}
    for kind in KINDS:
        files = []
        for pattern in kind.files:
            if not pattern.endswith(".md"):
                files.append(f"{projects}/{pattern}")
        if files:
            by_schema[f"./{schemas}/{kind.name}.json"] = files
    by_schema[f"./{schemas}/project.json"].append(f"!{projects}/*/internal/*")
    settings = {
        "yaml.schemas": by_schema,
        "yaml.yamlVersion": "1.2",
        "yaml.schemaStore.enable": False,
        "[yaml]": {
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.detectIndentation": False,
        },
        "files.encoding": "utf8",
        "files.insertFinalNewline": True,
    }
    text = json.dumps(settings, indent=2)
    return f"{text}\n"


def editor_extensions() -> str:
    """Returns `.vscode/extensions.json`: without the extension that it recommends, the settings do nothing."""
    extensions = {"recommendations": [YAML_EXTENSION]}
    text = json.dumps(extensions, indent=2)
    return f"{text}\n"
