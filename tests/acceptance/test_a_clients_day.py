"""A client's day: told, moved and dated back, agreed by mail, objected, edited; and all of it verified offline."""

import html
import io
import json
import re
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import rfc8785
from playwright.sync_api import sync_playwright

from tests.kit.browser.chromium import program
from tests.kit.clients.mails import keys, mail, signed
from tests.kit.commands.command_line import Portalgen, Run
from tests.kit.commands.workspaces import SALT, contents
from tests.kit.files.repositories import Made

TOLD, AFTER, LAST = "2026-11-20", "2026-11-27", "2026-12-04"
DATED_BACK = "2026-09-04T10:00:00Z"
FILES = {
    "portal.yml": "agency: {name: Northlight, email: hello@northlight.example}\n",
    "acme/client.yml": f"""\
name: Acme
timezone: Europe/Helsinki
{SALT}contacts:
  - {{id: maria, name: Maria Virtanen, email: maria@northlight.example}}
  - {{id: timo, name: Timo Laine, email: timo@acme.example, side: client}}
""",
    "acme/webshop/project.yml": """\
name: Webshop
milestones:
  - id: launch
    name: Launch
    promised_date: 2026-12-01
    forecast: 2026-12-01
  - id: training
    name: Training
    promised_date: 2026-12-15
    forecast: 2026-12-15
""",
    "acme/webshop/updates/2026-11-20.md": """\
---
headline: All of it is done
done: The basket
results: It sells
why: Work
next: Launch
---
""",
}
UPDATE = "acme/webshop/updates/2026-11-20.md"


def read(page: bytes) -> str:
    """Returns what a page says, on one line."""
    within_a_line = re.sub("</?(time|b|span|a)[^>]*>", "", page.decode())
    plain = re.sub("<[^>]+>", " ", within_a_line)
    return " ".join(plain.replace("\xa0", " ").split())


@dataclass(frozen=True)
class Day:
    """A repository, the commands that are run there, and the folder of whoever reads the portal."""

    made: Made
    portalgen: Portalgen
    reader: Path
    patch: pytest.MonkeyPatch

    @property
    def site(self) -> Path:
        return self.made.top / "site" / "acme"

    def on(self, day: str) -> None:
        """Lets commands run at noon of a day."""
        noon = datetime.fromisoformat(f"{day}T12:00:00+00:00").astimezone(UTC)
        self.patch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))

    def run(self, *arguments: str) -> Run:
        return self.portalgen(*arguments, cwd=self.made.top)

    def build(self, day: str) -> None:
        """Publishes on a day."""
        self.on(day)
        run = self.run("build", "acme")
        assert run.code == 0, run.err

    def commit(self, at: str) -> None:
        self.made.commit({}, at=at)

    def page(self, name: str) -> str:
        """Returns what a page of the project says."""
        return read((self.site / f"webshop/{name}/index.html").read_bytes())

    def health(self) -> str:
        """Returns the project's health, as status.json has it."""
        status = json.loads((self.site / "status.json").read_bytes())
        (project,) = status["projects"]
        return str(project["health"])

    def answer(self, item: str, answer: str, text: str, date: str) -> None:
        """Answers by a link of the page Dates, by a mail that the client's domain signs."""
        page = (self.site / "webshop/dates/index.html").read_text(encoding="utf-8")
        queries = re.findall(r'href="mailto:[^"?]*\?([^"]*)"', page)
        said = [parse_qs(html.unescape(each))["subject"][0] for each in queries]
        subject = next(each for each in said if f"/{item}#" in each and f" {answer}]" in each)  # fmt: skip
        file = self.reader / f"{item}-{answer}.eml"
        file.write_bytes(signed(mail(subject, text=text, date=date)))
        key = self.reader / "key.txt"
        key.write_bytes(keys().record)
        run = self.run("agree", str(file), "--dkim-key", str(key))
        assert run.code == 0, run.err
        assert "only stated" not in run.out


