"""Every payload in every text field of the model, in one build.

One client has lists with an item for each payload. What there is once a client, a project or an agency stands in small
clients, each with as many payloads in a field as fit one line. All of it is built a second time with a harmless word in
each payload's place, so that a page can be held to be that page with the words replaced: see `expected.py`.
"""

import re
from functools import cache
from pathlib import Path
from unittest.mock import patch

from portalgen.diagnostics import Diagnostic
from portalgen.pipeline import build
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.engine.mkdocs_engine import MkDocsEngine
from portalgen.source.load.agency import load_agency
from portalgen.source.load.loader import load
from tests.conftest import SITE_URL, order_for
from tests.kit.files.memory import folder
from tests.kit.files.repositories import Made
from tests.kit.hostile.filled_files import (
    BODY,
    ENDS,
    FIXED,
    LEFT_OUT,
    Files,
    Fill,
    Maker,
    write,
)
from tests.kit.hostile.payloads import BUNDLES, LINE, PAYLOADS, Kind, Payload

ALL, ONCE = "payloads", "once"
SITES, PLAIN = "sites", "plain"
PEOPLE = FIXED | {"shown_as": "name"}


def once(number: int) -> str:
    """Returns the id of the client that has a bundle of payloads in every field that there is once."""
    return f"once-{number:03}"


def payload_fill(payload: Payload) -> Fill:
    """Returns what fills a field with a payload."""
    return lambda path: payload.typed(kind_of(path))


def word_fill(number: int) -> Fill:
    """Returns what fills a field with a harmless word, which tells the payload's number and the kind of field."""
    return lambda path: f"zq{number:03}{kind_of(path)[0]}"


def kind_of(path: str) -> Kind:
    """Returns what a field holds: Markdown, one line, or a text."""
    return "prose" if path == BODY else "line" if path in line_fields() else "text"


@cache
def text_fields() -> frozenset[str]:
    """Returns the path of every field that holds free text, as the walk through the schema finds them."""
    found: set[str] = set()

    def note(path: str) -> str:
        found.add(path)
        return "x"

    assert one_client(Maker(note, (note,)))
    return frozenset(found)


@cache
def line_fields() -> frozenset[str]:
    """Returns the fields that refuse more than fits one line."""
    maker = Maker(_too_long, (_too_long,))
    return frozenset(
        path for path, codes in refusals(maker).items() if "PG210" in codes
    )


def _too_long(_: str) -> str:
    return "x" * (LINE + 1)


def one_client(maker: Maker) -> Files:
    """Returns the files of a client that has every field, with portal.yml beside its folder."""
    files = {**maker.client(), **maker.ledger(), **maker.project("work")}
    return {f"{ALL}/{path}": text for path, text in files.items()} | maker.agency()


def refusals(maker: Maker) -> dict[str, set[str]]:
    """Returns the codes of what is wrong with each field of a client that has all; the line tells the field.

    What is wrong in a line that is no field's stands under its place.
    """
    fields = field_lines(maker)
    found: dict[str, set[str]] = {}
    for each in wrong(one_client(maker)):
        assert each.place is not None, each
        where = f"{each.place.file}:{each.place.line}"
        found.setdefault(fields.get(where, where), set()).add(each.code)
    return found


def field_lines(maker: Maker) -> dict[str, str]:
    """Returns the field that stands in each line of a client's files."""
    marks = Maker(
        _mark,
        (_mark,),
        maker.fixed,
        maker.left_out,
        strict=_mark if maker.strict else None,
    )
    return {
        f"{file}:{number}": path
        for file, text in one_client(marks).items()
        for number, line in enumerate(text.split("\n"), 1)
        for path in re.findall("<(.*?)>", line)
    }


def _mark(path: str) -> str:
    return f"<{path}>"


def wrong(files: Files) -> list[Diagnostic]:
    """Returns all that is wrong with portal.yml and one client."""
    agency, told = load_agency(folder(files))
    return [*told, *load(folder(files), ALL, agency).diagnostics]


def client_with_all(fills: tuple[Fill, ...]) -> Files:
    """Returns the client whose lists have an item for each payload: once met, done and closed, once all open."""
    return _both_projects(fills) | Maker(fills[0], fills).ledger()


def _both_projects(
    fills: tuple[Fill, ...], left_out: frozenset[str] = LEFT_OUT, **fixed: str
) -> Files:
    done = Maker(fills[0], fills, FIXED | fixed, left_out)
    still = Maker(
        fills[0], fills, PEOPLE | {"risks/state": "closed"} | fixed, left_out | ENDS
    )
    return {**done.client(), **done.project("work"), **still.project("still")}


def revisions(fills: tuple[Fill, ...]) -> dict[str, Files]:
    """Returns the same client as it stood at two commits: a promise moved, and the ledger began anew.

    What a redaction takes out must stand in the ledger with its digest, so there is none.
    """
    restarts = Maker(fills[0], fills, left_out=LEFT_OUT | {"redactions"}).ledger()
    return {
        "2026-06-10T12:00:00Z": _both_projects(
            fills, LEFT_OUT | {"moves"}, promised_date=FIXED["moves/from"]
        ),
        "2026-07-10T12:00:00Z": client_with_all(fills) | restarts,
    }


def client_with_once(fill: Fill) -> Files:
    """Returns the client that has what there is once: in a project at work, and in one that pauses."""
    maker = Maker(fill, ())
    return {
        **maker.client(),
        **maker.project("work"),
        **maker.project("pause", state="paused"),
    }


def build_all_payloads(out: Path) -> None:
    """Builds the sites of all clients: with payloads into `sites`, with words into `plain`.

    The small ones share a host, so that a browser can visit them all in one process.
    """
    workshop = Workshop(MkDocsEngine(out / "cache"))
    on_one_host = SITE_URL.replace("{client}", ONCE) + "{client}/"
    words = tuple(map(word_fill, range(len(PAYLOADS))))
    for name, items, ones in (
        (SITES, tuple(map(payload_fill, PAYLOADS)), tuple(map(payload_fill, BUNDLES))),
        (PLAIN, words, words[:1]),
    ):
        made = Made(out / ".workspaces" / name / ALL)
        for day, files in revisions(items).items():
            made.commit(_workspace(ALL, files, items[0]), at=day)
        _build(made.projects, out / name, ALL, SITE_URL, workshop)
        for number, fill in enumerate(ones):
            projects = out / ".workspaces" / name / once(number) / "projects"
            write(projects, _workspace(once(number), client_with_once(fill), fill))
            _build(projects, out / name / ONCE, once(number), on_one_host, workshop)


def _workspace(client_id: str, files: Files, fill: Fill) -> Files:
    return {f"{client_id}/{path}": text for path, text in files.items()} | Maker(
        fill, ()
    ).agency()


def _build(
    projects: Path, out: Path, client_id: str, site_url: str, workshop: Workshop
) -> None:
    shared = read_shared(Workspace(projects))
    # What is looked at here need not survive a power cut, and waiting for the disk would take most of the time.
    with patch("portalgen.site.install.install.os.fsync"):
        order = order_for(Workspace(projects), out, site_url)
        outcome = build(order, shared, client_id, workshop)
    assert outcome.is_built, "\n".join(
        [client_id, outcome.failure, *map(str, outcome.diagnostics)]
    )
