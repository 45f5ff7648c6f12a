"""What a site is staged from: its pages, its record, and the files that tell programs the same."""

import json

from portalgen.analysis.analyse import analyse
from portalgen.analysis.ledger.records import Records
from portalgen.analysis.showings import with_showing
from portalgen.pipeline.examine import Dossier
from portalgen.pipeline.stage import NO_DAY, nobody, record_files, words_for
from portalgen.source.load.loaded import Loaded
from tests.kit.clients.histories import milestone, of, week
from tests.kit.clients.nouns import TODAY, client

RECORD = of(milestone("2026-06-01"))
SHOWN = with_showing((), week(0), 1, RECORD.head)


def dossier(records: Records) -> Dossier:
    acme = client(name="Acme")
    return Dossier(Loaded(acme.id, acme), acme, analyse(acme, TODAY, records))


def test_ledger_seal_and_publications_are_of_one_record() -> None:
    files = record_files(dossier(Records(RECORD, RECORD, SHOWN)))
    said = {name: json.loads(content) for name, content in files.items()}
    last = said["publications.json"]["publications"][-1]
    assert (last["n"], last["head"]) == (1, RECORD.head)
    assert (said["seal.json"]["n"], said["seal.json"]["head"]) == (1, RECORD.head)
    assert said["ledger.json"]["head"] == RECORD.head


def test_nobody_has_a_site_of_the_tool_s_own_words() -> None:
    found = nobody("fi")
    assert found.client.projects == ()
    assert words_for(found).language == "fi"
    assert found.findings.as_of == NO_DAY
