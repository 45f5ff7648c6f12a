"""The examples of `explain`: the wrong one gives that code alone, the right one nothing."""

import json
import re
import shlex
import shutil
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from io import BytesIO
from pathlib import Path

import click
import pytest

from portalgen.diagnostics import CODES, Severity
from portalgen.diagnostics.examples import EXAMPLES, Example, File
from tests.conftest import ROOT, SAMPLE_DAY
from tests.kit.commands.command_line import Portalgen
from tests.kit.files.repositories import Made

DAY = ("--as-of", str(SAMPLE_DAY))
BASE = {
    "projects/acme/client.yml": "name: Acme Oy\ncurrency: EUR\nledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26\n",
    "projects/acme/webshop/project.yml": "name: Webshop renewal\n",
}
RECORDED = (
    "milestones:\n  - {id: tea, name: Tea with Timo Laine, promised_date: 2026-12-15}\n"
)
PICTURE = (ROOT / "projects/acme/webshop/documents/click-and-collect.png").read_bytes()
PDF = (
    ROOT
    / "tests/workspaces/invalid/PG509-author-in-a-pdf/projects/acme/webshop/documents/contract.pdf"
).read_bytes()
OF_A_HISTORY = {"PG410", "PG412", "PG415", "PG516", "PG601", "PG602", "PG606"}
COMMANDED = sorted(
    code for code, each in EXAMPLES.items() if any(not file.path for file in each.wrong)
)
SHOWN = sorted(EXAMPLES.keys() - set(COMMANDED))


def archive() -> bytes:
    """Returns a ZIP archive of a picture."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr("photo.png", PICTURE)
    return packed.getvalue()


def encrypted(content: bytes) -> bytes:
    """Returns an archive that says of its member that it takes a password."""
    listed = bytearray(content)
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        listed[content.index(head) + flags] |= 1
    return bytes(listed)


# The bytes of what an example cannot show; a path is what a link leads to.
MADE: dict[tuple[str, str], bytes | Path] = {
    ("PG101", "1.4 MiB: photos pasted as text"): b"# a photo\n" * 150_000,
    ("PG101", "1.4 MiB: the photos themselves"): archive(),
    ("PG117", "a link to ../../shared/risks.yml"): Path("../../shared/risks.yml"),
    ("PG122", "the picture itself"): PICTURE,
    ("PG123", "an archive with a password"): encrypted(archive()),
    ("PG509", "its properties say: Author: Maria Virtanen"): PDF,
    ("PG509", "saved without personal information"): PDF.replace(
        b"/Author (Somebody)", b""
    ),
    ("PG510", "a picture"): PICTURE,
}


def written(folder: Path, code: str, files: Iterable[File]) -> Path:
    """Writes an example's files among those that a client needs, and returns the folder."""
    example = EXAMPLES[code]
    given = {file.path for file in (*example.wrong, *example.right)}
    shown = [file for file in files if file.path]
    for file in (
        *(File(path, text) for path, text in BASE.items() if path not in given),
        *shown,
    ):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        content = (
            MADE[code, file.note]
            if file.text is None
            else file.text.encode(file.encoding)
        )
        if isinstance(content, Path):
            path.symlink_to(content)
        else:
            path.write_bytes(content)
    return folder


def recorded(folder: Path) -> Made:
    """Returns a repository with the base and a milestone in a commit of its own; since then it has another name."""
    made = Made(folder)
    made.commit(
        {path.removeprefix("projects/"): text for path, text in BASE.items()},
        at="2026-10-05T10:00:00Z",
    )
    made.commit({"acme/webshop/milestones.yml": RECORDED}, at="2026-11-02T10:00:00Z")
    made.write(
        {
            "acme/webshop/milestones.yml": RECORDED.replace(
                "Tea with Timo Laine", "Workshop"
            )
        }
    )
    return made


def with_history(folder: Path, code: str) -> None:
    """Makes the history that an example needs: where evidence was exchanged, the right files were committed."""
    made = recorded(folder)
    if code == "PG412":
        files = {
            file.path.removeprefix("projects/"): file.text or ""
            for file in EXAMPLES[code].right
        }
        made.commit(files, at="2026-11-16T10:00:00Z")


def checked(folder: Path, portalgen: Portalgen) -> list[dict[str, str]]:
    """Returns what check says of a workspace."""
    found: list[dict[str, str]] = json.loads(
        portalgen("check", *DAY, "--format", "json", cwd=folder).out
    )
    return found


def test_every_code_has_an_example_in_the_order_of_codes() -> None:
    assert sorted(EXAMPLES) == sorted(CODES)
    assert set(MADE) == {
        (code, file.note)
        for code, each in EXAMPLES.items()
        for file in (*each.wrong, *each.right)
        if file.text is None
    }


@pytest.mark.parametrize("code", SHOWN)
def test_the_right_files_give_nothing(
    tmp_path: Path, portalgen: Portalgen, code: str
) -> None:
    if code in OF_A_HISTORY:
        with_history(tmp_path, code)
    assert checked(written(tmp_path, code, EXAMPLES[code].right), portalgen) == []


def run(
    lines: str, folder: Path, portalgen: Portalgen, git: Callable[..., str]
) -> list[str]:
    """Runs an example's commands in a folder, and returns the codes that the last one told, each with a help."""
    said = ""
    for line in lines.splitlines():
        program, *arguments = shlex.split(line)
        if program.startswith("GIT_COMMITTER_DATE="):
            git(*arguments[1:], at=program.partition("=")[2])
        elif program == "git":
            git(*arguments)
        else:
            assert program == "portalgen"
            day = () if arguments[0] == "move" else DAY
            done = portalgen(*arguments, *day, cwd=folder)
            said = done.err + done.out
    codes = re.findall(r"\[(PG\d+)\]", said)
    assert said.count("  help: ") == len(codes)
    return codes


