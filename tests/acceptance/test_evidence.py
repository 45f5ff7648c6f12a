"""portalgen evidence: what a zip proves to somebody who trusts neither its maker nor any code of ours."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import NEIGHBOUR, SALT
from tests.kit.files.repositories import Made

TOLD, LATER = "2026-11-20", "2026-11-27"
MINUTES = b"Minutes of 16 November: Timo Laine agrees to 15 January.\n"
CLIENT = f"""\
name: Acme
{SALT}contacts:
  - {{id: timo, name: Timo Laine, email: timo@acme.example, side: client}}
"""
PROJECT = """\
name: Webshop
milestones:
  - {id: content, name: Content, promised_date: 2026-11-01, forecast: 2026-11-30}
  - id: launch
    name: Launch
    promised_date: %s
    depends_on: [content]
%s  - {id: training, name: Training, promised_date: 2027-03-01}
asks:
  - id: photos
    what: Product photos
    why: The catalogue needs them
    asked_on: 2026-11-02
    due_on: 2026-11-10
    blocks: [content]
  - {id: names, what: Names of the trainees, asked_on: 2026-11-03, blocks: [training]}
"""
MOVES = f"""\
    moves:
      - on: 2026-11-16
        from: 2026-12-01
        to: 2027-01-15
        cause: our_fault
        because: We were late & <b>sorry</b>.
        agreed_by: timo
        evidence: {{document: minutes.txt, sha256: {sha256(MINUTES).hexdigest()}}}
"""
FILE = "acme/webshop/project.yml"
Files = dict[str, bytes]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Returns a project whose launch moved on the client's agreement, published twice; and one move since."""
    repository = Made(tmp_path / "agency")
    first: dict[str, str | bytes] = {
        "acme/client.yml": CLIENT,
        FILE: PROJECT % ("2026-12-01", ""),
    }
    repository.commit(first, at="2026-11-02T10:00:00Z")
    return repository


@pytest.fixture
def published(made: Made, portalgen: Portalgen) -> Made:
    """Returns the same, published before the move, after it, and with another project's name beside it."""
    build(made, portalgen, TOLD)
    moved: dict[str, str | bytes] = {FILE: PROJECT % ("2027-01-15", MOVES)}
    moved["acme/webshop/documents/minutes.txt"] = MINUTES
    made.commit(moved, at="2026-11-16T10:00:00Z")
    build(made, portalgen, LATER)
    return made


def build(made: Made, portalgen: Portalgen, day: str) -> None:
    run = portalgen("build", "acme", "--as-of", day, cwd=made.top)
    assert run.code == 0, run.err


def bundle(made: Made, portalgen: Portalgen, *options: str) -> Files:
    """Returns the files of a bundle that a command writes."""
    file = made.top.parent / f"evidence{'-'.join(options).replace('/', '')}.zip"
    run = portalgen(
        *("evidence", "acme/webshop", "--as-of", LATER, "--out", str(file), *options),
        cwd=made.top,
    )
    assert run.code == 0, run.err
    assert sha256(file.read_bytes()).hexdigest() in run.out
    return unpacked(file)


def unpacked(file: Path) -> Files:
    top = "acme-webshop-evidence/"
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        assert archive.testzip() is None
        return {name.removeprefix(top): archive.read(name) for name in archive.namelist()}  # fmt: skip


def points(files: Files) -> list[str]:
    """Returns the text of each point of the page."""
    page = files["evidence.html"].decode().partition('<ol class="pg-points">')[2]
    listed = page.partition("</ol>")[0].split("<li id=")[1:]
    return [" ".join(re.sub("<[^>]+>", " ", each).split()) for each in listed]


