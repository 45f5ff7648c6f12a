"""Settings that a workspace brings along, and names that reach the settings of a site."""

from portalgen.diagnostics import Place
from portalgen.source.yaml.tree import Mapping

# The settings of a workspace without an mkdocs.yml of its own.
NOTHING = Mapping({}, Place("mkdocs.yml"))

# Names that try to break out of YAML, of a template or of HTML.
HOSTILE = [
    "</title><script>alert(1)</script>",
    "{{ config.extra }} {% raw %}",
    'a "quoted" \\ back: slash # no comment',
    "--- \n---",
    "- [x] : {a: b}",
    "!!python/object/apply:os.system [ls]",
    "&anchor *alias",
    "Sähkö 🚀 \u202e",
    "a\x85b\u2028c",
    "bell \x07 and delete \x7f and \x9f",
    "not a character \ufffe",
]
