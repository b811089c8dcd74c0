"""A sound for a chat: what Telegram plays stays as it is, all else becomes a voice note. Runs in the child only."""

import io
from collections.abc import Callable

import av
from av.audio.frame import AudioFrame

from bot.domain.errors import BadAudio
from bot.media.decoding import ALLOWANCE, blocks_of, look
from bot.media.phone import VOICE_BITS, Made
from bot.media.sniffing import MP3, kind_of
from bot.media.sound import RATE


def for_chat(source: bytes, longest: float, tell: Callable[[float], None]) -> Made:
    """Without a voice note where Telegram plays the file itself. A long one is never held whole. Raises BadAudio."""
    if kind_of(source) is MP3:
        look(source, longest)
        return Made(b"", b"", 0)
    out = io.BytesIO()
    length = 0
    # Without bitexact the muxer wants random bytes, and the child may open nothing to get them.
    with av.open(out, "w", format="ogg", container_options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=RATE, options={"application": "voip"})
        stream.layout = "mono"
        stream.bit_rate = VOICE_BITS
        for block in blocks_of(source, longest, tell):
            frame = AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="mono")
            frame.sample_rate, frame.pts = RATE, length
            length += len(block)
            if length > (longest + ALLOWANCE) * RATE:
                raise BadAudio("audio-too-long", limit=int(longest))
            container.mux(stream.encode(frame))
        if not length:
            raise BadAudio("audio-broken")
        container.mux(stream.encode(None))
    return Made(b"", out.getvalue(), length / RATE)
