"""What a file is, by its bytes, and how long it says it is: its name and what Telegram says of it decide nothing."""

import re
import struct
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Kind:
    """`demuxer` is FFmpeg's name of the one that may read it, `coders` those of the decoders that may run.

    `mark`: the length counts only where these bytes stand near the beginning.
    """

    demuxer: str
    coders: frozenset[str]
    length: Length = Length.NOWHERE
    mark: bytes = b""


_PCM = frozenset({f"pcm_{name}" for name in ("alaw", "mulaw", "u8", "s8", "s16le", "s16be", "s24le", "s24be", "s32le")})
_PCM |= {f"pcm_{name}" for name in ("s32be", "f32le", "f32be", "f64le", "f64be")}
_MPEG = frozenset({"mp3", "mp3float", "mp2", "mp2float"})
_AMR = frozenset({"amrnb", "amrwb", "libopencore_amrnb", "libopencore_amrwb"})
_XIPH = frozenset({"opus", "libopus", "vorbis", "flac", "speex"})
_APPLE = frozenset({"aac", "alac", "adpcm_ima_qt"})
_DOLBY = frozenset({"ac3", "eac3"})
_WAVES = _PCM | _MPEG | {"adpcm_ms", "adpcm_ima_wav", "gsm_ms", "g722", "g726", "g723_1", "aac"}
_WINDOWS = frozenset({"wmav1", "wmav2", "wmapro", "wmavoice", "wmalossless"})

MOV = Kind(
    "mov,mp4,m4a,3gp,3g2,mj2",
    _PCM | _MPEG | _AMR | _APPLE | _DOLBY | {"opus", "libopus", "flac", "qcelp", "gsm_ms", "adpcm_ms", "adpcm_ima_wav"},
    Length.OF_TRACK,
)
MP3 = Kind("mp3", _MPEG, Length.OF_TRACK, b"(Xing|Info)")
ADTS = Kind("aac", frozenset({"aac"}))

TAKEN: tuple[tuple[bytes, Kind], ...] = (
    (rb"OggS", Kind("ogg", _XIPH)),
    (rb"(RIFF|RIFX|RF64)....WAVE", Kind("wav", _WAVES, Length.IN_WAV)),
    (rb"riff\x2e\x91\xcf\x11", Kind("w64", _WAVES, Length.IN_BYTES)),
    (rb"....ftyp|\0...(moov|mdat|wide|free|skip)", MOV),
    (rb"fLaC", Kind("flac", frozenset({"flac"}), Length.OF_TRACK)),
    # 0x4489 is the length, which whoever records live leaves out.
    (rb"\x1aE\xdf\xa3", Kind("matroska,webm", _PCM | _MPEG | _XIPH | _APPLE | _DOLBY, Length.OF_FILE, rb"\x44\x89")),
    (rb"#!AMR(-WB)?\n", Kind("amr", _AMR)),
    (rb"FORM....AIF[FC]", Kind("aiff", _PCM | {"adpcm_ima_qt", "gsm"}, Length.OF_TRACK)),
    (
        rb"caff",
        Kind("caf", _PCM | _APPLE | _AMR | {"opus", "libopus", "flac", "gsm", "gsm_ms", "ilbc"}, Length.IN_BYTES),
    ),
    (rb"\.snd", Kind("au", _PCM, Length.OF_TRACK)),
    (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Kind("asf", _WINDOWS | _MPEG, Length.IN_BYTES)),
    (rb"RIFF....AVI ", Kind("avi", _WAVES | _WINDOWS | _DOLBY, Length.IN_BYTES)),
    (rb"FLV\x01", Kind("flv", _PCM | _MPEG | {"aac", "speex", "nellymoser", "adpcm_swf"}, Length.OF_FILE, b"duration")),
    (rb"G.{187}G.{187}G", Kind("mpegts", _MPEG | _DOLBY | {"aac", "aac_latm"})),
    (rb"\0\0\x01\xba", Kind("mpeg", _MPEG | _DOLBY | {"pcm_dvd"})),
    # The version stands in the upper bits of the sixth byte.
    (rb"\x0bw...[\x00-\x57]", Kind("ac3", _DOLBY)),
    (rb"\x0bw...[\x58-\x87]", Kind("eac3", _DOLBY)),
    (rb"wvpk", Kind("wv", frozenset({"wavpack"}), Length.OF_TRACK)),
    (rb"TTA1", Kind("tta", frozenset({"tta"}), Length.OF_TRACK)),
    (rb"Creative Voice File\x1a", Kind("voc", _PCM)),
    # Voice mail of exchanges has no head: each frame of 33 bytes begins with the same four bits. Here is half a second,
    # the shortest record that there can be; no Russian text goes on like this.
    (rb"([\xd0-\xdf].{32}){25}", Kind("gsm", frozenset({"gsm"}))),
    (rb"\xff[\xf0\xf1\xf8\xf9][^\x34-\x3f\x74-\x7f\xb4-\xbf\xf4-\xff]", ADTS),
    # Layer II or III, a bit rate and a sample rate that exist.
    (
        rb"\xff[\xe2-\xe5\xf2-\xf5\xfa-\xfd](?=[\x10-\xef])[^\x0c-\x0f\x1c-\x1f\x2c-\x2f\x3c-\x3f\x4c-\x4f\x5c-\x5f\x6c-\x6f"
        rb"\x7c-\x7f\x8c-\x8f\x9c-\x9f\xac-\xaf\xbc-\xbf\xcc-\xcf\xdc-\xdf\xec-\xef]",
        MP3,
    ),
)
"""How a file begins, after the tags of a song, and what it is then."""

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
    (rb"\.RMF|\0\0\x01\xb3", "video"),
    (rb"\Z", "empty"),
)
"""The same for what is no sound, or none that a telephone can get; each word has a text of its own."""

_LOCKED = b"sinf\0\0\0\x0cfrma"
"""In an MP4, before the name that the coder would have if it were not encrypted."""

_ASF_FILE = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
"""In an ASF, before the object that tells of the file."""


def kind_of(data: bytes) -> Kind:
    """Raises BadAudio, which names what it is instead."""
    head = _after_tags(data)[:HEAD]
    if data and not head:  # a tag and no sound behind it: cut, not empty
        raise BadAudio("audio-broken")
    for beginning, word in REFUSED:
        if re.match(beginning, head, re.DOTALL | re.IGNORECASE if word == "playlist" else re.DOTALL):
            raise BadAudio("audio-unknown", kind=word)
    kind = next((kind for beginning, kind in TAKEN if re.match(beginning, head, re.DOTALL)), None)
    if kind is None and data.startswith(b"ID3"):
        kind = MP3
    if kind is None:
        raise BadAudio("audio-unknown", kind="text" if _is_text(head) else "other")
    if kind is MOV and _LOCKED in data:
        raise BadAudio("audio-unknown", kind="drm")
    return kind


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


def claimed_seconds(kind: Kind, data: bytes, of_track: float | None, of_file: float | None) -> float | None:
    """Shows whether a file was cut on its way. None: it does not say.

    `of_track` and `of_file` are the demuxer's words, `of_file` None where there is more than one track.
    """
    if kind.mark and not re.search(kind.mark, _after_tags(data)[:HEAD]):
        return None
    match kind.length:
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
