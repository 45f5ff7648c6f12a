"""How all clients are delivered, read without the rest of their data."""

from portalgen.model.client import Access, Delivery
from portalgen.source.load.deliveries import deliveries
from tests.kit.files.memory import folder


def test_each_client_has_its_own_and_one_that_cannot_be_read_has_none() -> None:
    found = deliveries(
        folder(
            {
                "acme/client.yml": "name: Acme\naccess: host\npublish: {folder: www}\n",
                "broken/client.yml": "name: [\n",
                "wrong/client.yml": "name: Wrong\naccess: everyone\n",
                "empty/project.yml": "",
            }
        ),
        ["acme", "broken", "wrong", "empty"],
    )
    assert (
        found["acme"].access,
        found["acme"].publish and found["acme"].publish.folder,
    ) == (Access.HOST, "www")
    assert [found[each] for each in ("broken", "wrong", "empty")] == [Delivery()] * 3
