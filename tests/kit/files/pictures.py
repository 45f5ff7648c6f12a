"""Pictures of every kind, each with a secret written about it."""

import io
from collections.abc import Callable

from PIL import Image, PngImagePlugin

ORIENTATION, GPS, ARTIST = 0x0112, 0x8825, 0x013B

WHERE = "secret place 60.17 N"

AUTHOR = "secret author"

Make = Callable[[int], bytes]


def picture() -> Image.Image:
    image = Image.new("RGB", (37, 23))
    image.putdata(
        [(x * 6, y * 10, (x * y) % 256) for y in range(23) for x in range(37)]
    )
    return image


def exif(turned: int) -> Image.Exif:
    told = Image.Exif()
    told[ORIENTATION] = turned
    told[ARTIST] = AUTHOR
    told.get_ifd(GPS)[29] = WHERE
    return told


def saved(
    kind: str, turned: int, image: Image.Image | None = None, **options: object
) -> bytes:
    content = io.BytesIO()
    (image or picture()).save(content, kind, exif=exif(turned), **options)
    return content.getvalue()


def jpeg(turned: int = 1) -> bytes:
    return saved(
        "jpeg",
        turned,
        comment=AUTHOR.encode(),
        xmp=b"<x>" + WHERE.encode() + b"</x>",
        quality=80,
    )


def progressive_jpeg(turned: int = 1) -> bytes:
    return saved("jpeg", turned, comment=AUTHOR.encode(), progressive=True)


def cmyk_jpeg(turned: int = 1) -> bytes:
    return saved("jpeg", turned, picture().convert("CMYK"), comment=AUTHOR.encode())


def png(turned: int = 1) -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", AUTHOR)
    told.add_itxt("Comment", WHERE, zip=False)
    return saved("png", turned, pnginfo=told)


def palette_png(turned: int = 1) -> bytes:
    return saved("png", turned, picture().quantize(16), transparency=3)


def webp(turned: int = 1) -> bytes:
    return saved("webp", turned, xmp=b"<x>" + WHERE.encode() + b"</x>")


def moving_webp(turned: int = 1) -> bytes:
    frames = [picture().rotate(180)]
    return saved(
        "webp", turned, save_all=True, append_images=frames, xmp=AUTHOR.encode()
    )


KINDS: dict[str, Make] = {
    "photo.jpg": jpeg,
    "progressive.jpeg": progressive_jpeg,
    "print.jpg": cmyk_jpeg,
    "screen.png": png,
    "palette.PNG": palette_png,
    "photo.webp": webp,
    "moving.webp": moving_webp,
}
