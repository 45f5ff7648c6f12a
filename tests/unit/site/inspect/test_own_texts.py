"""A client's own texts must not name another client nor say what is internal; what they may say is then allowed."""

from functools import partial

import pytest

from portalgen.diagnostics import Diagnostic
from portalgen.model.client import Agency, AgencyName
from portalgen.site.inspect.names import Needles
from portalgen.site.inspect.own_texts import Held, OwnTexts
from portalgen.site.inspect.phrases import spelt
from portalgen.site.inspect.vocabulary import Vocabulary
from portalgen.source.files.finding import found_from
from portalgen.source.load.loader import load
from portalgen.source.load.neighbours import names_of_clients, read_clients
from tests.kit.files.memory import CLIENT, PROJECT, folder

OURS = Vocabulary()
AGENCY = Agency(agency=AgencyName(name="Northlight", email="hello@northlight.example"))
NOVA = (
    "name: Nova Corporation\nledger_salt: 0f\npublish: {cname: status.nova.example}\ncontacts:\n"
    "  - {id: rosa, name: Rosa Quill, email: rosa@nova.example}\n"
    "  - {id: finn, name: Finn Marsh, email: finn@gmail.com}\n"
    "  - {id: maria, name: Maria Virtanen, email: maria@northlight.example}\n"
)
UPDATE = "acme/webshop/updates/2026-11-20.md"
MARGIN = "We told nobody that the margin fell to nineteen percent"


def held(files: dict[str, str], neighbour: str = NOVA) -> Held:
    """Returns what came of holding Acme's texts against its neighbour's names and its own internal matter."""
    whole = {"client.yml": CLIENT, "webshop/project.yml": PROJECT, **files}
    given = {f"acme/{path}": text for path, text in whole.items()}
    disk = folder({**given, "nova/client.yml": neighbour})
    names = names_of_clients(disk, read_clients(disk, ["acme", "nova"]), AGENCY)
    loaded = load(disk, "acme", AGENCY)
    assert loaded.client, loaded.diagnostics
    assert loaded.diagnostics == ()
    language = loaded.client.language
    texts = OwnTexts(
        loaded,
        loaded.client,
        Needles(names, OURS, language),
        OURS,
        partial(found_from, disk),
    )
    return texts.held()


def update(body: str) -> dict[str, str]:
    return {
        "webshop/updates/2026-11-20.md": f"---\nheadline: News\nquiet: true\n---\n{body}\n"
    }


def where(found: tuple[Diagnostic, ...]) -> list[tuple[str, int, int]]:
    places = [each.place for each in found if each.place]
    return [(place.file, place.line, place.column) for place in places]


@pytest.mark.parametrize(
    "written",
    [
        *("Nova Corporation", "nova corporation", "Nova", "NOVA", "**Nova**"),
        *("Rosa Quill", "rosa@nova.example", "nova.example", "status.nova.example"),
        *("Finn Marsh", "finn@gmail.com"),
    ],
)
def test_a_neighbour_is_told_at_its_place_with_the_cure(written: str) -> None:
    found = held(update(f"All went well.\n\nIt went as at {written} before."))
    (first, *_) = found.names
    assert first.code == "PG310"
    column = 15 + written.count("*") // 2
    assert where((first,)) == [(UPDATE, 7, column)]
    assert written.strip("*") in first.message
    assert "nova" in first.message
    assert "mentions:" in first.help


@pytest.mark.parametrize(
    "written",
    [
        *("a nova of its kind", "Maria Virtanen", "maria@northlight.example"),
        *("timo@gmail.com", "Rosa", "Acme Oy", "supernova.example"),
    ],
)
def test_what_is_everybody_s_or_a_word_is_no_name(written: str) -> None:
    found = held(update(f"It went as at {written} before."))
    assert [each for each in found.names if each.code == "PG310"] == []


def test_each_place_of_a_text_is_told() -> None:
    found = held(update("As at Nova, and\nat Nova Corporation, and at Nova"))
    assert where(found.names) == [(UPDATE, 6, 4), (UPDATE, 5, 7), (UPDATE, 6, 29)]


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (
            {"webshop/project.yml": PROJECT + "summary: As at Nova\n"},
            ("acme/webshop/project.yml", 2, 16),
        ),
        (
            {"webshop/project.yml": PROJECT + "summary: >\n  As\n  at Nova\n"},
            ("acme/webshop/project.yml", 4, 6),
        ),
        (
            {
                "webshop/milestones.yml": "milestones:\n  - id: nova-data\n    name: Data\n    forecast: undated\n"
            },
            ("acme/webshop/milestones.yml", 2, 9),
        ),
        (
            {
                "webshop/progress.csv": "date,scope,done,planned,stream\n2026-11-20,2,1,1,For Nova\n"
            },
            ("acme/webshop/progress.csv", 2, 22),
        ),
        (
            {"client.yml": CLIENT + "legal_note: As agreed with Nova\n"},
            ("acme/client.yml", 4, 28),
        ),
    ],
    ids=["text", "folded", "id", "table", "client"],
)
def test_the_place_is_that_of_the_word(
    files: dict[str, str], place: tuple[str, int, int]
) -> None:
    assert where(held(files).names) == [place]


