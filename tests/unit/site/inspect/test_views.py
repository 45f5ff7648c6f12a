"""A text is read in whatever way it is written down, packed or escaped; and no file takes long to read."""

import pytest

from portalgen.site.inspect.phrases import spelt
from portalgen.site.inspect.views import MOST_LAYERS, views
from portalgen.source.formats.streams import TooMuchError
from tests.kit.files.hiding import HIDDEN, Hide

TEXT = "Kätevä margin fell"


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_a_text_is_read_however_it_is_hidden(hide: Hide) -> None:
    name, content = hide(TEXT)
    read = [spelt(view) for view in views(name, content)]
    assert any(spelt(TEXT) in view for view in read)


@pytest.mark.parametrize(
    "text", ["Огурец и маржа", "Αγγούρι και", "日本の会社のこと", "Żółty ogórek"]
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-8"])
def test_a_text_in_any_script_is_read_in_every_unicode(
    text: str, encoding: str
) -> None:
    read = [spelt(view) for view in views("a.csv", text.encode(encoding))]
    assert any(spelt(text) in view for view in read)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Огурец и маржа", "cp1251"),
        ("Огурец и маржа", "koi8_r"),
        ("Αγγούρι και", "cp1253"),
        ("Żółty ogórek", "cp1250"),
        ("日本の会社", "shift_jis"),
        ("中国的公司", "gb18030"),
    ],
)
def test_a_text_of_before_unicode_is_read(text: str, encoding: str) -> None:
    read = [spelt(view) for view in views("a.csv", text.encode(encoding))]
    assert any(spelt(text) in view for view in read)


def test_the_name_of_a_file_is_read() -> None:
    assert "a b.pdf" in list(views("a%20b.pdf", b""))


def test_words_that_markup_keeps_apart_stay_apart() -> None:
    pages = "<p>one</p><p>two</p><td>three</td><td>four</td>five<br>six"
    (*_, joined) = views("a.html", pages.encode())
    assert spelt(joined) == " one two three four five six "


def test_digests_paths_and_identifiers_are_taken_for_no_text() -> None:
    told = "assets/javascripts/bundle.5ab62719.min.js HTMLElementCollection sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJV="
    digest = "5ab627192f3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6"
    text = f"{told} {digest}"
    assert list(views("", text.encode())) == ["", text]


def test_what_is_escaped_more_often_than_anybody_reads_is_said_to_be_too_much() -> None:
    text = "&"
    for number in range(MOST_LAYERS):
        text = text.replace("&", "&#38;").replace("#", "\\x23" if number % 2 else "%23")
    with pytest.raises(TooMuchError):
        list(views("a.html", text.encode()))
