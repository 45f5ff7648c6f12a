"""Whether an accent colour can be read."""

from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.client import Client


def accent(client: Client) -> Iterator[Diagnostic]:
    """Yields an accent colour that cannot be read on white."""
    chosen = client.branding.accent
    if chosen and contrast_on_white(chosen) < 4.5:
        says = (
            f"{chosen} has a contrast of {contrast_on_white(chosen):.1f} to 1 on white"
        )
        yield problem("PG507", says, "/branding/accent", "choose a darker colour")


def contrast_on_white(colour: str) -> float:
    """Returns the contrast ratio of `#rrggbb` on white, 1 to 21 (WCAG 2.2, relative luminance)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in channels
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
