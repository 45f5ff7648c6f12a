"""What a page says, passage by passage."""

from portalgen.pages.passages import passages


def test_a_paragraph_a_heading_and_an_item_are_passages() -> None:
    html = "<h1>Launch: <time>10 December</time></h1><ul><li>One</li> <li>Two <b>bold</b> words</li></ul><p>End"
    assert passages(html) == (
        "Launch: 10 December",
        "One",
        "Two bold words",
        "End",
    )


def test_a_row_of_a_table_is_one_passage_whatever_its_cells_hold() -> None:
    html = "<table><tr><th scope=row>Rain<small><p>A roof</p></small></th> <td>Likely</td><td></td></tr></table>"
    assert passages(html) == ("Rain A roof · Likely",)


def test_what_stands_side_by_side_is_read_as_two_words() -> None:
    html = (
        "<p><span>Off track</span><span>as of 3 May</span>, they said<br>yesterday</p>"
    )
    assert passages(html) == ("Off track as of 3 May, they said yesterday",)


def test_an_address_outside_the_portal_is_said_and_those_inside_are_not() -> None:
    html = '<p><a href="https://a.example/b">Recording</a> <a href="../dates/">Dates</a></p>'
    assert passages(html) == ("<https://a.example/b> Recording Dates",)


def test_the_way_to_other_pages_and_pictures_are_left_out() -> None:
    html = (
        "<nav><ul><li>Now</li></ul></nav>"
        '<details class="pg-switch"><summary>Shop</summary><details>inner</details><ul><li>Other</li></ul></details>'
        "<svg><svg><text>1 May</text></svg><title>Point</title></svg>"
        "<style>p {}</style><p>Said</p><details><summary>More</summary>Also said</details>"
    )
    assert passages(html) == ("Said", "More", "Also said")


def test_entities_are_read_as_what_they_stand_for() -> None:
    assert passages("<p>Bed &amp; breakfast &lt;b&gt;</p>") == ("Bed & breakfast <b>",)
