"""Pictures for the demo: drawn homes, bills, signatures. Some carry the place in EXIF, as phones write it."""

import io
from random import Random

from PIL import ExifTags, Image, ImageDraw

_WALLS = ("#c9a27c", "#b98b5e", "#d9c3a0", "#a9b39a")
_ROOFS = ("#7a3b2e", "#8c4a3a", "#5b5f66", "#93633f")


def home(rng: Random, place: tuple[float, float] | None = None) -> bytes:
    """Draw a home as a JPEG; with `place` (longitude, latitude) written into its EXIF."""
    image = Image.new("RGB", (640, 480), "#bcd7e6")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 330, 640, 480), fill="#8fae6b")
    left, width = rng.randint(140, 220), rng.randint(220, 300)
    draw.rectangle((left, 230, left + width, 370), fill=rng.choice(_WALLS))
    roof = [(left - 30, 235), (left + width // 2, 140), (left + width + 30, 235)]
    draw.polygon(roof, fill=rng.choice(_ROOFS))
    draw.rectangle((left + 30, 290, left + 85, 370), fill="#5a4634")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60, **({"exif": _exif(*place)} if place else {}))
    return out.getvalue()


def works(stage: str) -> bytes:
    """Draw a footbridge over a channel as a JPEG: broken before, half laid during, whole after the work."""
    image = Image.new("RGB", (800, 500), "#cfe3ee")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 300, 800, 500), fill="#8fae6b")
    draw.polygon([(260, 300), (540, 300), (600, 500), (200, 500)], fill="#6f93b8")
    planks = {"before": (0, 3, 10), "during": range(6), "after": range(12)}[stage]
    for plank in planks:
        left = 180 + plank * 37
        draw.rectangle((left, 268, left + 31, 292), fill="#9a6b43", outline="#5a4634")
    if stage == "after":
        for left in range(180, 640, 76):
            draw.line((left, 205, left, 268), fill="#5a4634", width=8)
        draw.line((180, 210, 630, 210), fill="#5a4634", width=10)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    return out.getvalue()


def signature(rng: Random) -> bytes:
    """Draw a signature as a PNG, as a page does: a line that says no name."""
    image = Image.new("RGB", (900, 300), "#ffffff")
    points = [(80 + step * 24, 150 + rng.randint(-80, 80)) for step in range(30)]
    ImageDraw.Draw(image).line(points, fill="#1f1a17", width=6, joint="curve")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def bill(number: str) -> bytes:
    """Draw a bill with its number and lines of no words, as a JPEG."""
    image = Image.new("RGB", (420, 560), "#fbfaf5")
    draw = ImageDraw.Draw(image)
    draw.text((30, 30), number.encode("ascii", "ignore").decode(), fill="#333333")
    for row in range(8):
        draw.line((30, 120 + row * 40, 390 - row * 17, 120 + row * 40), fill="#8a8a8a", width=3)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    return out.getvalue()


def _exif(lon: float, lat: float) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Khuang demo"
    exif[ExifTags.IFD.GPSInfo] = {
        ExifTags.GPS.GPSLatitudeRef: "N",
        ExifTags.GPS.GPSLatitude: _sexagesimal(lat),
        ExifTags.GPS.GPSLongitudeRef: "E",
        ExifTags.GPS.GPSLongitude: _sexagesimal(lon),
    }
    return exif


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), round(minutes % 1 * 60, 2)