def test_a_reader_without_our_code_can_verify_it(
    published: Made, portalgen: Portalgen
) -> None:
    files = bundle(published, portalgen)
    listed = json.loads(files["manifest.json"])["files"]
    assert {each["path"]: (each["bytes"], each["sha256"]) for each in listed} == {
        path: (len(content), sha256(content).hexdigest())
        for path, content in files.items()
        if path != "manifest.json"
    }
    ledger, seal, told = (
        json.loads(files[f"{name}.json"]) for name in ("ledger", "seal", "publications")
    )
    hashes: list[str] = []
    for n, entry in enumerate(ledger["entries"], 1):
        stated = {key: value for key, value in entry.items() if key != "hash"}
        assert (stated["n"], stated["previous"]) == (n, [*hashes, "0" * 64][n - 2])
        hashes.append(sha256(rfc8785.dumps(stated)).hexdigest())
        assert entry["hash"] == hashes[-1]
    assert (seal["n"], seal["head"]) == (len(hashes), hashes[-1])
    previous = "0" * 64
    for each in told["publications"]:
        assert hashes[each["n"] - 1] == each["head"]
        covered: dict[str, Any] = {key: each[key] for key in ("head", "n", "on")}
        covered["previous"] = previous
        previous = sha256(rfc8785.dumps(covered)).hexdigest()
        assert each["hash"] == previous
    agreed = next(each for each in ledger["entries"] if each["kind"] == "agreed")
    exhibit = files["exhibits/001-minutes.txt"]
    assert agreed["evidence"]["digest"] == sha256(exhibit).hexdigest()
    assert exhibit == MINUTES


def test_every_point_has_its_days_its_words_and_its_exhibit(
    published: Made, portalgen: Portalgen
) -> None:
    found = points(bundle(published, portalgen))
    moved = next(each for each in found if "promise moved from" in each)
    assert "Launch: promise moved from 1 December 2026 to 15 January 2027" in moved
    assert "Stated 16 November 2026 Recorded 16 November 2026 First shown 27 November 2026" in moved  # fmt: skip
    assert "We were late &amp; &lt;b&gt;sorry&lt;/b&gt;. the agency" in moved
    agreed = next(each for each in found if "agreed to a move" in each)
    assert "Launch: Timo Laine agreed to a move of the promise" in agreed
    assert "as stated" not in agreed
    assert "Exhibit 1 minutes.txt" in agreed
    asked = next(each for each in found if "Product photos" in each)
    assert "needed by 10 November 2026 . Not received by 27 November 2026 ." in asked
    assert "Recorded not in the record" in asked
    first = next(each for each in found if "Launch: promised for" in each)
    assert "First shown by 20 November 2026" in first
    assert sum("The portal was published." in each for each in found) == 2
    numbers = [each.partition("> ")[2].split()[0] for each in found]
    assert numbers == [str(n + 1) for n in range(len(found))]


def test_a_move_that_is_dated_back_stands_where_it_was_told_and_says_so(
    made: Made, portalgen: Portalgen
) -> None:
    build(made, portalgen, TOLD)
    made.commit({FILE: PROJECT % ("2027-01-15", "")}, at="2026-11-02T11:00:00Z")
    build(made, portalgen, LATER)
    found = points(bundle(made, portalgen))
    at = next(at for at, each in enumerate(found) if "promise moved" in each)
    assert "first shown 25 days after its day" in found[at]
    assert "The portal was published" in found[at - 1]
    in_november = points(bundle(made, portalgen, "--from", "2026-11-25"))
    in_its_own = points(bundle(made, portalgen, "--to", "2026-11-02"))
    for limited in (in_november, in_its_own):
        assert any("promise moved" in each for each in limited)


def test_a_milestone_brings_what_it_depends_on_and_what_these_wait_for(
    published: Made, portalgen: Portalgen
) -> None:
    files = bundle(published, portalgen, "launch")
    found = " ".join(points(files))
    assert "Content: expected on 30 November 2026" in found
    assert "Product photos" in found
    assert "Training" not in found
    assert "Names of the trainees" not in found
    page = files["evidence.html"].decode()
    assert "Only what concerns Launch and what it depends on." in page
    assert re.search(r"\d+ of \d+ points\.", page)


def test_what_is_not_published_yet_and_what_is_not_committed_are_told_apart(
    published: Made, portalgen: Portalgen
) -> None:
    later = PROJECT % ("2027-01-15", MOVES)
    published.commit({FILE: later.replace("2026-11-30", "2026-12-04")}, at="2026-11-27T10:00:00Z")  # fmt: skip
    published.write({FILE: later.replace("2026-11-30", "2026-12-11")})
    file = published.top / "e.zip"
    run = portalgen("evidence", "acme/webshop", "--as-of", LATER, "--out", str(file), cwd=published.top)  # fmt: skip
    assert "1 changes of dates are not committed yet, and are not in it" in run.err
    files = unpacked(file)
    found = next(each for each in points(files) if "expected on 4 December" in each)
    assert "First shown not published yet" in found
    assert "11 December" not in files["evidence.html"].decode()
    seal, ledger = (json.loads(files[f"{name}.json"]) for name in ("seal", "ledger"))
    assert seal["n"] < len(ledger["entries"])