@pytest.fixture
def day(tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch) -> Day:
    """Returns a client that was told two dates and read one report, and kept the seal of that day."""
    made = Made(tmp_path / "agency")
    found = Day(made, portalgen, tmp_path / "reader", monkeypatch)
    found.reader.mkdir()
    made.commit(FILES, at="2026-11-02T10:00:00Z")
    found.build(TOLD)
    shutil.copy(found.site / "seal.json", found.reader / "kept-seal.json")
    return found


def moved_and_dated_back(day: Day) -> None:
    """Moves a promise in a commit that pretends to be of September."""
    day.on(AFTER)
    run = day.run(
        *("move", "acme/webshop", "launch", "2027-01-15", "--cause", "our_fault"),
        *("--because", "We were late.", "--agreed-by", "timo", "--no-input"),
        *("--on", DATED_BACK[:10], "--forecast", "2027-01-15"),
    )
    assert run.code == 0, run.err
    day.commit(DATED_BACK)
    run = day.run("check")
    assert (run.code, "PG420" in run.out) == (1, True), run.out
    day.build(AFTER)
    dates = day.page("dates")
    assert "first shown on 27 November" in dates
    assert "agreed by Timo Laine, as stated by Northlight" in dates
    assert day.health() == "red"


def agreed_and_objected(day: Day) -> None:
    """The client agrees to that move by mail, and objects to the next one; the agency cannot take that back."""
    sent = "Fri, 27 Nov 2026 09:00:00 +0200"
    day.answer("launch", "agree", "I confirm that I agreed to this.", sent)
    day.commit("2026-11-27T13:00:00Z")
    day.build(AFTER)
    assert day.health() == "green"
    assert "by mail of 27 November, signed by acme.example" in day.page("dates")
    run = day.run(
        *("move", "acme/webshop", "training", "2027-02-01", "--cause", "client_wait"),
        *("--because", "You were late.", "--agreed-by", "timo", "--no-input"),
        *("--forecast", "2027-02-01"),
    )
    assert run.code == 0, run.err
    day.commit("2026-11-27T14:00:00Z")
    day.build(AFTER)
    assert day.health() == "red"
    before = (day.made.projects / "acme/webshop/project.yml").read_bytes()
    day.answer("training", "object", "We were not late.", sent)
    day.commit("2026-11-27T15:00:00Z")
    day.made.commit({"acme/webshop/project.yml": before}, at="2026-11-27T16:00:00Z")
    day.build(LAST)
    assert "We were not late. Timo Laine objected on 27 November" in day.page("dates")


def edited(day: Day) -> None:
    """The agency writes another text into the report that the client has read."""
    assert "All of it is done" in day.page("changed")
    rewritten = FILES[UPDATE].replace("All of it is done", "Half of it is done")
    day.made.commit({UPDATE: rewritten}, at="2026-12-04T10:00:00Z")
    day.build(LAST)
    assert "Half of it is done" in day.page("changed")
    assert_that_the_edit_is_marked(day)


def assert_that_the_edit_is_marked(day: Day) -> None:
    """Holds what the portal says of a report that was edited after it was published."""
    page = day.page("changed")
    assert "Edited 4 December" in page
    assert page.index("Half of it is done") < page.index("All of it is done")


def test_everything_that_a_client_was_told_can_be_verified_offline(day: Day) -> None:
    moved_and_dated_back(day)
    agreed_and_objected(day)
    edited(day)
    files = bundle(day)
    hold_by_hand(files)
    hold_by_the_readers_script(day)
    hold_by_verify(day)


