"""What a command says that the client will read is what the page then says, word for word.

Histories are random: promises that moved with a reason, without one, back again, on commits of many days. The pages
are made from the files that the command has just written.
"""

import html
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portalgen.cli import commands
from portalgen.pipeline.examine import Dossier, examine
from portalgen.pipeline.order import Look
from portalgen.pipeline.stage import render
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.source.yaml.writer import dump
from tests.kit.commands.workspaces import SALT
from tests.kit.files.memory import told
from tests.kit.files.repositories import Snapshot, imported

BEGUN = date(2026, 6, 1)
TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
WEEKS = 24
CONTACTS = (
    "contacts:\n"
    "  - {id: maria, name: Maria Virtanen, email: maria@agency.example}\n"
    "  - {id: timo, name: Timo Laine, side: client}\n"
)
# Who is said to have agreed, and by what it can be checked.
AGREEMENTS: list[tuple[str, ...]] = [
    (),
    ("--agreed-by", "Nobody At All"),
    ("--agreed-by", "timo"),
    ("--agreed-by", "Nobody At All", "--evidence", "minutes.txt"),
    ("--agreed-by", "timo", "--evidence", "minutes.txt"),
]
CAUSES = ("estimate", "client_wait", "our_fault", "to_follow", "correction")


@dataclass(frozen=True)
class Moved:
    """A promise that moved: by so many days, so many days after the commit before, with a cause or without one."""

    days: int
    after: int
    cause: str | None


moves = st.builds(
    Moved,
    days=st.sampled_from((-14, -3, 5, 21, 40)),
    after=st.integers(0, 30),
    cause=st.sampled_from((None, *CAUSES)),
)


def project(promised: date, declared: list[dict[str, object]]) -> str:
    """Returns a project without a stated forecast: what Now says comes from the simulation, and so from its seed."""
    launch = {
        "id": "launch",
        "name": "Launch",
        "promised_date": str(promised),
        "moves": declared,
    }
    close = {
        "id": "close",
        "name": "Close",
        "promised_date": "2027-06-01",
        "depends_on": ["launch"],
    }
    said = {"name": "Webshop", "started_on": str(BEGUN), "milestones": [launch, close]}
    return dump(said)


def progress() -> str:
    rows = ["date,scope,done"]
    for week in range(WEEKS):
        day = BEGUN + timedelta(weeks=week)
        rows.append(f"{day},60,{week * 2 + week % 3}")
    return "\n".join(rows) + "\n"


def snapshots(first: date, changes: list[Moved], language: str) -> list[Snapshot]:
    """Returns the commits of a history, each with one move more."""
    promised = first
    at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    declared: list[dict[str, object]] = []
    made: list[Snapshot] = []
    for change in (None, *changes):
        if change is not None:
            at = min(at + timedelta(days=change.after), TODAY)
            before = promised
            promised = promised + timedelta(days=change.days)
            if change.cause:
                move: dict[str, object] = {"on": str(at.date()), "from": str(before)}
                move |= {
                    "to": str(promised),
                    "cause": change.cause,
                    "because": "So it is.",
                }
                declared.append(move)
        files = {
            "acme/client.yml": f"name: Acme\nlanguage: {language}\n{SALT}{CONTACTS}",
            "acme/webshop/documents/minutes.txt": "Timo Laine agrees.\n",
            "acme/webshop/project.yml": project(promised, list(declared)),
            "acme/webshop/progress.csv": progress(),
        }
        parents = [len(made) - 1] if made else []
        made.append(Snapshot(files, parents, at))
    return made


def command(projects: Path, *arguments: str) -> list[str]:
    """Runs a command and returns its lines."""
    run = CliRunner().invoke(
        commands,
        [*arguments, "--projects", str(projects)],
        env={"SOURCE_DATE_EPOCH": str(int(TODAY.timestamp()))},
        standalone_mode=False,
    )
    assert run.exception is None, run.output
    assert run.return_value == 0, run.output
    return plain(run.stdout).splitlines()


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def dossier_of(projects: Path) -> Dossier:
    workspace = Workspace(projects)
    look = Look(workspace, TODAY)
    shared = read_shared(workspace)
    dossier = examine(current_view(look, shared), "acme").dossier
    assert dossier is not None
    return dossier


def pages(projects: Path) -> dict[str, str]:
    shared = read_shared(Workspace(projects))
    return {page.path: page.html for page in render(dossier_of(projects), shared).pages}


def paragraphs(markup: str) -> list[str]:
    """Returns the text of each paragraph."""
    found = re.findall(r"<p\b[^>]*>(.*?)</p>", markup, re.DOTALL)
    texts = [plain(html.unescape(re.sub("<[^>]+>", "", each))) for each in found]
    return [each.strip() for each in texts if each.strip()]