def commands_of(files: tuple[File, ...]) -> str:
    """Returns the commands of an example."""
    (lines,) = (file.text for file in files if not file.path)
    return lines or ""


def both(example: Example) -> Iterable[tuple[tuple[File, ...], bool]]:
    """Yields both sides of an example, and whether it is the wrong one."""
    return ((example.wrong, True), (example.right, False))


def without_address(codes: list[str]) -> list[str]:
    """Returns codes without that of a site whose address is unknown, which stands beside in a build of so little."""
    return [code for code in codes if code != "PG508"]


def test_the_commands_are_those_that_are_run_here() -> None:
    assert COMMANDED == ["PG420", "PG508", "PG603", "PG604", "PG607", "PG608"]


def test_a_build_without_an_address_says_so(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    for files, is_wrong in both(EXAMPLES["PG508"]):
        folder = written(tmp_path / str(is_wrong), "PG508", files)
        assert (
            run(commands_of(files), folder, portalgen, Made(folder).git)
            == ["PG508"] * is_wrong
        )


def test_a_commit_that_is_amended_after_it_was_published_is_told(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    for files, is_wrong in both(EXAMPLES["PG603"]):
        made = recorded(tmp_path / str(is_wrong))
        found = run(
            commands_of(files),
            made.top,
            portalgen,
            partial(made.git, at="2026-11-19T10:00:00Z"),
        )
        assert without_address(found) == ["PG603"] * is_wrong


def test_a_clone_without_its_history_is_told(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    made = recorded(tmp_path / "repository")
    assert portalgen("build", "acme", *DAY, cwd=made.top).code == 0
    for files, is_wrong in both(EXAMPLES["PG604"]):
        here = Made(tmp_path / str(is_wrong))
        shutil.copytree(made.top / "site", here.top / "published")
        lines = commands_of(files).replace("$REPOSITORY", made.top.as_uri())
        assert (
            without_address(run(lines, here.top, portalgen, here.git))
            == ["PG608", "PG604"] * is_wrong
        )


def test_a_cut_history_is_told_before_anything_was_published(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    made = recorded(tmp_path / "repository")
    for files, is_wrong in both(EXAMPLES["PG608"]):
        here = Made(tmp_path / str(is_wrong))
        lines = commands_of(files).replace("$REPOSITORY", made.top.as_uri())
        found = run(lines, here.top, portalgen, here.git)
        assert without_address(found) == ["PG608"] * is_wrong


def test_a_copy_of_the_clients_folder_has_no_past(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    for files, is_wrong in both(EXAMPLES["PG607"]):
        made = recorded(tmp_path / str(is_wrong))
        made.git("checkout", "-q", ".")
        found = run(commands_of(files), made.top, portalgen, made.git)
        assert without_address(found) == ["PG607"] * is_wrong


def test_a_commit_that_is_dated_before_the_portal_that_lacks_it_is_told(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    for files, is_wrong in both(EXAMPLES["PG420"]):
        made = recorded(tmp_path / str(is_wrong))
        made.git("checkout", "-q", ".")
        today = partial(made.git, at=f"{SAMPLE_DAY}T15:00:00Z")
        found = run(commands_of(files), made.top, portalgen, today)
        told = [code for code in found if code != "PG502"]  # bad news without a plan
        assert told == ["PG420"] * is_wrong


# Words of programmers, of parsers and of libraries.
JARGON = re.compile(
    r"\b(mapping|sequence|scalar|token|parse[rd]?|null|none type|boolean|integer|float|string|regex|dict|tuple|enum"
    r"|schema|validat\w+|pydantic|exception|stderr|node|pointer|literal)\b",
    re.IGNORECASE,
)


def test_no_case_is_told_in_words_of_programmers() -> None:
    cases = (ROOT / "tests/workspaces/invalid").glob("*/expected.txt")
    told = {
        path.parent.name: JARGON.findall(path.read_text(encoding="utf-8"))
        for path in cases
    }
    assert told
    assert {case: words for case, words in told.items() if words} == {}


@pytest.mark.parametrize("code", SHOWN)
def test_the_wrong_files_give_their_code_alone_in_plain_words_in_each_format(
    tmp_path: Path, portalgen: Portalgen, code: str
) -> None:
    if code in OF_A_HISTORY:
        with_history(tmp_path, code)
    folder = written(tmp_path, code, EXAMPLES[code].wrong)
    (found,) = checked(folder, portalgen)
    assert found["code"] == code
    assert found["help"], "what to do is missing"
    assert (
        JARGON.findall(
            f"{found['message']} {found['help']} {CODES[code].title} {CODES[code].explanation}"
        )
        == []
    )
    *frame, empty, summary = click.unstyle(
        portalgen("check", *DAY, cwd=folder).out
    ).splitlines()
    assert frame[0].endswith(f": {found['severity']}[{code}] {found['message']}")
    assert frame[-1] == f"  help: {found['help']}"
    assert empty == ""
    assert summary == (
        "1 error, 0 warnings"
        if found["severity"] == Severity.ERROR
        else "0 errors, 1 warning"
    )
    (annotation,) = portalgen(
        "check", *DAY, "--format", "github", cwd=folder
    ).out.splitlines()
    place = f"line={found['line']},col={found['column']},title={code}::"
    assert re.match(rf"::{found['severity']} file=[^,]+,{place}.+%0A.+", annotation)
