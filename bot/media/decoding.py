"""Bytes of a file → mono samples at 8 kHz. Runs in the child only, see bot.media.worker."""

import io
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from itertools import chain, groupby
from typing import Any, NoReturn

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.codec import Codec, codecs_available
from av.container import InputContainer
from av.packet import Packet
from numpy.typing import NDArray

from bot.domain.errors import BadAudio
from bot.media.sniffing import claimed_seconds, refuse_foreign, unreadable
from bot.media.sound import RATE, Sound

_PHONES = "mov,mp4,m4a,3gp,3g2,mj2 ogg mp3 aac loas amr matroska,webm flv qcp mmf caf ilbc ac3 eac3 dts dtshd"
_EXCHANGES_AND_RECORDERS = "wav w64 gsm au aiff voc bit dss nistsphere pvf ircam sox avr nsp"
_MUSIC = "flac wv tta ape mpc mpc8 qoa dsf iff aea oma asf rm sds adx tak shn vqf"
_FILMS = "avi mpegts mpeg nut gxf mxf wtv swf spdif smjpeg"
_GAMES = "alp apm argo_asf ast kvag"
DEMUXERS = frozenset(" ".join((_PHONES, _EXCHANGES_AND_RECORDERS, _MUSIC, _FILMS, _GAMES)).split())
"""What FFmpeg may read, by its names: the formats that it knows by their bytes, and that hold their sound themselves.

None is here that opens other files or addresses (playlists, `concat`, `sdp`, series of pictures), that its bytes do not
tell (bare samples), or of which the tests have no file to harm.
"""

SYNTHESISERS = frozenset({"anull", "comfortnoise", "wavesynth"})
"""They make a sound of nothing."""


def _decodes_sound(name: str) -> bool:
    try:
        return Codec(name, "r").type == "audio"
    except ValueError:  # it only encodes
        return False


CODERS = frozenset(filter(_decodes_sound, codecs_available)) - SYNTHESISERS
"""All decoders of sounds, and none of pictures."""

ALLOWANCE = 30
"""Seconds that may be silence at the ends, on top of the longest record."""

WHOLE = 0.9
"""Less than this part of what the file says it holds: it was cut, and nobody wants half a message on the phone."""
SLACK = 0.15
"""Seconds. What coders add and drop at the ends."""
UNREADABLE = 0.1
"""More than this part of the packets: it is broken. A few are lost where a stream was cut out of a longer one."""
FEW = 3
BARREN = 1000
"""Packets without any sound, decodable or not: a whole AMR may consist of them, a byte each."""

RATES = range(4000, 384_001)

Part = Callable[[float], None]
Block = NDArray[Any]
"""Samples as the resampler gives them."""


def decode(data: bytes, longest: float, tell: Part) -> Sound:
    """At most `longest` seconds and the allowance are decoded, whatever the file holds. Raises BadAudio."""
    with _track(data, longest) as (container, stream, claimed):
        blocks = _resampled(_frames(container, stream, lambda at: tell(at / len(data))), longest)
        sound = np.concatenate(list(blocks)).astype(np.float32)
    if claimed is not None and len(sound) / RATE < claimed * WHOLE - SLACK:
        raise BadAudio("audio-broken")
    # A file of floats may hold anything: what is no number, or is absurdly loud, would spoil every sum.
    return np.clip(np.nan_to_num(sound), -8, 8)


def blocks_of(data: bytes, longest: float, tell: Part) -> Generator[Block]:
    """The sound piece by piece, mono at the telephone's rate: it is never held whole. Raises BadAudio."""
    with _track(data, longest) as (container, stream, _):
        yield from _resampled(_frames(container, stream, lambda at: tell(at / len(data))), longest)


def look(data: bytes, longest: float) -> str:
    """FFmpeg's name of the format. Raises BadAudio for what is no sound as soon as its first piece is decoded."""
    with _track(data, longest) as (container, stream, _):
        with closing(_resampled(_frames(container, stream, lambda _: None), longest)) as blocks:
            next(blocks)
        return container.format.name


@contextmanager
def _track(data: bytes, longest: float) -> Iterator[tuple[InputContainer, AudioStream, float | None]]:
    """The track to decode, and the seconds that it says it has. Every error is a BadAudio."""
    refuse_foreign(data)
    try:
        with _opened(data) as container:
            stream = _decodable(container)
            claimed = claimed_seconds(container.format.name, data, _seconds(stream), _seconds_of_all(container))
            if claimed is not None and claimed > longest + ALLOWANCE:
                raise BadAudio("audio-too-long", limit=int(longest))
            yield container, stream, claimed
    except (av.FFmpegError, OSError, ValueError, MemoryError) as error:
        raise unreadable(data, known=data.startswith(b"ID3") or _is_known(data)) from error


