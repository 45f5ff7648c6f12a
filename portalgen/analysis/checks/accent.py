"""Whether an accent colour can be read."""

from collections.abc import Iterator

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.client import Client

FEWEST_TO_READ = 4.5  # to 1, for text (WCAG 2.2, AA)


def accent(client: Client) -> Iterator[Diagnostic]:
    """Yields an accent colour that cannot be read on white."""
    chosen = client.branding.accent
    if not chosen:
        return
    contrast = contrast_on_white(chosen)
    if contrast < FEWEST_TO_READ:
        says = f"{chosen} has a contrast of {contrast:.1f} to 1 on white"
        yield problem("PG507", says, "/branding/accent", "choose a darker colour")


def contrast_on_white(colour: str) -> float:
    """Returns the contrast ratio of `#rrggbb` on white, 1 to 21 (WCAG 2.2, relative luminance)."""
    red = _linear(colour[1:3])
    green = _linear(colour[3:5])
    blue = _linear(colour[5:7])
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 1.05 / (luminance + 0.05)


def _linear(channel: str) -> float:
    """Returns how much light a channel of two hexadecimal digits gives, 0 to 1."""
    share = int(channel, 16) / 255
    if share <= 0.04045:
        return share / 12.92
    base = (share + 0.055) / 1.055
    return float(base**2.4)
