"""What FFmpeg may read: the formats that it knows by their bytes, and that hold their sound themselves.

None is here that opens other files or addresses (playlists, `concat`, `sdp`, series of pictures), that its bytes do not
tell (bare samples), or of which the tests have no file to harm.
"""

from av.codec import Codec, codecs_available

_PHONES = "mov,mp4,m4a,3gp,3g2,mj2 ogg mp3 aac loas amr matroska,webm flv qcp mmf caf ilbc ac3 eac3 dts dtshd"
_EXCHANGES_AND_RECORDERS = "wav w64 gsm au aiff voc bit dss nistsphere pvf ircam sox avr nsp"
_MUSIC = "flac wv tta ape mpc mpc8 qoa dsf iff aea oma asf rm sds adx tak shn vqf"
_FILMS = "avi mpegts mpeg nut gxf mxf wtv swf spdif smjpeg"
_GAMES = "alp apm argo_asf ast kvag"
DEMUXERS = frozenset(" ".join((_PHONES, _EXCHANGES_AND_RECORDERS, _MUSIC, _FILMS, _GAMES)).split())
"""FFmpeg's names."""

SYNTHESISERS = frozenset({"anull", "comfortnoise", "wavesynth"})
"""They make a sound of nothing."""


def _decodes_sound(name: str) -> bool:
    try:
        return Codec(name, "r").type == "audio"
    except ValueError:  # it only encodes
        return False


CODERS = frozenset(filter(_decodes_sound, codecs_available)) - SYNTHESISERS
"""All decoders of sounds, and none of pictures."""
