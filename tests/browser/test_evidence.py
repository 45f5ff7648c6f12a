"""A bundle of evidence opened from disk: its own check holds, names what was changed, and can be read everywhere."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from portalgen.analysis.analyse import analyse
from portalgen.exports.ledger import ledger_json
from portalgen.pages.evidence.chronology import chronology
from portalgen.pages.evidence.exhibit import exhibits
from portalgen.pages.evidence.page import evidence_page
from portalgen.pages.evidence.point import Case
from portalgen.pipeline.evidence.bundle import evidence
from portalgen.pipeline.evidence.case import Asked
from portalgen.pipeline.inspect import Inspector
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.engine.mkdocs_engine import MkDocsEngine
from portalgen.words import Words
from tests.browser.conftest import PATIENCE
from tests.conftest import order_for
from tests.kit.browser.detectors import hard_to_read, hard_to_read_on_paper, too_wide
from tests.kit.browser.visitor import PROBES, SCHEMES, SCREENS, Watch
from tests.kit.clients.nouns import TODAY
from tests.kit.files.memory import loaded
from tests.kit.hostile.crossing import ALL, client_with_all, payload_fill
from tests.kit.hostile.payloads import PAYLOADS
from tests.kit.pages.rendering import TEMPLATES

HOLDS = "All checks hold."
Change = Callable[[str], str]


@pytest.fixture
def folder(
    shared_folder: Path, sample_workspace: Path, sample_sites: Path, tmp_path: Path
) -> Path:
    """Returns a copy of the unpacked evidence of the sample's largest project."""
    whole = shared_folder / "evidence"
    with FileLock(f"{whole}.lock"):
        if not whole.exists():
            workspace = Workspace(sample_workspace / "projects")
            order = order_for(workspace, sample_sites, None)
            shared = read_shared(workspace, None, order.seals)
            workshop = Workshop(MkDocsEngine())
            made = evidence(
                Inspector(order, shared, workshop), "acme", Asked("webshop")
            )
            zipfile.ZipFile(io.BytesIO(made.content)).extractall(whole)
    return Path(shutil.copytree(whole / "acme-webshop-evidence", tmp_path / "evidence"))


