"""Searches the finished bytes for what must not appear."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from portalgen.site.verify import Flaw
from portalgen.source.visibility import Secret

SHORTEST = 8


def leaks(site: Path, secrets: Iterable[Secret], published: str) -> Iterator[Flaw]:
    """Yields a flaw for each secret that a file of the site holds, as it is or HTML-escaped, without quoting it.

    Words that the client's published model holds anyway, and texts shorter than eight characters, are no secrets.
    """
    wanted = {secret.text: secret for secret in secrets if len(secret.text) >= SHORTEST and secret.text not in published}
    forms = {form.encode(): secret for text, secret in wanted.items() for form in (text, escape(text))}
    for path in sorted(site.rglob("*")) if forms else ():
        if not path.is_file():
            continue
        content = path.read_bytes()
        for form, secret in forms.items():
            at = content.find(form)
            if at >= 0:
                source = f"{secret.place.file}:{secret.place.line}"
                yield Flaw(path.relative_to(site).as_posix(), f"byte {at} shows something internal from {source}")
