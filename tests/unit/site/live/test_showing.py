"""What pages are told after each build, and that nobody misses a change."""

import json
from threading import Thread

import pytest

from portalgen.site.live.edition import Edition
from portalgen.site.live.showing import Note, Showing, Stage

ONE, TWO = Edition({}, "1"), Edition({}, "2")
WRONG, ADVICE = Note("wrong", "a.yml:1:1"), Note("look", severity="warning")


def test_a_good_build_shows_its_site() -> None:
    assert Showing(ONE).built(TWO, [ADVICE]) == Showing(TWO, (), (ADVICE,))


def test_a_failed_build_leaves_the_last_good_site_under_what_is_wrong() -> None:
    assert Showing(ONE, (), (ADVICE,)).refused([WRONG]) == Showing(ONE, (WRONG,), ())


def test_what_was_wrong_goes_with_the_next_good_build_even_of_the_same_site() -> None:
    assert Showing(ONE).refused([WRONG]).built(ONE) == Showing(ONE)


def test_before_the_first_good_build_there_is_no_site() -> None:
    assert json.loads(Showing().refused([WRONG]).message())["edition"] == ""


def test_a_page_is_told_the_whole_state_in_one_line() -> None:
    message = Showing(
        ONE, (Note("a\nb</script>", "ä.yml:1:1", help="do"),), (ADVICE,)
    ).message()
    assert "\n" not in message
    told = json.loads(message)
    assert told["edition"] == "1"
    assert [
        (each["message"], each["where"], each["help"]) for each in told["trouble"]
    ] == [("a\nb</script>", "ä.yml:1:1", "do")]
    assert [each["severity"] for each in told["advice"]] == ["warning"]


def test_whoever_connects_is_told_at_once() -> None:
    stage = Stage()
    assert stage.after(-1, 0) == (0, Showing())
    stage.show(Showing(ONE))
    assert stage.after(-1, 0) == (1, Showing(ONE))


def test_without_a_change_there_is_nothing_to_tell() -> None:
    assert Stage().after(0, 0) is None


def test_whoever_was_away_gets_the_latest_alone() -> None:
    stage = Stage()
    stage.show(Showing(ONE))
    stage.show(Showing(TWO))
    assert stage.after(0, 0) == (2, Showing(TWO))


def test_a_change_wakes_all_that_wait() -> None:
    stage, told = Stage(), list[object]()
    waiting = [
        Thread(target=lambda: told.append(stage.after(0, 30)), daemon=True)
        for _ in range(3)
    ]
    for each in waiting:
        each.start()
    stage.show(Showing(ONE))
    for each in waiting:
        each.join(timeout=30)
    assert told == [(1, Showing(ONE))] * 3


def test_the_end_wakes_all_that_wait() -> None:
    stage, ended = Stage(), list[bool]()

    def wait() -> None:
        with pytest.raises(EOFError):
            stage.after(0, 30)
        ended.append(True)

    waiting = Thread(target=wait, daemon=True)
    waiting.start()
    stage.close()
    waiting.join(timeout=30)
    assert ended == [True]