@pytest.fixture
def opened(
    browser: Browser, folder: Path
) -> Iterator[Callable[[], tuple[Page, Watch]]]:
    """Returns the function that opens the page of the bundle from disk, and listens."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=PROBES)
    file = folder / "evidence.html"

    def open_() -> tuple[Page, Watch]:
        watch = Watch(file.as_uri())
        watch.over(context)
        page = context.new_page()
        page.goto(file.as_uri())
        return page, watch

    yield open_
    context.close()


Opened = Callable[[], tuple[Page, Watch]]


def verdict(page: Page) -> str:
    return page.locator("#verdict").inner_text()


def flaws(page: Page) -> list[str]:
    return page.locator("#flaws li").all_inner_texts()


def choose(page: Page, *files: Path) -> None:
    """Chooses files, and waits until all are looked at."""
    page.evaluate("() => { document.getElementById('verdict').textContent = ''; }")
    page.locator("#files").set_input_files(files)
    page.wait_for_function("() => document.getElementById('verdict').textContent")


def alter(folder: Path, change: Change) -> None:
    file = folder / "evidence.html"
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def in_block(name: str, change: Callable[[str], str]) -> Change:
    """Returns what changes the text of a file that stands in the page."""

    def changed(page: str) -> str:
        start = page.index(">", page.index(f'id="{name}"')) + 1
        end = page.index("</script>", start)
        text = change(json.loads(page[start:end]))
        block = json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")
        return page[:start] + block + page[end:]

    return changed


def test_everything_holds_and_it_can_be_read_everywhere(
    opened: Opened, folder: Path
) -> None:
    page, watch = opened()
    assert verdict(page).startswith(HOLDS)
    exhibits = sorted((folder / "exhibits").iterdir())
    choose(page, *exhibits, folder / "seal.json", folder / "publications.json")
    count = len(exhibits)
    assert f"exhibits chosen: {count} of {count}" in verdict(page)
    assert flaws(page) == []
    assert page.locator(".pg-checked", has_text="unchanged").count() == count
    notes = page.locator("#notes li").all_inner_texts()
    assert "seal.json: the record goes on from what you kept." in notes
    assert any("brand-site/build (3)" in each for each in notes)
    for (width, height), scheme in product(SCREENS, SCHEMES):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        wrong = [*too_wide(page), *hard_to_read(page)]
        assert not wrong, f"at {width} in {scheme}: " + "\n".join(wrong)
    page.emulate_media(media="print", color_scheme="dark")
    assert hard_to_read_on_paper(page) == []
    assert watch.take() == []
    assert len(watch.asked) == 1


def without_last_edit(text: str) -> str:
    ledger = json.loads(text)
    ledger["edits"]["entries"].pop()
    return json.dumps(ledger)


TAMPERED: dict[str, tuple[Change, str]] = {
    "an entry": (
        in_block("ledger.json", lambda text: text.replace('"n": 3, ', '"n": 3, "x": 1, ')),
        "Entry 3 of the record is not what its hash says",
    ),
    "a text": (
        in_block("ledger.json", lambda text: re.sub(r'"text": "[^"]', '"text": "X', text, count=1)),
        "A text of the record is not the one that its entry holds",
    ),
    "an edit": (
        in_block("ledger.json", lambda text: text.replace('"thing": "ask", ', '"thing": "owed", ')),
        "of the record of edits is not what its hash says",
    ),
    "an edit that is left out": (
        in_block("ledger.json", without_last_edit),
        "The head of the record of edits is not the hash of its last entry",
    ),
    "the words of an edit": (
        lambda page: re.sub('(data-field="from">)[^<]+', r"\1They never said.", page, count=1),
        "does not say what the record says",
    ),
    "the day of an edit": (
        lambda page: re.sub("(edit=1 [^<]*recorded_on=)....", r"\g<1>2025", page, count=1),
        "does not say what the record says",
    ),
    "a publication": (
        in_block("publications.json", lambda text: text.replace("2026-11-20", "2026-09-20")),
        "Publication 1 is not what its hash says",
    ),
    "the seal": (
        in_block("seal.json", lambda text: re.sub(r'("head": ")....', r"\g<1>0000", text)),
        "The record does not go on from the published seal",
    ),
    "the line of a point": (
        lambda page: page.replace("kind=moved", "kind=agreed", 1),
        "does not say what the record says",
    ),
    "the words of a point": (
        lambda page: re.sub('(data-field="because">)[^<]+', r"\1They agreed.", page, count=1),
        "does not say what the record says",
    ),
    "a point's exhibit": (
        lambda page: re.sub('data-digest="[0-9a-f]{64}"', f'data-digest="{"0" * 64}"', page),
        "does not say what the record says",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TAMPERED)
def test_what_was_changed_in_it_is_named(
    opened: Opened, folder: Path, case: str
) -> None:
    change, says = TAMPERED[case]
    alter(folder, change)
    page, _ = opened()
    assert verdict(page).startswith("Not everything holds.")
    assert page.locator("#verdict.is-broken").count() == 1
    assert any(says in each for each in flaws(page)), flaws(page)


def test_a_changed_exhibit_a_foreign_file_and_another_record_are_named(
    opened: Opened, folder: Path
) -> None:
    exhibit, other = sorted((folder / "exhibits").iterdir())[:2]
    exhibit.write_bytes(exhibit.read_bytes() + b"\n")
    stranger = folder / "stranger.txt"
    stranger.write_text("Nobody's\n", encoding="utf-8")
    kept = folder / "kept-seal.json"
    kept.write_text(json.dumps({"version": 1, "n": 2, "head": "a1" * 32}), "utf-8")
    page, _ = opened()
    choose(page, exhibit, other, stranger, kept)
    found = flaws(page)
    assert len(found) == 3
    assert f"{exhibit.name} is not the exhibit of that name" in found[0]
    assert "stranger.txt is no exhibit" in found[1]
    assert found[2] == "kept-seal.json: the record does not go on from what you kept."
    assert page.locator(".pg-exhibits li.is-broken").count() == 1
    assert page.locator(".pg-checked", has_text="unchanged").count() == 1


def test_its_digests_are_those_of_sha_256(opened: Opened, folder: Path) -> None:
    exhibit = min((folder / "exhibits").iterdir())
    contents = [bytes(range(256)) * 9, *(b"x" * size for size in (0, 1, 55, 56, 64))]
    page, _ = opened()
    for number, content in enumerate(contents):
        file = folder / str(number) / exhibit.name
        file.parent.mkdir()
        file.write_bytes(content)
        choose(page, file)
    said = [each.split()[-1] for each in flaws(page)]
    assert said == [sha256(each).hexdigest() for each in contents]


def test_without_a_script_all_of_it_can_be_read(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "evidence.html").as_uri())
    assert page.locator(".pg-points > li").count() > 50
    assert (
        "README.txt says how to check by hand" in page.locator("noscript").inner_text()
    )
    context.close()


def test_no_payload_runs_in_it(browser: Browser, tmp_path: Path) -> None:
    files = client_with_all(tuple(map(payload_fill, PAYLOADS)))
    client = loaded(
        {path.removeprefix(f"{ALL}/"): text for path, text in files.items()}
    ).client
    assert client is not None
    findings = analyse(client, TODAY)
    project = client.projects[0]
    found = findings.projects[project.id]
    record = findings.records.recorded
    case = Case(client, project, found, record, (), Words("en", TODAY))
    points = chronology(case)
    html = evidence_page(
        case,
        findings,
        points,
        exhibits(points, ()),
        (),
        {"ledger.json": ledger_json(record)},
        TEMPLATES.pages,
        TEMPLATES.assets,
    )
    file = tmp_path / "evidence.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(path=PROBES)
    watch = Watch(file.as_uri())
    watch.over(context)
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")  # fmt: skip
    assert len(points) > 10
    assert verdict(page).startswith(HOLDS)
    assert not (wide := too_wide(page)), "\n".join(wide)
    assert watch.take() == []
    assert len(watch.asked) == 1
    context.close()
