"""Files that mean harm to whoever decodes them, or were harmed on their way."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import numpy as np

DREF = (b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref")
"""The way to an MP4's table of the files that hold its sound, usually itself."""


def refers_to(mp4: bytes, path: str) -> bytes:
    """An MP4 whose sound is said to be in another file: an Apple alias with an absolute path.

    Its table of boxes must come after the sound, or the sound's own places would shift.
    """
    name = path.encode() + b"\0"
    name += b"\0" * (len(name) % 2)
    alias = bytes(10 + 1 + 27 + 12) + b"\4" + b"file".ljust(63, b"\0") + bytes(16)
    alias += struct.pack(">hh", -1, -1) + bytes(16)
    alias += struct.pack(">HH", 2, len(name)) + name + struct.pack(">HH", 0xFFFF, 0)
    return _with_dref(mp4, struct.pack(">I4sI", 12 + len(alias), b"alis", 0) + alias)


def _with_dref(mp4: bytes, entry: bytes) -> bytes:
    out, start, end, outer = bytearray(mp4), 0, len(mp4), []
    for name in DREF:
        at, size = next((at, size) for at, kind, size in _boxes(mp4, start, end) if kind == name)
        outer.append((at, size))
        start, end = at + 8, at + size
    at, size = outer[-1]
    table = struct.pack(">II", 0, 1) + entry
    out[at + 8 : at + size] = table
    for at, size_before in outer:
        struct.pack_into(">I", out, at, size_before + 8 + len(table) - size)
    return bytes(out)


def _boxes(mp4: bytes, start: int, end: int) -> Iterator[tuple[int, bytes, int]]:
    while start < end:
        size, kind = struct.unpack_from(">I4s", mp4, start)
        yield start, kind, size
        start += size


def playlists(target: str) -> dict[str, bytes]:
    """Every kind of file whose whole content is the address of another."""
    return {
        "m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{target}\n#EXT-X-ENDLIST\n".encode(),
        "ffconcat": f"ffconcat version 1.0\nfile '{target}'\n".encode(),
        "m3u": f"#EXTM3U\n{target}\n".encode(),
        "pls": f"[playlist]\nFile1={target}\nNumberOfEntries=1\n".encode(),
        "sdp": f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nu={target}\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n".encode(),
        "dash": f"<?xml version='1.0'?><MPD><BaseURL>{target}</BaseURL></MPD>".encode(),
        "m3u8 under tags": b"ID3\4\0\0\0\0\0\0#EXTM3U\n#EXTINF:10,\n" + target.encode() + b"\n#EXT-X-ENDLIST\n",
        "m3u8 in a WAV": b"RIFF\0\1\0\0WAVE#EXTM3U\n#EXTINF:10,\n" + target.encode() + b"\n",
    }


def wav_header(seconds: float, rate: int = 8000, channels: int = 1) -> bytes:
    """Of so many seconds of 16 bits, whatever comes after it."""
    frame = channels * 2
    size = min(int(seconds * rate) * frame, 0xFFFFFFFF - 36)
    shape = struct.pack("<HHIIHH", 1, channels, rate, rate * frame, frame, 16)
    return (
        b"RIFF"
        + struct.pack("<I", size + 36)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + shape
        + (b"data" + struct.pack("<I", size))
    )


def spoilt(ogg: bytes, every: int) -> bytes:
    """Makes each page whose number `every` divides undecodable, under a right checksum."""
    out = bytearray()
    for number, page in enumerate(ogg_pages(ogg)):
        start = 27 + page[26]
        harmed = number >= 2 and number % every == 0
        out += signed_page(page[:start] + b"\xff" * (len(page) - start)) if harmed else page
    return bytes(out)


def hours_of_silence(ogg: bytes, hours: float, page_seconds: float) -> bytes:
    """An OGG whose last page comes again and again, each a real one: what decodes is as long as it says."""
    pages = list(ogg_pages(ogg))
    head, body = pages[:-2], pages[-2]
    (serial,) = struct.unpack_from("<I", body, 14)
    out, step = bytearray(b"".join(head)), int(page_seconds * 48_000)
    for number in range(int(hours * 3600 / page_seconds)):
        page = bytearray(body)
        struct.pack_into("<qII", page, 6, (number + 2) * step, serial, len(head) + number)
        out += signed_page(bytes(page))
    return bytes(out)


def ogg_pages(ogg: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(ogg):
        segments = ogg[at + 26]
        size = 27 + segments + sum(ogg[at + 27 : at + 27 + segments])
        yield ogg[at : at + size]
        at += size


def signed_page(page: bytes) -> bytes:
    unsigned = page[:22] + bytes(4) + page[26:]
    return page[:22] + struct.pack("<I", _crc(unsigned)) + page[26:]


def _crc(page: bytes) -> int:
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _CRC[value >> 24 ^ byte]
    return value


def _crc_row(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1 & 0xFFFFFFFF) ^ (0x04C11DB7 if value & 0x80000000 else 0)
    return value


_CRC = [_crc_row(byte) for byte in range(256)]


def noise(size: int) -> bytes:
    return np.random.default_rng(11).bytes(size)
