"""A project manager's first week, from an empty folder to a portal on a client's phone: no step by hand."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import ROOT, SITE_URL
from tests.kit.browser.static_host import Sites
from tests.kit.browser.visitor import Visitor
from tests.kit.commands.workspaces import contents

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
CLIENT, PROJECT = "meadow-bakery", "meadow-bakery/online-orders"
FOLDER = f"projects/{PROJECT}"
MILESTONES, UPDATE, PROGRESS = (
    f"{FOLDER}/milestones.yml",
    f"{FOLDER}/updates/2026-11-27.md",
    f"{FOLDER}/progress.csv",
)
PROMISE, LATER = "    promised_date: 2026-12-24\n", "    promised_date: 2027-01-14\n"
ACCESS = "access: public\n"
MAPPING = f"like: jira\nproject: {PROJECT}\nweek_ends: friday\n"
GOSSIP = "The owner's brother did not pay"
REASON = "The bank opens card payment three weeks late."
HEADLINE = "Orders print in all three kitchens"


@dataclass
class Desk:
    """A project manager at a terminal, in the workspace, on a day."""

    top: Path
    day: date = TUESDAY

    def runs(self, *arguments: str, code: int = 0) -> str:
        """Runs portalgen as it is installed, holds how it ended, and returns what it said."""
        return self._ran([sys.executable, "-m", "portalgen", *arguments], code)

    def git(self, *arguments: str) -> None:
        """Runs git."""
        self._ran(["git", *arguments])

    def commits(self, message: str) -> None:
        """Records the workspace as it is."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def edits(self, file: str, old: str, new: str) -> int:
        """Replaces a text in a file, as in an editor, and returns the line where it stands."""
        path = self.top / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def _ran(self, command: list[str], code: int = 0) -> str:
        done = subprocess.run(
            command,
            cwd=self.top,
            env=self._environment(),
            capture_output=True,
            check=False,
        )
        said = (done.stdout + done.stderr).decode()
        assert done.returncode == code, said
        return said

    def _environment(self) -> dict[str, str]:
        noon = str(
            int(
                datetime(
                    self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC
                ).timestamp()
            )
        )
        who = {
            f"GIT_{role}_{key}": "pm@agency.example"
            for role in ("AUTHOR", "COMMITTER")
            for key in ("NAME", "EMAIL")
        }
        when = {
            "GIT_AUTHOR_DATE": f"{noon} +0000",
            "GIT_COMMITTER_DATE": f"{noon} +0000",
        }
        git = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SOURCE_DATE_EPOCH": noon,
            **who,
            **when,
            **git,
        }


def test_a_new_user_comes_from_an_empty_folder_to_a_portal_on_a_phone(
    visit: Callable[..., Visitor],
    sites: Sites,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    begin(desk)
    first = publish(desk, tmp_path)
    assert REASON.encode() not in b"".join(first.values())
    desk.day = FRIDAY
    import_progress(desk)
    move_a_date(desk)
    write_an_update(desk)
    break_a_file_and_mend_it(desk)
    preview(desk, visit(CLIENT))
    second = publish(desk, tmp_path)
    assert GOSSIP.encode() not in b"".join(second.values())
    monkeypatch.setitem(sites, CLIENT, tmp_path / "checkout")
    read_as_the_client(visit(CLIENT))


def begin(desk: Desk) -> None:
    """Sets a workspace up, with a repository for its client's portal, and a first portal published there."""
    desk.runs("init", "agency")
    desk.git("init", "--quiet", "--bare", "--initial-branch", "main", "portal.git")
    desk.top /= "agency"
    desk.git("init", "--quiet", "--initial-branch", "main")
    publishing = f"{ACCESS}publish: {{git: ../portal.git, branch: gh-pages}}\n"
    desk.edits(f"projects/{CLIENT}/client.yml", ACCESS, publishing)
    assert "0 errors, 0 warnings" in desk.runs("check").splitlines()


def import_progress(desk: Desk) -> None:
    """Takes the week's progress from the tracker's export; what the items say stays in the tracker."""
    export = desk.top.parent / "export.csv"
    export.write_text("\n".join(exported(desk.top / PROGRESS)), encoding="utf-8")
    before = (desk.top / PROGRESS).read_bytes()
    (desk.top / "imports").mkdir()
    (desk.top / "imports" / "shop.yml").write_text(MAPPING, encoding="utf-8")
    command = ("import", str(export), "--map", "shop")
    tried = desk.runs(*command, "--dry-run")
    assert (desk.top / PROGRESS).read_bytes() == before
    said = desk.runs(*command)
    assert GOSSIP not in tried + said
    after = (desk.top / PROGRESS).read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].startswith(b"2026-11-27,56,52")
    desk.runs(*command)
    assert (desk.top / PROGRESS).read_bytes() == after


