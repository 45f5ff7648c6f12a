"""Elements of a drawing: everything is escaped, and equal drawings are equal bytes."""

import pytest

from portalgen.charts.svg import LETTER, colour, element, label, plain, straight


def test_values_are_escaped_where_they_are_put_in() -> None:
    drawn = element("text", None, title='"><script>')
    assert drawn == '<text title="&quot;&gt;&lt;script&gt;"/>'
    assert "<b>" not in label(1, 2, "<b>bold</b>", "start", "@ink")


def test_what_is_none_is_left_out_and_names_are_spelt_as_svg_has_them() -> None:
    assert element(
        "g", None, stroke_width=2.0, class_="a", id=None, viewBox="0 0 1 1"
    ) == ('<g stroke-width="2" class="a" viewBox="0 0 1 1"/>')


@pytest.mark.parametrize(
    ("value", "text"), [(1.25, "1.2"), (3.0, "3"), (-0.01, "0"), ("a b", "a b")]
)
def test_numbers_have_one_decimal_at_most_and_no_minus_before_zero(
    value: float | str, text: str
) -> None:
    assert plain(value) == text


def test_colours_come_from_the_stylesheet() -> None:
    assert colour("@accent") == "var(--pg-accent)"
    assert colour("none") == "none"


def test_a_line_goes_from_place_to_place_in_its_own_stroke() -> None:
    drawn = straight(0, 1, 2.5, 3, {"color": "@line", "width": 2, "dash": "dot"})
    assert 'd="M0 1L2.5 3"' in drawn
    assert 'stroke="var(--pg-line)"' in drawn
    assert 'stroke-dasharray="2 3"' in drawn


def test_a_label_stands_on_its_line_or_on_its_middle() -> None:
    assert "dy=" not in label(0, 0, "A", "start", "@ink")
    assert 'dy=".35em"' in label(0, 0, "A", "start", "@ink", is_middle=True)
    assert f'font-size="{LETTER}"' in label(0, 0, "A", "start", "@ink")
