"""Sounds as people really have them: from recorders, old telephone exchanges, browsers, other makers' phones."""

from __future__ import annotations

import struct
from collections.abc import Callable

import numpy as np

from tests.support.hostile_sounds import ogg_pages, signed_page
from tests.support.sounds import encoded, two_tracks, video_note, voice


def two_ends(seconds: float = 4.0) -> bytes:
    """OGG that ends once more with an empty packet, as Apple's clients write it."""
    ogg = encoded(voice(seconds), "ogg")
    *_, last = ogg_pages(ogg)
    (number,) = struct.unpack_from("<I", last, 18)
    return ogg + signed_page(last[:18] + struct.pack("<II", number + 1, 0) + b"\1\0")


def gsm_wav(seconds: float = 4.0) -> bytes:
    """GSM 6.10 of an old exchange. FFmpeg has no coder for it: what any bits say is a loud enough noise."""
    blocks = int(seconds * 25)
    data = np.random.default_rng(5).bytes(blocks * 65)
    shape = struct.pack("<HHIIHHHH", 0x31, 1, 8000, 1625, 65, 0, 2, 320)
    body = b"WAVEfmt " + struct.pack("<I", len(shape)) + shape + b"fact" + struct.pack("<II", 4, blocks * 320)
    body += b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gsm(seconds: float = 4.0) -> bytes:
    """The same as exchanges keep it: frames, and nothing before them."""
    frames = np.random.default_rng(5).bytes(int(seconds * 50) * 32)
    return b"".join(b"\xd5" + frames[at : at + 32] for at in range(0, len(frames), 32))


def piped_wav(size: int, seconds: float = 4.0) -> bytes:
    """Both sizes are what a writer puts there that cannot go back."""
    wav = bytearray(encoded(voice(seconds), "wav", fflags="bitexact"))
    for at in (4, wav.index(b"data") + 4):
        struct.pack_into("<I", wav, at, size)
    return bytes(wav)


def unreadable_first(seconds: float = 4.0) -> bytes:
    """An MP4 of two tracks, the first of a coder that nobody has: an iPhone puts spatial sound before the usual one."""
    mp4 = two_tracks(voice(seconds))
    return mp4.replace(b"mp4a", b"apac", 1)


def locked(mp4: bytes) -> bytes:
    """An MP4 as shops sell it: the name of its coder is that of an encrypted one, and the real one stands in `sinf`."""
    locker = struct.pack(">I4sI4s4s", 20, b"sinf", 12, b"frma", b"mp4a")
    return mp4.replace(b"mp4a", b"drms", 1) + struct.pack(">I4s", 8 + len(locker), b"free") + locker


