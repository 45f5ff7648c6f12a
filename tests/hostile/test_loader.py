"""Whatever stands in a file, the loader accepts it or says where it is wrong; it never raises."""

import json
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portalgen.diagnostics import Place, problem
from tests.conftest import ROOT, SAMPLE_DAY
from tests.kit.files.located import assert_judged, assert_located, judged
from tests.kit.files.memory import CLIENT, LINK, PROJECT

UPDATE = "webshop/updates/2026-11-20.md"
FILES = ("client.yml", "webshop/project.yml", "webshop/progress.csv", UPDATE)
NAUGHTY: list[str] = json.loads(
    (ROOT / "tests/data/hostile-text/blns.json").read_text(encoding="utf-8")
)
hostile = settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow]
)

# Pieces of YAML, CSV and Markdown, so that what is made comes near to what people write, and past it.
PIECES = st.sampled_from(
    (
        *(
            "name:",
            "id:",
            "milestones:",
            "internal:",
            "visibility: internal",
            "moves:",
            "cause:",
            "forecast:",
            "risks:",
        ),
        *(
            "-",
            "?",
            ":",
            "|",
            ">",
            "'",
            '"',
            "[",
            "]",
            "{",
            "}",
            ",",
            "#",
            "&",
            "*",
            "!",
            "%",
            "@",
            "`",
            "---",
            "...",
        ),
        *(
            "<<",
            "~",
            "null",
            "true",
            "NO",
            "12:30",
            "2026-11-20",
            "2026-13-01",
            "undated",
            "date,scope,done",
            "1,2,3",
        ),
        *(
            "\\",
            "\\x",
            "\\0",
            "{{ }}",
            "<script>",
            "0x1F",
            "1e999",
            "launch",
            "Käyttö",
            "東京",
            "\u00a0",
            "\u2028",
        ),
        *("\ufeff", "\0", "\x0b", "\x85", "\t"),
    )
)
JOINTS = st.sampled_from(["\n", "\n  ", "\n    ", "\n  - ", " ", ": "])
MADE = st.lists(st.one_of(PIECES, JOINTS), max_size=40).map("".join)
ANY_TEXT = st.one_of(MADE, st.text(max_size=200))


@pytest.mark.parametrize("file", FILES)
@hostile
@given(text=ANY_TEXT)
def test_any_text_in_any_file_is_accepted_or_refused_with_a_place(
    file: str, text: str
) -> None:
    assert_judged({file: text.encode("utf-8", "surrogatepass")}, SAMPLE_DAY)


@pytest.mark.parametrize("file", FILES)
@hostile
@given(content=st.binary(max_size=300))
def test_any_bytes_in_any_file_are_accepted_or_refused_with_a_place(
    file: str, content: bytes
) -> None:
    assert_judged({file: content}, SAMPLE_DAY)


@hostile
@given(text=ANY_TEXT)
def test_any_front_matter_is_accepted_or_refused_with_a_place(text: str) -> None:
    assert_judged(
        {
            UPDATE: f"---\nheadline: News\n{text}\n---\n{text}".encode(
                "utf-8", "surrogatepass"
            )
        },
        SAMPLE_DAY,
    )


@hostile
@given(rows=st.lists(st.lists(ANY_TEXT, max_size=5), max_size=5))
def test_any_rows_are_accepted_or_refused_with_a_place(rows: list[list[str]]) -> None:
    text = "date,scope,done\n" + "\n".join(",".join(row) for row in rows)
    assert_judged(
        {"webshop/progress.csv": text.encode("utf-8", "surrogatepass")}, SAMPLE_DAY
    )


@hostile
@given(
    name=st.text(min_size=1, max_size=20).filter(
        lambda name: not {"/", LINK} & set(name)
    )
)
def test_any_name_of_a_file_is_read_or_told(name: str) -> None:
    for path in (
        name,
        f"webshop/{name}",
        f"webshop/updates/{name}",
        f"{name}/project.yml",
    ):
        assert_judged({path: b"x"}, SAMPLE_DAY)


@cache
def sample() -> dict[str, bytes]:
    """Returns the files of the sample's client acme with the project webshop and its updates of a month."""
    folder = ROOT / "projects/acme"
    paths = [
        "client.yml",
        "webshop/*.*",
        "webshop/updates/2026-11-*.md",
        "webshop/documents/*",
    ]
    found = (path for pattern in paths for path in folder.glob(pattern))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_sample_is_fine_before_it_is_garbled() -> None:
    assert judged(sample(), SAMPLE_DAY).diagnostics == ()


