"""Whether bytes are a recording that browsers play, by how they begin."""

LARGEST = 5_000_000  # bytes; some minutes of speech


def content_type(head: bytes) -> str:
    """Give the type of a recording; "" for anything else."""
    if head[4:8] == b"ftyp":
        return "audio/mp4"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[:3] == b"ID3" or head[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return "audio/mpeg"
    starts = {b"OggS": "audio/ogg", b"\x1aE\xdf\xa3": "audio/webm"}
    return starts.get(head[:4], "")