def exported(progress: Path) -> Iterator[str]:
    """Yields the lines of an export that tells what progress.csv tells, and seven more items done in the last week."""
    yield "Summary,Issue key,Status,Created,Resolved,Labels,Labels"
    rows = [
        line.split(",")
        for line in progress.read_text(encoding="utf-8").splitlines()[1:]
    ]
    weeks = [(date.fromisoformat(row[0]), int(row[1]), int(row[2])) for row in rows]
    weeks.append((date(2026, 11, 27), weeks[-1][1], weeks[-1][2] + 7))
    for number in range(1, weeks[-1][1] + 1):
        created = next(day for day, scope, _ in weeks if number <= scope) - timedelta(
            days=4
        )
        done = next(
            (day - timedelta(days=2) for day, _, done in weeks if number <= done), None
        )
        state = "Done" if done else "To Do"
        yield f"{GOSSIP},SHOP-{number},{state},{created},{done or ''},kitchen,{GOSSIP}"


def move_a_date(desk: Desk) -> None:
    """Edits a date by hand, is told that the move has no reason, and moves it with one."""
    line = desk.edits(MILESTONES, PROMISE, LATER)
    said = desk.runs("check", code=1)
    assert f"{MILESTONES}:{line}:20: error[PG401]" in said
    assert (
        "help: add to moves: {from: 2026-12-24, to: 2027-01-14, cause: …, because: …}"
        in said
    )
    desk.edits(MILESTONES, LATER, PROMISE)
    reason = (
        "--cause",
        "third_party",
        "--because",
        REASON,
        "--agreed-by",
        "Ingrid Dahl",
        "--evidence",
        "change-request-cr-1.txt",
    )
    said = desk.runs(
        "move", PROJECT, "launch", "2027-01-14", *reason, "--forecast", "2027-01-14"
    )
    assert "24 December" in said
    assert REASON in said


def write_an_update(desk: Desk) -> None:
    """Begins the week's update, which knows the move already, and says it in the project manager's own words."""
    desk.runs(
        "new", "update", PROJECT, "--period-end", "2026-11-27", "--headline", HEADLINE
    )
    text = (desk.top / UPDATE).read_text(encoding="utf-8")
    assert (
        f"promise moved from 24 December to 14 January 2027 (third party): {REASON}"
        in text
    )
    assert "52 of 56 items accepted, 7 more than on 21 November" in text
    desk.edits(
        UPDATE,
        "# done: [Checkout flow, VAT rules]\n",
        "done: [Kitchen printers in the three shops]\n",
    )


def break_a_file_and_mend_it(desk: Desk) -> None:
    """Saves a file that is wrong: it is told where, and the portal shows the project as it could last be read."""
    line = desk.edits(MILESTONES, LATER, LATER.replace("2027-01-14", "14.1.2027"))
    for command in (("check",), ("build",)):
        said = desk.runs(*command, code=1)
        assert (
            f"{MILESTONES}:{line}:20: error[PG203] promised_date: 14.1.2027 is not a date"
            in said
        )
        assert "is it 2027-01-14?" in said
    site = desk.top / "site" / CLIENT
    first_page = (site / "index.html").read_text(encoding="utf-8")
    assert "newer data could not be read" in first_page
    desk.edits(MILESTONES, LATER.replace("2027-01-14", "14.1.2027"), LATER)
    assert desk.runs("check").splitlines()[-1] == "0 errors, 0 warnings"


def preview(desk: Desk, visitor: Visitor) -> None:
    """Opens the preview from disk, as a reviewer does before it is published."""
    said = desk.runs("diff", CLIENT, "--since", "HEAD")
    assert "Launch" in said
    desk.runs("preview", CLIENT, "--out", "preview")
    visitor.page.goto((desk.top / "preview" / f"{CLIENT}.html").as_uri())
    text = visitor.page.locator("body").inner_text()
    assert REASON in text
    assert HEADLINE in text
    assert GOSSIP not in visitor.page.content()


def publish(desk: Desk, folder: Path) -> dict[str, bytes]:
    """Records, builds and publishes; returns the files of a fresh checkout of what the host serves."""
    desk.commits("What the client may read")
    desk.runs("build", "--site-url", SITE_URL)
    desk.runs("publish", CLIENT, "--site-url", SITE_URL)
    checkout = folder / "checkout"
    if checkout.exists():
        checkout.rename(folder / "checkout-before")
    desk.git("clone", "--quiet", "--branch", "gh-pages", "../portal.git", str(checkout))
    return {
        name: content
        for name, content in contents(checkout).items()
        if not name.startswith(".git/")
    }


def read_as_the_client(visitor: Visitor) -> None:
    """Reads the published portal on a phone, page by page as a client does."""
    page = visitor.page
    visitor.open()
    assert page.locator(".pg-lead").inner_text().count("14 Jan") >= 1
    page.locator(".pg-tabs a", has_text="What changed").click()
    visitor.arrive("online-orders/changed/")
    assert HEADLINE in page.locator("main").inner_text()
    page.locator(".pg-tabs a", has_text="Dates").click()
    visitor.arrive("online-orders/dates/")
    text = page.locator("main").inner_text()
    assert REASON in text
    assert "agreed by Ingrid Dahl" in text
    visitor.open("online-orders/progress/")
    visitor.explore_charts()
    assert "52" in page.locator("main").inner_text()
    assert visitor.watch.take() == []