def test_what_is_mentioned_is_allowed_in_the_finished_bytes_too() -> None:
    mention = "mentions: [{name: Nova Corporation, because: Both know it}]\n"
    found = held({**update("As at Nova Corporation"), "client.yml": CLIENT + mention})
    assert found.names == ()
    assert {spelt("Nova Corporation"), spelt("Nova")} <= found.allowed


def test_a_mention_of_a_name_covers_nobody_there() -> None:
    mention = "mentions: [{name: Nova Corporation, because: Both know it}]\n"
    found = held({**update("Ask Rosa Quill"), "client.yml": CLIENT + mention})
    assert where(found.names) == [(UPDATE, 5, 5)]


def test_what_is_not_said_is_not_allowed() -> None:
    assert held(update("All went well")).allowed == frozenset()


def test_a_contact_of_both_is_its_own() -> None:
    own = "contacts: [{id: rosa, name: Rosa Quill, email: rosa@nova.example}]\n"
    found = held({**update("Ask Rosa Quill"), "client.yml": CLIENT + own})
    assert found.names == ()


def test_a_word_is_advice_once_and_allowed() -> None:
    text = update("A compass for all. Compass and compass.")
    found = held(text, "name: Compass\nledger_salt: 0f\n")
    assert [each.code for each in found.names] == ["PG512"]
    assert spelt("compass") in found.allowed


def test_a_name_inside_a_sentence_is_a_name_whatever_else_is_a_word() -> None:
    text = update("A compass for all. We ask Compass too.")
    found = held(text, "name: Compass\nledger_salt: 0f\n")
    assert [each.code for each in found.names] == ["PG310"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"webshop/notes.yml": f"internal: {MARGIN}.\n"},
        {
            "webshop/risks.yml": "risks:\n  - {id: a, probability: 1, impact: 1, visibility: internal, "
            f"name: '{MARGIN}'}}\n"
        },
        {
            "webshop/updates/2026-11-13.md": f"---\nheadline: Ours\nvisibility: internal\n---\n{MARGIN}\n"
        },
    ],
    ids=["block", "item", "update"],
)
@pytest.mark.parametrize(
    "said", [MARGIN, "Well: that the margin *fell* to nineteen percent is true"]
)
def test_six_words_that_are_internal_are_told_at_their_place(
    hidden: dict[str, str], said: str
) -> None:
    found = held({**update(f"News.\n{said}"), **hidden})
    assert {each.code for each in found.internal} == {"PG310"}
    assert where(found.internal)[0][:2] == (UPDATE, 6)
    assert next(iter(hidden)) in found.internal[0].message


@pytest.mark.parametrize(
    "said", ["The margin fell to nineteen", "that the margin", "Payment API"]
)
def test_fewer_words_may_stand_in_both(said: str) -> None:
    hidden = {"webshop/notes.yml": f"internal: [{MARGIN}, Payment API]\n"}
    assert held({**update(said), **hidden}).internal == ()


def test_a_short_phrase_that_stands_in_both_is_allowed() -> None:
    hidden = {"webshop/notes.yml": "internal: [Payment API]\n"}
    found = held({**update("The Payment API works"), **hidden})
    assert found.allowed == {spelt("Payment API")}


def test_internal_words_may_be_said_where_they_are_mentioned() -> None:
    mention = f"mentions: [{{name: '{MARGIN}', because: Told on the phone}}]\n"
    hidden = {"webshop/notes.yml": f"internal: {MARGIN}\n"}
    found = held({**update(MARGIN), **hidden, "client.yml": CLIENT + mention})
    assert found.internal == ()


def test_what_a_page_that_is_not_published_holds_may_be_said() -> None:
    risks = f"risks: [{{id: a, name: '{MARGIN}', probability: 1, impact: 1}}]\n"
    pages = "pages: [now, changed, dates, how]\n"
    project = {"webshop/project.yml": PROJECT + pages, "webshop/risks.yml": risks}
    assert held({**update(MARGIN), **project}).internal == ()