def _seconds(stream: AudioStream) -> float | None:
    return float(stream.duration * stream.time_base) if stream.duration and stream.time_base else None


def _seconds_of_all(container: InputContainer) -> float | None:
    return container.duration / av.time_base if container.duration and len(container.streams) == 1 else None


def _opened(data: bytes, demuxers: frozenset[str] = DEMUXERS) -> InputContainer:
    """Its bytes tell the format. Every way out is shut: other formats, other decoders, other files, every protocol."""
    options = {
        "format_whitelist": ",".join(sorted(demuxers)) or "none",
        "codec_whitelist": ",".join(sorted(CODERS)),
        "protocol_whitelist": "none",
        "enable_drefs": "0",
        "use_absolute_path": "0",
    }
    try:
        return av.open(io.BytesIO(data), "r", container_options=options, metadata_errors="replace", io_open=_refuse)
    except av.ArgumentError:  # it tells a format that is not allowed
        raise unreadable(data, known=False) from None


def _is_known(data: bytes) -> bool:
    """Whether FFmpeg tells any format by these bytes: only then does it find that none is allowed."""
    try:
        _opened(data, frozenset()).close()
    except BadAudio:
        return True
    except av.FFmpegError:
        pass
    return False


def _refuse(url: str, flags: int, options: dict[str, str]) -> NoReturn:
    raise PermissionError("a file may not open another")


def _decodable(container: InputContainer) -> AudioStream:
    """The first track that may be decoded: an iPhone puts one before it that only its like can read."""
    tracks = container.streams.audio
    if not tracks:
        raise BadAudio("audio-no-sound" if container.streams.video else "audio-broken")
    for stream in tracks:
        # Without a decoder there is no context, though PyAV's annotations promise one.
        codec: AudioCodecContext | None = stream.codec_context
        if codec is not None and codec.codec.name in CODERS and "enc_key_id" not in stream.metadata:
            if codec.sample_rate and codec.sample_rate not in RATES:
                raise BadAudio("audio-broken")  # what it says of its length is as wrong
            codec.thread_count = 1
            return stream
    raise BadAudio("audio-unknown", kind="drm" if "enc_key_id" in tracks[0].metadata else "coder")


def _frames(container: InputContainer, stream: AudioStream, at: Part) -> Iterator[AudioFrame]:
    packets = unreadable = barren = 0
    for packet in _packets(container, stream):
        packets += 1
        if packet.pos is not None:
            at(packet.pos)
        try:
            frames = packet.decode()
        except av.InvalidDataError:
            unreadable, frames = unreadable + 1, []
        barren += not frames
        if barren > BARREN:
            raise BadAudio("audio-broken")
        yield from frames
    if unreadable > packets * UNREADABLE + FEW:
        raise BadAudio("audio-broken")


def _packets(container: InputContainer, stream: AudioStream) -> "Iterator[Packet[AudioStream]]":
    """What the demuxer cannot read is passed over, a few times: Apple ends a stream twice, and then with nothing."""
    for left in reversed(range(FEW)):
        try:
            yield from container.demux(stream)
        except IndexError:  # all is read: PyAV flushes also a track that began on the way, of which it knows nothing
            return
        except av.InvalidDataError:
            if not left:
                raise
        else:
            return


def _resampled(frames: Iterator[AudioFrame], longest: float) -> Generator[Block]:
    """At least one block. A stream may change its rate or channels on the way: then a new resampler takes over."""
    length = 0
    for _, alike in groupby(frames, _shape):
        resampler = AudioResampler("flt", "mono", RATE)
        for frame in chain(alike, (None,)):
            if frame is not None:
                frame.pts = None
            for made in resampler.resample(frame):
                length += made.samples
                if length > (longest + ALLOWANCE) * RATE:
                    raise BadAudio("audio-too-long", limit=int(longest))
                yield made.to_ndarray().reshape(-1)
    if not length:
        raise BadAudio("audio-broken")


def _shape(frame: AudioFrame) -> tuple[int, str, str]:
    if frame.sample_rate not in RATES:
        raise BadAudio("audio-broken")
    return frame.sample_rate, frame.format.name, frame.layout.name
