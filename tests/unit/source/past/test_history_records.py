"""The records in which a walk is kept: what stands in a table stands there once."""

import json
from pathlib import Path

from portalgen.source.past.history_cache import HistoryCache
from portalgen.source.past.history_form import read, written
from tests.kit.files.repositories import Made

PROJECT = "acme/webshop/project.yml"
UPDATE = "acme/webshop/updates/2026-03-%s.md"
TEXT = "---\nheadline: Week %s\n---\n"


def test_what_was_told_is_kept_once_however_often_it_was_told(tmp_path: Path) -> None:
    made = Made(tmp_path / "workspace")
    asks = "asks: [{id: photos, what: Product photos, due_on: 2026-04-01}]\n"
    for week in range(10, 20):
        terms = f"name: Webshop\ncadence_days: {week}\n{asks}"
        made.commit({PROJECT: terms, UPDATE % week: TEXT % week})
    made.commit({UPDATE % 10: TEXT % "ten"})
    cache = tmp_path / "cache"
    history = made.history(cache=cache)
    kept = HistoryCache(cache, "projects/").fetch()
    assert kept
    content = written(kept)
    record = json.loads(content)
    assert len(record["statements"]) == 1
    assert len(record["updates"]) == 11
    assert len(record["update_texts"]) == 2
    assert content.count(b"Product photos") == 1
    assert b"Week 11" not in content, "which was never anything else"
    again = read(content)
    assert again.update_texts == history.update_texts == kept.update_texts
    assert written(again) == content