def bundle(day: Day) -> dict[str, bytes]:
    """Has the evidence made with the mails, unpacks it for the reader, and returns its files."""
    file = day.reader / "evidence.zip"
    run = day.run("evidence", "acme/webshop", "--with-mails", "--out", str(file))
    assert (run.code, run.err) == (0, "")
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        archive.extractall(day.reader)
    top = day.reader / "acme-webshop-evidence"
    files = contents(top)
    page = read(files["evidence.html"])
    for said in (
        "Launch: promised for 1 December 2026",
        "Launch: promise moved from 1 December 2026 to 15 January 2027",
        "first shown 84 days after its day",
        "Launch: Timo Laine agreed to a move of the promise Stated",
        "Training: Acme objected to a move of the promise",
        "We were not late. Timo Laine",
        "Report: Half of it is done",
        "Half of it is done: “Headline” says something else since",
        "All of it is done Northlight, before",
    ):
        assert said in page, said
    return files


def hold_by_hand(files: dict[str, bytes]) -> None:
    """Verifies a bundle as its README says, with hashlib and a library for RFC 8785 alone."""
    ledger, seal, told, manifest = (
        json.loads(files[f"{name}.json"])
        for name in ("ledger", "seal", "publications", "manifest")
    )
    for each in manifest["files"]:
        assert sha256(files[each["path"]]).hexdigest() == each["sha256"]
    previous = "0" * 64
    for entry in ledger["entries"]:
        assert entry["previous"] == previous
        plain = {key: value for key, value in entry.items() if key != "hash"}
        previous = sha256(rfc8785.dumps(plain)).hexdigest()
        assert entry["hash"] == previous
    assert (ledger["head"], seal["head"]) == (previous, previous)
    (edit,) = ledger["edits"]["entries"]
    plain = {key: value for key, value in edit.items() if key != "hash"}
    assert edit["hash"] == sha256(rfc8785.dumps(plain)).hexdigest()
    assert seal["edits"] == {"n": 1, "head": edit["hash"]}
    assert [each["on"] for each in told["publications"]] == [
        TOLD,
        *[AFTER] * 3,
        LAST,
        LAST,
    ]
    agreed = [each for each in ledger["entries"] if each["kind"] == "agreed"]
    (proof,) = {each["evidence"]["digest"] for each in agreed}
    mails = [content for path, content in files.items() if path.endswith(".eml")]
    assert [sha256(each).hexdigest() for each in mails] == [proof]
    (key,) = [content for path, content in files.items() if path.endswith(".key.txt")]
    assert key == keys().record


def hold_by_the_readers_script(day: Day) -> None:
    """Opens the bundle from disk, gives it the exhibits and the seal that the reader kept, and reads what it says.

    In a thread of its own, for another test may have a browser open in this one.
    """
    found = program()
    if not found:
        pytest.fail("There is no Chromium here: `make test` installs it.")
    top = day.reader / "acme-webshop-evidence"
    given = [*sorted((top / "exhibits").iterdir()), day.reader / "kept-seal.json"]
    with ThreadPoolExecutor(1) as apart:
        verdict, notes = apart.submit(told_by_script, found, top, given).result()
    assert verdict.startswith("All checks hold.")
    assert "kept-seal.json: the record goes on from what you kept." in notes


def told_by_script(chromium: str, top: Path, given: list[Path]) -> tuple[str, str]:
    """Returns what the page of a bundle says of itself and of the files that are given to it."""
    with sync_playwright() as playwright:
        options = ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        page = browser.new_page()
        page.goto((top / "evidence.html").as_uri())
        page.locator("#files").set_input_files(given)
        page.get_by_text("exhibits chosen: 2 of 2").wait_for()
        said = (
            page.locator("#verdict").inner_text(),
            page.locator("#notes").inner_text(),
        )
        browser.close()
    return said


def hold_by_verify(day: Day) -> None:
    """Has the finished site verified against the data, and against the seal that the reader kept."""
    run = day.run(
        *("verify", "site/acme", "--projects", "projects"),
        *("--seal", str(day.reader / "kept-seal.json")),
    )
    assert run.code == 0, run.err
    assert "fit to publish" in run.out
