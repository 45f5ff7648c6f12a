"""Archives whose bytes depend on the files alone."""

import io
import zipfile

from portalgen.publish.archive import packed

FILES = {"index.html": b"<p>1</p>", "a/numbers.csv": b"1,2\n"}


def test_the_order_in_which_files_come_makes_no_difference() -> None:
    assert packed(FILES, "acme") == packed(dict(reversed(FILES.items())), "acme")


def test_files_lie_in_one_folder_as_plain_files_of_no_day() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES, "acme-webshop"))) as archive:
        entries = archive.infolist()
        assert [each.filename for each in entries] == [
            "acme-webshop/a/numbers.csv",
            "acme-webshop/index.html",
        ]
        assert {(each.date_time[0], each.external_attr >> 16) for each in entries} == {
            (1980, 0o100644)
        }
        assert archive.read("acme-webshop/index.html") == b"<p>1</p>"