FORMATS: dict[str, Callable[[], bytes]] = {
    "two-ends.ogg": two_ends,
    "gsm.wav": gsm_wav,
    "pipe-0.wav": lambda: piped_wav(0),
    "pipe-ffffffff.wav": lambda: piped_wav(0xFFFFFFFF),
    "rf64.wav": lambda: encoded(voice(4.0), "wav", rf64="always"),
    "adpcm.wav": lambda: encoded(voice(4.0), "wav", coder="adpcm_ms"),
    "alaw.wav": lambda: encoded(voice(4.0, 8000), "wav", 8000, coder="pcm_alaw"),
    "iphone.qta": lambda: encoded(voice(4.0), "mov", movflags="faststart"),
    "spatial.m4a": unreadable_first,
    "nokia.3gp": lambda: encoded(voice(4.0, 8000), "3gp", 8000, movflags="faststart"),
    "nokia.amr": lambda: encoded(voice(4.0, 8000), "amr", 8000),
    "radio.aac": lambda: encoded(voice(4.0), "adts"),
    "tagged.aac": lambda: encoded(voice(4.0), "adts", write_id3v2="1"),
    "old.mp2": lambda: encoded(voice(4.0), "mp2"),
    "studio.flac": lambda: encoded(voice(4.0), "flac"),
    "browser.webm": lambda: encoded(voice(4.0), "webm"),
    "live.webm": lambda: encoded(voice(4.0), "webm", live="1"),
    "film.mkv": lambda: encoded(voice(4.0), "matroska"),
    "film.mp4": lambda: video_note(voice(4.0)),
    "camera.mov": lambda: encoded(voice(4.0), "mov", coder="ac3", movflags="faststart"),
    "camera.avi": lambda: encoded(voice(4.0), "avi"),
    "studio.aiff": lambda: encoded(voice(4.0), "aiff"),
    "studio.caf": lambda: encoded(voice(4.0), "caf"),
    "studio.w64": lambda: encoded(voice(4.0), "w64"),
    "sun.au": lambda: encoded(voice(4.0), "au"),
    "web.flv": lambda: encoded(voice(4.0, 44_100), "flv", 44_100),
    "camera.ts": lambda: encoded(voice(4.0), "mpegts"),
    "camera.mpg": lambda: encoded(voice(4.0), "mpeg"),
    "disc.vob": lambda: encoded(voice(4.0), "vob"),
    "cinema.ac3": lambda: encoded(voice(4.0), "ac3"),
    "cinema.eac3": lambda: encoded(voice(4.0), "eac3"),
    "studio.wv": lambda: encoded(voice(4.0), "wv"),
    "studio.tta": lambda: encoded(voice(4.0), "tta"),
    "old.voc": lambda: encoded(voice(4.0, 8000), "voc", 8000),
    "exchange.gsm": gsm,
    "phone.m4a": lambda: encoded(voice(4.0), "mp4", coder="alac"),
    "float.wav": lambda: encoded(voice(4.0), "wav", coder="pcm_f32le"),
    "windows.wma": lambda: encoded(voice(4.0), "asf", channels=2, bits=64_000),
}
"""Four seconds of each, by a name that says what it is."""

REFUSED: dict[str, tuple[bytes, str]] = {
    "a.zip": (b"PK\3\4\x14\0\0\0\x08\0greeting.mp3", "archive"),
    "a.rar": (b"Rar!\x1a\7\1\0", "archive"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c", "archive"),
    "a.gz": (b"\x1f\x8b\x08\0", "archive"),
    "a.tar": (b"greeting.mp3".ljust(257, b"\0") + b"ustar\x0000", "archive"),
    "a.png": (b"\x89PNG\r\n\x1a\n", "picture"),
    "a.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
    "a.gif": (b"GIF89a", "picture"),
    "a.webp": (b"RIFF\0\1\0\0WEBPVP8 ", "picture"),
    "a.heic": (b"\0\0\0\x18ftypheic", "picture"),
    "a.docx": (b"PK\3\4\x14\0\6\0\x08\0[Content_Types].xml", "document"),
    "a.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
    "a.pdf": (b"%PDF-1.7\n", "pdf"),
    "a.mid": (b"MThd\0\0\0\6\0\1", "midi"),
    "a.m3u": (b"#EXTM3U\nhttp://127.0.0.1/a.mp3\n", "playlist"),
    "a.pls": (b"\xef\xbb\xbf[playlist]\nFile1=a.mp3\n", "playlist"),
    "under-tags.mp3": (b"ID3\4\0\0\0\0\0\0#EXTM3U\n", "playlist"),
    "a.asx": (b"<ASX version='3.0'>", "playlist"),
    "a.json": ('{"текст": "Здравствуйте"}'.encode(), "text"),
    "cut-letter.md": ("Щ".encode() * 3000, "text"),
    "utf-16.md": ("Здравствуйте".encode("utf-16"), "text"),
    "a.exe": (b"MZ\x90\0", "program"),
    "a.m2v": (b"\0\0\1\xb3", "video"),
    "book.aax": (b"\0\0\0\x20ftypaax ", "drm"),
    "locked.wma": (
        b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"
        + bytes(100)
        + b"\xfb\xb3\x11\x22\x23\xbd\xd2\x11\xb4\xb7\0\xa0\xc9\x55\xfc\x6e",
        "drm",
    ),
    "empty.mp3": (b"", "empty"),
    "zeros.mp3": (bytes(1000), "other"),
    "cp1251.md": ("Здравствуйте".encode("cp1251"), "other"),
}
"""What is no sound, by a name, and the word for it."""
