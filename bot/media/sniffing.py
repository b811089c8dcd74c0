"""What is no sound, by its bytes, and how long a sound says it is. Names and what Telegram says decide nothing."""

import re
import struct
from enum import Enum, auto

from bot.domain.errors import BadAudio

UNKNOWN_SIZE = 0x7FFF0000
"""Who writes a WAV into a pipe cannot know its size, and writes 0 or something from here on."""
HEAD = 4096
"""Bytes after the tags, among which the marks stand."""


class Length(Enum):
    """Where a file tells how long it is. What FFmpeg says otherwise is a mere guess from the bit rate."""

    NOWHERE = auto()
    OF_TRACK = auto()
    OF_FILE = auto()
    """It counts where the file holds nothing but one track: a picture may go on after the sound."""
    IN_BYTES = auto()
    """What FFmpeg makes of the bytes that came, while a header tells of more."""
    IN_WAV = auto()


LENGTHS: dict[str, Length] = {
    **dict.fromkeys(("mov,mp4,m4a,3gp,3g2,mj2", "mp3", "flac", "aiff", "au", "wv", "tta", "ape"), Length.OF_TRACK),
    **dict.fromkeys(("rm", "nistsphere", "qoa", "smjpeg", "apm", "argo_asf", "ast", "kvag"), Length.OF_TRACK),
    **dict.fromkeys(("matroska,webm", "flv"), Length.OF_FILE),
    **dict.fromkeys(("asf", "avi", "caf", "w64"), Length.IN_BYTES),
    "wav": Length.IN_WAV,
}
"""By FFmpeg's name of the demuxer; the others tell it nowhere."""

MARKS = {
    "mp3": b"Xing|Info",
    "matroska,webm": rb"\x44\x89",  # whoever records live leaves it out
    "flv": b"duration",
}
"""Their length counts only where these bytes stand near the beginning."""

REFUSED: tuple[tuple[bytes, str], ...] = (
    (rb"....ftyp(hei[cxms]|hev[cx]|mif1|msf1|avi[fs])", "picture"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|II\*\0|MM\0\*|BM.{4}\0{4}|8BPS", "picture"),
    (rb"....ftypaax", "drm"),
    # ASF: the object that says how the sound is locked.
    (rb"\x30\x26\xb2\x75.*(\xfb\xb3\x11\x22\x23\xbd\xd2\x11|\x14\xe6\x8a\x29\x22\x26\x17\x4c)", "drm"),
    (rb"(\xef\xbb\xbf)?\s*(#EXTM3U|\[playlist\]|ffconcat|v=0\r?\n|(<\?xml.*?)?<(MPD|smil|asx|playlist))", "playlist"),
    (rb"%PDF", "pdf"),
    (rb"MThd|RIFF....RMID", "midi"),
    (rb"PK\x03\x04.*(\[Content_Types\]|mimetypeapplication/)|\xd0\xcf\x11\xe0|\{\\rtf", "document"),
    (rb"PK[\x03\x05]|Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|.{257}ustar", "archive"),
    (rb"MZ|\x7fELF", "program"),
    (rb"\0\0\x01\xb3", "video"),
    (rb"\Z", "empty"),
)
"""How a file begins, after the tags of a song, that holds no sound for a telephone. Each word has a text of its own."""

_LOCKED = b"sinf\0\0\0\x0cfrma"
"""In an MP4, before the name that the coder would have if it were not encrypted."""

_ASF_FILE = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
"""In an ASF, before the object that tells of the file."""


def refuse_foreign(data: bytes) -> None:
    """Raises BadAudio for what is known to be no sound, and names it."""
    head = _after_tags(data)[:HEAD]
    if data and not head:  # a tag and no sound behind it: cut, not empty
        raise BadAudio("audio-broken")
    for beginning, word in REFUSED:
        if re.match(beginning, head, re.DOTALL | re.IGNORECASE if word == "playlist" else re.DOTALL):
            raise BadAudio("audio-unknown", kind=word)
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip") and _LOCKED in data:
        raise BadAudio("audio-unknown", kind="drm")


def unreadable(data: bytes, *, known: bool) -> BadAudio:
    """Of a file that FFmpeg cannot read. `known`: it is a sound by its beginning."""
    if _is_text(_after_tags(data)[:HEAD]):
        return BadAudio("audio-unknown", kind="text")
    return BadAudio("audio-broken") if known else BadAudio("audio-unknown", kind="other")


def _after_tags(data: bytes) -> bytes:
    if not data.startswith(b"ID3") or len(data) < 10:
        return data
    size = sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    return data[10 + size :]


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    # The last letter may be cut in two.
    text = head.decode("utf-8", "ignore")
    return len(head) - len(text.encode()) < 4 and not re.search(r"[\0-\x08\x0e-\x1f]", text)


def claimed_seconds(demuxer: str, data: bytes, of_track: float | None, of_file: float | None) -> float | None:
    """Shows whether a file was cut on its way. None: it does not say.

    `of_track` and `of_file` are the demuxer's words, `of_file` None where there is more than one track.
    """
    if demuxer in MARKS and not re.search(MARKS[demuxer], _after_tags(data)[:HEAD]):
        return None
    match LENGTHS.get(demuxer, Length.NOWHERE):
        case Length.OF_TRACK:
            return of_track
        case Length.OF_FILE:
            return of_file
        case Length.IN_WAV:
            return _wav_seconds(data)
        case Length.IN_BYTES:
            found = of_track or of_file
            return found and found * max(1.0, _declared_bytes(data) / len(data))
        case Length.NOWHERE:
            return None


def _declared_bytes(data: bytes) -> int:
    """Of the file when it was whole; 0 where it does not know."""
    if data.startswith(b"caff"):
        return _end_of_caf(data)
    if data.startswith(b"RIFF"):
        size = _number("<I", data, 4)
        return size if size < UNKNOWN_SIZE else 0
    if data.startswith(b"riff"):
        return _number("<q", data, 16)
    return _number("<q", data, data.find(_ASF_FILE, 0, HEAD) + 40) if _ASF_FILE in data[:HEAD] else 0


def _number(form: str, data: bytes, at: int) -> int:
    number: int = struct.unpack_from(form, data, at)[0] if len(data) >= at + struct.calcsize(form) else 0
    return number


def _end_of_caf(data: bytes) -> int:
    at = 8
    while at + 12 <= len(data):
        name, size = struct.unpack_from(">4sq", data, at)
        at += 12 + size
        if name == b"data" or size < 0:
            return at if size > 0 else 0
    return at


def _wav_seconds(data: bytes) -> float | None:
    """RF64 names the size of what is too long for 32 bits in a part of its own."""
    at, bytes_a_second, large = 12, 0, 0
    order = ">" if data.startswith(b"RIFX") else "<"
    while at + 8 <= len(data):
        name, size = struct.unpack_from(f"{order}4sI", data, at)
        if name == b"data":
            known = large or (size if size < UNKNOWN_SIZE else 0)
            return known / bytes_a_second if known and bytes_a_second else None
        if name == b"fmt " and at + 20 <= len(data):
            (bytes_a_second,) = struct.unpack_from(f"{order}I", data, at + 16)
        if name == b"ds64" and at + 24 <= len(data):
            (large,) = struct.unpack_from("<Q", data, at + 16)
        at += 8 + size + size % 2
    return None
