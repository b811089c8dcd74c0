"""Sounds that few people have, two seconds of each: dictaphones, exchanges, laboratories, discs, old games.

What FFmpeg cannot write is put together here. Where a coder is needed, any bits do: they are a loud enough noise.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

import numpy as np

from tests.support.hostile_sounds import signed_page
from tests.support.sounds import encoded, tone, voice

SECONDS = 2
SAMPLES = SECONDS * 8000
CD = 44_100


def bits(size: int) -> bytes:
    return np.random.default_rng(5).bytes(size)


def frames(count: int, head: bytes, size: int) -> bytes:
    """`count` of them, each `head` and so many bits of any value."""
    random = np.random.default_rng(5)
    return b"".join(head + random.bytes(size) for _ in range(count))


def samples(order: str) -> bytes:
    return (tone(SECONDS, 8000) * 32767).astype(f"{order}i2").tobytes()


def riff(kind: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    body = kind + b"".join(name + struct.pack("<I", len(content)) + content for name, content in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def wav(
    tag: int, block: int, a_second: int, more: bytes = b"", depth: int = 0, rate: int = 8000, head: bytes = b""
) -> bytes:
    """`tag`: Microsoft's number of the coder; `head`: how each of its blocks begins."""
    shape = struct.pack("<HHIIHHH", tag, 1, rate, a_second, block, depth, len(more)) + more
    return riff(b"WAVE", (b"fmt ", shape), (b"data", frames(a_second * SECONDS // block, head, block - len(head))))


def amr_wb() -> bytes:
    return b"#!AMR-WB\n" + frames(50 * SECONDS, b"\x14", 32)


def ilbc() -> bytes:
    return b"#!iLBC30\n" + bits(50 * 67)


def speex() -> bytes:
    head = b"Speex   " + b"1.2".ljust(20, b"\0")
    head += struct.pack("<13I", 1, 80, 8000, 0, 4, 1, 0xFFFFFFFF, 160, 0, 1, 0, 0, 0)

    def page(number: int, flags: int, at: int, *packets: bytes) -> bytes:
        start = b"OggS\0" + struct.pack("<BqIIIB", flags, at, 7, number, 0, len(packets))
        return signed_page(start + bytes(map(len, packets)) + b"".join(packets))

    sound = frames(50 * SECONDS, b"\x18", 19)
    notes = struct.pack("<I1sI", 1, b"x", 0)
    packets = [sound[at : at + 20] for at in range(0, len(sound), 20)]
    return page(0, 2, 0, head) + page(1, 0, 0, notes) + page(2, 4, len(packets) * 160, *packets)


def qcelp() -> bytes:
    """A CDMA phone's voice memo."""
    name = bytes.fromhex("416d7f5e15b1d011ba9100805fb4b97e") + struct.pack("<H", 1) + b"Qcelp".ljust(80, b"\0")
    sizes = bytes((5, 0, 0, 0, 34, 4, 16, 3, 7, 2, 3, 1, 0, 0)).ljust(20, b"\0")
    shape = (b"\1\0" + name + struct.pack("<5H", 13_000, 35, 160, 8000, 16) + sizes).ljust(150, b"\0")
    rates = struct.pack("<II", 0, 50 * SECONDS)
    return riff(b"QLCM", (b"fmt ", shape), (b"vrat", rates), (b"data", frames(50 * SECONDS, b"\4", 34)))


def g729_bits() -> bytes:
    """A word for each bit, as the makers of coders test them."""
    random = np.random.default_rng(5)
    each = [np.where(random.random(80) < 0.5, 0x7F, 0x81).astype("<u2").tobytes() for _ in range(100 * SECONDS)]
    return b"".join(b"\x21\x6b\x50\0" + frame for frame in each)


def dictaphone() -> bytes:
    """Olympus and Philips: DSS."""
    head = bytearray(b"\2dss".ljust(1024, b"\0"))
    head[0x26:0x3E] = b"200101120000200101120002"
    return bytes(head) + frames(7, b"\0\0\x0c\0\0\xff", 506)


def sphere() -> bytes:
    """Speech collections: NIST SPHERE."""
    shape = "sample_count -i 16000|sample_rate -i 8000|channel_count -i 1|sample_n_bytes -i 2|sample_byte_format -s2 01"
    head = "NIST_1A|   1024|" + shape + "|sample_sig_bits -i 16|sample_coding -s3 pcm|end_head|"
    return head.replace("|", "\n").encode().ljust(1024) + samples("<")


def avr() -> bytes:
    shape = struct.pack(">5H4I", 0, 16, 0xFFFF, 0, 0xFFFF, 8000, SAMPLES, 0, SAMPLES)
    return (b"2BITname\0\0\0\0" + shape).ljust(128, b"\0") + samples(">")


def nsp() -> bytes:
    about = b"May 20 1999 10:00:00" + struct.pack("<IIHH", 8000, SAMPLES, 100, 100)
    parts = b"HEDR" + struct.pack("<I", len(about)) + about + b"SDA_" + struct.pack("<I", 2 * SAMPLES)
    return b"FORMDS16" + struct.pack("<I", len(parts) + 2 * SAMPLES) + parts + samples("<")


def sds() -> bytes:
    """A sampler's dump: seven bits a byte."""

    def three(number: int) -> bytes:
        return bytes((number & 127, number >> 7 & 127, number >> 14 & 127))

    out = b"\xf0\x7e\0\1\0\0\x10" + three(125_000) + three(SAMPLES) + bytes(7) + b"\xf7"
    levels = (np.frombuffer(samples("<"), "<i2").astype(int) + 32768).tolist()
    for at in range(0, SAMPLES, 40):
        body = b"".join(bytes((each >> 9 & 127, each >> 2 & 127, (each & 3) << 5)) for each in levels[at : at + 40])
        out += b"\xf0\x7e\0\2" + bytes((at // 40 & 127,)) + body + b"\0\xf7"
    return out


def amiga() -> bytes:
    head = struct.pack(">IIIHBBI", SAMPLES, 0, 0, 8000, 1, 0, 65_536)
    body = (tone(SECONDS, 8000) * 127).astype("i1").tobytes()
    parts = b"8SVXVHDR" + struct.pack(">I", 20) + head + b"BODY" + struct.pack(">I", len(body)) + body
    return b"FORM" + struct.pack(">I", len(parts)) + parts


DSD = 173 * 4096
"""Bytes of two seconds: 2 822 400 bits a second."""


def dsf() -> bytes:
    shape = struct.pack("<QIIIIIIQII", 52, 1, 0, 1, 1, 2_822_400, 1, DSD * 8, 4096, 0)
    return b"DSD " + struct.pack("<QQQ", 28, 0, 0) + b"fmt " + shape + b"data" + struct.pack("<Q", 12 + DSD) + bits(DSD)


def dsdiff() -> bytes:
    shape = b"SND FS  " + struct.pack(">QI", 4, 2_822_400) + b"CHNL" + struct.pack(">QH", 6, 1) + b"C000"
    shape += b"CMPR" + struct.pack(">Q", 20) + b"DSD \x0enot compressed\0"
    parts = b"DSD FVER" + struct.pack(">QI", 4, 0x01050000) + b"PROP" + struct.pack(">Q", len(shape)) + shape
    parts += b"DSD " + struct.pack(">Q", DSD) + bits(DSD)
    return b"FRM8" + struct.pack(">Q", len(parts)) + parts


def minidisc() -> bytes:
    """ATRAC1."""
    head = (struct.pack("<I", 2048) + b"name".ljust(256, b"\0") + struct.pack("<IBB", 350, 1, 0)).ljust(2048, b"\0")
    lengths = b"\xac\0" + b"\x44" * 10
    random = np.random.default_rng(5)
    each = [lengths + random.integers(0, 40, 15).astype("u1").tobytes() + random.bytes(173) for _ in range(173)]
    return head + b"".join(frame + bytes(10) + b"\0\xac" for frame in each)


def walkman() -> bytes:
    """Sony's OpenMG with bare samples; ATRAC3 stands there, too."""
    sound = np.repeat((tone(SECONDS, CD) * 32767).astype(">i2"), 2).tobytes()
    return b"EA3\1" + struct.pack(">HH", 96, 0xFFFF) + bytes(24) + b"\4".ljust(64, b"\0") + sound


def qoa() -> bytes:
    out = b"qoaf" + struct.pack(">I", SAMPLES)
    for at in range(0, SAMPLES, 5120):
        count = min(5120, SAMPLES - at)
        slices = (count + 19) // 20
        out += struct.pack(">IHH", 1 << 24 | 8000, count, 24 + slices * 8) + bytes(16) + bits(slices * 8)
    return out


def monkey() -> bytes:
    """Monkey's Audio, whose frames say that they are silent: nobody but its maker has a coder."""
    whole, last = divmod(SECONDS * CD, 73_728)
    sound = [struct.pack("<II", 0x80000000, 3) + bytes(64)] * (whole + 1)
    head = b"MAC " + struct.pack("<HH7I", 3990, 0, 52, 24, 4 * len(sound), 0, 0, 0, 0) + bytes(16)
    head += struct.pack("<HHIIIHHI", 1000, 0, 73_728, last, len(sound), 16, 1, CD)
    places = [len(head) + 4 * len(sound) + 72 * number for number in range(len(sound))]
    return head + struct.pack(f"<{len(places)}I", *places) + b"".join(sound)


def dts() -> bytes:
    """Frames of 512 samples: one channel, four bands of samples as they are."""
    random = np.random.default_rng(5)
    return b"".join(_dts_frame(random) for _ in range(48_000 * SECONDS // 512))


def _dts_frame(random: np.random.Generator) -> bytes:
    bands, width = 4, 8
    levels = [(width, int(level)) for level in random.integers(0, 256, 2 * bands * 8)]
    size = (32 + 103 + 62 + 19 + bands * (1 + 5 + 1 + 7) + sum(width for width, _ in levels) + 16) // 8 // 4 * 4 + 4
    head = [(32, 0x7FFE8001), (1, 1), (5, 31), (1, 0), (7, 15), (14, size - 1), (6, 0), (4, 13), (5, 15), (16, 0)]
    head += [(4, 7), (9, 0)]  # what the sixteen noughts and these nine leave out: extensions, a low channel, sums
    coding = [(7, 0), (5, bands - 2), (5, bands - 1), (3, 0), (2, 0), (3, 6), (3, 6), (1, 1)]
    coding += [(2, 3)] * 4 + [(3, 7)] * 5  # no codes of variable length
    each = [(5, 1 << 3)] + [(1, 0)] * bands + [(5, width + 3)] * bands + [(1, 0)] * bands + [(7, 90)] * bands
    text = "".join(format(value, f"0{length}b") for length, value in [*head, *coding, *each, *levels, (16, 0xFFFF)])
    return int(text.ljust(size * 8, "0"), 2).to_bytes(size, "big")


def made(container: str, rate: int = 8000, coder: str = "", channels: int = 1) -> Callable[[], bytes]:
    return lambda: encoded(voice(SECONDS, rate), container, rate, coder=coder, channels=channels)


FORMATS: dict[str, Callable[[], bytes]] = {
    "wide.amr": amr_wb,
    "memo.qcp": qcelp,
    "messenger.spx": speex,
    "voip.lbc": ilbc,
    "coder.bit": g729_bits,
    "dictaphone.dss": dictaphone,
    "corpus.sph": sphere,
    "atari.avr": avr,
    "lab.nsp": nsp,
    "sampler.sds": sds,
    "modem.pvf": lambda: b"PVF1\n1 8000 16\n" + samples(">"),
    "truespeech.wav": lambda: wav(0x22, 32, 1067, struct.pack("<HH", 1, 240) + bytes(28), 1),
    "g729.wav": lambda: wav(0x83, 10, 1000, struct.pack("<H", 80)),
    "g723.wav": lambda: wav(0x42, 24, 800, struct.pack("<H", 240) + bytes(8), head=b"\0"),
    "siren.wav": lambda: wav(0x28E, 40, 2000, b"\x40\1", rate=16_000),
    "dialogic.wav": lambda: wav(0x17, 1, 4000, depth=4),
    "creative.wav": lambda: wav(0x200, 1, 4000, depth=4),
    "ima.wav": made("wav", coder="adpcm_ima_wav"),
    "yamaha.wav": made("wav", coder="adpcm_yamaha"),
    "g726.wav": made("wav", coder="g726"),
    "g722.wav": made("wav", 16_000, "g722"),
    "aac.wav": made("wav", 48_000, "aac"),
    "g722.au": made("au", 16_000, "g722"),
    "mulaw.au": made("au", coder="pcm_mulaw"),
    "mulaw.voc": made("voc", coder="pcm_mulaw"),
    "ima.caf": made("caf", 48_000, "adpcm_ima_qt"),
    "amr.caf": made("caf", coder="libopencore_amrnb"),
    "alac.caf": made("caf", 48_000, "alac"),
    "mulaw.aifc": made("aiff", coder="pcm_mulaw"),
    "ima.aifc": made("aiff", 48_000, "adpcm_ima_qt"),
    "opus.mp4": made("mp4", 48_000, "libopus"),
    "opus.ts": made("mpegts", 48_000, "libopus"),
    "tta.mkv": made("matroska", 48_000, "tta"),
    "wavpack.mkv": made("matroska", 48_000, "wavpack"),
    "radio.nut": made("nut", 48_000, "libopus"),
    "nelly.flv": made("flv", coder="nellymoser"),
    "pcm.wma": made("asf", coder="pcm_s16le"),
    "radio.latm": made("latm", 48_000, "aac"),
    "real.rm": made("rm", coder="real_144"),
    "real-film.rm": made("rm", 48_000, "ac3"),
    "ringtone.mmf": made("mmf", 22_050, "adpcm_yamaha"),
    "flash.swf": made("swf", CD, "libmp3lame"),
    "tv.wtv": made("wtv", 48_000, "libmp3lame"),
    "tv.gxf": made("gxf", 48_000, "pcm_s16le"),
    "loki.mjpg": made("smjpeg", coder="pcm_s16le"),
    "lab.sf": made("ircam", coder="pcm_s16le"),
    "tool.sox": made("sox", coder="pcm_s32le"),
    "wire.spdif": made("spdif", 48_000, "ac3", 2),
    "amiga.8svx": amiga,
    "studio.dsf": dsf,
    "studio.dff": dsdiff,
    "disc.aea": minidisc,
    "walkman.oma": walkman,
    "quite-ok.qoa": qoa,
    "music.ape": monkey,
    "cinema.dts": dts,
    "game.adx": made("adx", CD, "adpcm_adx", 2),
    "game.alp": made("alp", 22_050, "adpcm_ima_alp"),
    "game.apm": made("apm", 22_050, "adpcm_ima_apm"),
    "game.asf": made("argo_asf", 22_050, "adpcm_argo"),
    "game.ast": made("ast", 48_000, "pcm_s16be_planar", 2),
    "game.vag": made("kvag", 22_050, "adpcm_ima_ssi"),
}

SILENT = {"music.ape"}
"""What decodes to nothing that can be heard."""

BEGINNINGS = {
    "tak": b"tBaK\1\x0e\0\0\2\x28\0\0",
    "mpc": b"MP+\7" + struct.pack("<I", 80) + bytes(16),
    "mpc8": b"MPCKSH\x0f\1\2\3\4\x08\x80\xc0\0\x13\x08",
    "shn": b"ajkg\2\xfb\xb1\x70\x09\xf9",
    "vqf": b"TWIN97012000" + bytes(100),
    "dtshd": b"DTSHDHDR" + bytes(7) + b"\x28",
    "mxf": b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02",
}
"""How those begin of which no file can be made here, since FFmpeg has no coder for them."""