def test_without_a_seal_it_says_that_no_day_of_a_first_showing_is_known(
    made: Made, portalgen: Portalgen
) -> None:
    file = made.top / "e.zip"
    run = portalgen("evidence", "acme/webshop", "--out", str(file), cwd=made.top)
    assert "no published seal was found" in run.err
    files = unpacked(file)
    assert {"seal.json", "publications.json"} & files.keys() == set()
    page = files["evidence.html"].decode()
    assert "No publication was given" in page
    assert "First shown not known" in " ".join(points(files))


def test_a_record_that_does_not_go_on_from_the_published_one_proves_nothing(
    published: Made, portalgen: Portalgen
) -> None:
    published.git("checkout", "-q", "--orphan", "anew")
    published.commit({FILE: PROJECT % ("2027-01-15", "")}, at="2026-11-02T10:00:00Z")
    file = published.top / "e.zip"
    run = portalgen("evidence", "acme/webshop", "--out", str(file), cwd=published.top)
    assert run.code == 1
    assert "restarts:" in run.err
    assert not file.exists()


def test_the_same_data_gives_the_same_bytes_and_no_other_file_is_written_over(
    published: Made, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = datetime(2026, 11, 27, 12, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
    file = published.top / "e.zip"
    command = ("evidence", "acme/webshop", "--out", str(file))
    assert portalgen(*command, cwd=published.top).code == 0
    first = file.read_bytes()
    assert portalgen(*command, cwd=published.top).code == 0
    run = portalgen(*command, "--from", "2026-11-25", cwd=published.top)
    assert (run.code, file.read_bytes()) == (1, first)
    assert "exists already, and is not overwritten" in run.err
    inside = published.projects / "e.zip"
    run = portalgen(*command[:3], str(inside), cwd=published.top)
    assert (run.code, inside.exists()) == (1, False)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("acme/webshop", "lunch"), 2, "no milestone called lunch; did you mean launch?"),
        (("acme/webshp",), 2, "did you mean webshop?"),
        (("acne/webshop",), 2, "did you mean acme?"),
        (("acme/webshop", "--from", "2026-11-02", "--to", "2026-11-01"), 2, "is before --from"),
        (("acme/secret",), 1, "is internal or not live yet"),
        (("acme/webshop", "--seal", "projects/acme/client.yml"), 1, "seal.json cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_given_is_told_and_nothing_is_written(
    made: Made,
    portalgen: Portalgen,
    arguments: tuple[str, ...],
    code: int,
    says: str,
) -> None:
    made.write({"acme/secret/project.yml": "name: Hidden\nvisibility: internal\n"})
    file = made.top / "e.zip"
    run = portalgen("evidence", *arguments, "--out", str(file), cwd=made.top)
    assert run.code == code, run.err
    assert says in run.err
    assert not file.exists()


@pytest.mark.parametrize("where", ["acme/webshop/documents/sow.txt", FILE])
def test_a_neighbours_name_keeps_it_from_being_written(
    published: Made, portalgen: Portalgen, where: str
) -> None:
    name = "Harbour Museum of the North"
    neighbour = {path.removeprefix("projects/"): text for path, text in NEIGHBOUR.items()}  # fmt: skip
    signed = "agreements: [{id: sow, name: Contract, document: sow.txt, signed_on: 2026-10-01}]\n"
    files = {FILE: PROJECT % ("2027-01-15", MOVES) + signed, "acme/webshop/documents/sow.txt": "Signed\n"}  # fmt: skip
    files[where] = files[where].replace("Signed" if where != FILE else "photos", name)
    published.write({**neighbour, **files})
    file = published.top / "e.zip"
    run = portalgen("evidence", "acme/webshop", "--out", str(file), cwd=published.top)
    assert run.code == 1, where
    assert not file.exists()


def test_internal_matter_is_not_in_it(published: Made, portalgen: Portalgen) -> None:
    spare = "  - {id: spare, name: A reserve nobody knows of, promised_date: 2027-05-01, visibility: internal}\n"
    published.write({FILE: PROJECT % ("2027-01-15", MOVES + spare)})
    published.write({"acme/webshop/internal/notes.md": "They never pay.\n"})
    files = bundle(published, portalgen)
    whole = b"".join(files.values())
    assert b"reserve nobody" not in whole
    assert b"never pay" not in whole