def newest_move(dates: str) -> list[str]:
    """Returns what Dates says of the newest move of Launch; nothing where it tells of none."""
    article = dates.partition('id="launch"')[2].partition("</article>")[0]
    item = article.partition("<li>")[2].partition("</li>")[0]
    return paragraphs(item)


def verdict(now: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", now, re.DOTALL)
    assert found
    return plain(html.unescape(re.sub("<[^>]+>", "", found[1])))


@settings(max_examples=25)
@given(
    first=st.dates(date(2026, 9, 1), date(2027, 2, 1)),
    changes=st.lists(moves, max_size=4),
    by=st.sampled_from((-20, 9, 31)),
    language=st.sampled_from(("en", "fi")),
    agreed=st.sampled_from(AGREEMENTS),
)
@example(
    first=date(2026, 10, 1),
    changes=[Moved(30, 9, None)],
    by=17,
    language="en",
    agreed=AGREEMENTS[2],
)
@example(
    first=date(2026, 12, 1),
    changes=[Moved(5, 9, "estimate")],
    by=-5,
    language="en",
    agreed=AGREEMENTS[4],
)
def test_move_says_what_the_pages_say(
    first: date, changes: list[Moved], by: int, language: str, agreed: tuple[str, ...]
) -> None:
    with TemporaryDirectory() as folder:
        made, _ = imported(Path(folder), snapshots(first, changes, language))
        made.git("checkout", "-q", "-f", "main")
        promised = first + timedelta(days=sum(each.days for each in changes) + by)
        lines = command(
            *(made.projects, "move", "acme/webshop", "launch", str(promised)),
            *(
                "--cause",
                "our_fault",
                "--because",
                "We were late.",
                "--no-input",
                *agreed,
            ),
        )
        begun = lines.index("The client will read:") + 1
        *move, said_of_project = [each.strip() for each in lines[begun:]]
        shown = pages(made.projects)
        assert said_of_project == verdict(shown["webshop/now"])
        if move:
            assert move == newest_move(shown["webshop/dates"])
        else:  # the promise is back where it was committed: no page tells of a move
            assert promised == first + timedelta(
                days=sum(each.days for each in changes)
            )


def test_a_promise_that_goes_back_before_it_was_committed_tells_of_no_move() -> None:
    with TemporaryDirectory() as folder:
        made, _ = imported(Path(folder), snapshots(date(2026, 12, 1), [], "en"))
        made.git("checkout", "-q", "-f", "main")
        why = ("--cause", "our_fault", "--because", "We were late.", "--no-input")
        command(made.projects, "move", "acme/webshop", "launch", "2026-12-09", *why)
        lines = command(
            made.projects, "move", "acme/webshop", "launch", "2026-12-01", *why
        )
        begun = lines.index("The client will read:") + 1
        assert len(lines[begun:]) == 1
        assert newest_move(pages(made.projects)["webshop/dates"]) == []


def test_a_slip_counts_from_the_first_promise_on_record() -> None:
    # The file alone would call the newest date the first promise.
    with TemporaryDirectory() as folder:
        history = snapshots(date(2026, 12, 1), [Moved(30, 20, None)], "en")
        made, _ = imported(Path(folder), history)
        made.git("checkout", "-q", "-f", "main")
        why = ("--cause", "our_fault", "--because", "We were late.", "--no-input")
        lines = command(
            made.projects, "move", "acme/webshop", "launch", "2027-01-17", *why
        )
        found = dossier_of(made.projects).findings.projects["webshop"]
        assert found.promise("launch").first == date(2026, 12, 1)
        assert any("17 days" in each for each in lines)  # of this move alone


def test_a_prefilled_update_tells_a_slip_as_the_record_has_it() -> None:
    with TemporaryDirectory() as folder:
        history = snapshots(date(2026, 10, 1), [Moved(14, 40, None)], "en")
        made, _ = imported(Path(folder), history)
        made.git("checkout", "-q", "-f", "main")
        command(made.projects, "new", "update", "acme/webshop", "--no-input")
        (file,) = (made.projects / "acme/webshop/updates").iterdir()
        update = plain(file.read_text(encoding="utf-8"))
        shown = pages(made.projects)
        assert "1 October" in update
        assert "15 October" in update
        assert verdict(shown["webshop/now"]) in update


def test_no_diagnostic_is_lost_where_git_tells_of_a_move_without_a_reason() -> None:
    with TemporaryDirectory() as folder:
        history = snapshots(date(2026, 12, 1), [Moved(30, 20, None)], "en")
        made, _ = imported(Path(folder), history)
        made.git("checkout", "-q", "-f", "main")
        dossier = dossier_of(made.projects)
        assert [each[-5:] for each in told(dossier.loaded.diagnostics)].count(
            "PG401"
        ) == 1