def garbled(line: str, how: str, piece: str) -> str:
    """Returns a line with one thing done to it that people or editors do."""
    return {
        "delete": "",
        "double": line * 2,
        "cut": line[: len(line) // 2] + "\n",
        "indent": f"  {line}",
        "dedent": line.removeprefix("  "),
        "insert": line.replace(" ", f" {piece} ", 1),
        "replace": f"{line.partition(': ')[0]}: {piece}\n",
        "date": line.replace("2026-", f"{piece}-"),
    }[how]


WAYS = ("delete", "double", "cut", "indent", "dedent", "insert", "replace", "date")
SLIPS = st.sampled_from(["2206", "9999", "1", "20.3.2026", "-1", "999999999999999999"])


@settings(hostile, max_examples=120)
@given(data=st.data())
def test_a_garbled_line_of_the_sample_is_accepted_or_refused_with_a_place(
    data: st.DataObject,
) -> None:
    path = data.draw(
        st.sampled_from(sorted(name for name in sample() if "documents" not in name))
    )
    lines = sample()[path].decode().splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        how, piece = (
            data.draw(st.sampled_from(WAYS)),
            data.draw(st.one_of(PIECES, SLIPS)),
        )
        lines[number] = garbled(lines[number], how, piece)
    assert_judged(
        {**sample(), path: "".join(lines).encode("utf-8", "surrogatepass")}, SAMPLE_DAY
    )


@pytest.mark.parametrize("days", [-36_500, -1, 0, 1, 400, 60_000])
def test_the_sample_can_be_judged_on_any_day(days: int) -> None:
    assert_judged(sample(), SAMPLE_DAY + timedelta(days=days))


def quoted(text: str) -> str:
    """Returns a text as a YAML value in double quotes, escaped as JSON."""
    return json.dumps(text, ensure_ascii=False)


@pytest.mark.parametrize("number", range(len(NAUGHTY)))
def test_a_naughty_string_comes_through_unchanged_or_is_refused(number: int) -> None:
    text = NAUGHTY[number]
    found = judged(
        {"client.yml": f"name: {quoted(text)}\nledger_salt: a\n"}, SAMPLE_DAY
    )
    if found.client:
        assert found.client.name == " ".join(text.split())
        assert found.diagnostics == ()
    else:
        assert {each.code for each in found.diagnostics} <= {
            "PG103",
            "PG104",
            "PG208",
            "PG210",
        }


@pytest.mark.parametrize("number", range(len(NAUGHTY)))
def test_a_naughty_string_is_accepted_or_refused_wherever_it_stands(
    number: int,
) -> None:
    text, safe = NAUGHTY[number], quoted(NAUGHTY[number])
    for files in (
        {
            "client.yml": CLIENT + f"{text}: {text}\ntimezone: {text}\n",
            "webshop/project.yml": PROJECT
            + f"summary: {text}\nphase: '{text}'\ninternal: {text}\n",
            "webshop/progress.csv": f"date,scope,done,planned,stream\n2026-11-20,1,1,1,{text}\n{text},{text},1,,\n",
            UPDATE: f"---\nheadline: {text}\nquiet: {text}\n---\n{text}\n",
        },
        {
            "client.yml": CLIENT
            + f"timezone: {safe}\nlanguage: {safe}\npages: [{safe}]\n",
            "webshop/a.yml": f"milestones: [{{id: {safe}, name: x, depends_on: [{safe}]}}]\n",
            "webshop/progress.csv": text,
            UPDATE: f"---\nheadline: {safe}\nquiet: true\n{safe}: x\n---\n{text}\n",
        },
        {
            "webshop/a.yml": f"started_on: {safe}\ncadence_days: {safe}\nstate: {safe}\n{safe}: x\n",
            UPDATE: text,
        },
    ):
        assert_judged(
            {
                path: content.encode("utf-8", "surrogatepass")
                for path, content in files.items()
            },
            SAMPLE_DAY,
        )


def test_a_diagnostic_past_the_end_of_its_file_would_be_noticed() -> None:
    files = {"acme/client.yml": CLIENT}
    assert_located(
        problem("PG203", "wrong", Place("acme/client.yml", 3, 14), "help"), files
    )
    for place in (
        Place("acme/client.yml", 9),
        Place("acme/client.yml", 3, 99),
        Place("other/client.yml"),
    ):
        with pytest.raises(AssertionError):
            assert_located(problem("PG203", "wrong", place, "help"), files)
