"""What the rest of the child's modules pass on: mono samples at the telephone's rate, and filters over them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.fft
from numpy.typing import NDArray

RATE = 8000
"""Samples a second on a telephone line."""

GRID = np.linspace(0, RATE / 2, RATE + 1)
"""Hertz: where a filter's response is worked out. It is smooth in between, and a long sound has millions of points."""

Sound = NDArray[np.float64]
"""Mono, RATE a second, 1.0 is full scale."""

Response = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Frequencies in hertz → by how much each is multiplied."""

LINE = (250.0, 3550.0)
"""Hertz, 3 dB down: just outside the 300 to 3400 of a telephone line (ITU-T G.712), whose own filters come on top."""


def filtered(sound: Sound, response: Response) -> Sound:
    """Without a shift in time. A second of nothing behind keeps the end from leaking into the beginning."""
    size = -(-(len(sound) + RATE) // 16384) * 16384
    spectrum = np.fft.rfft(sound, size)
    spectrum *= np.interp(np.fft.rfftfreq(size, 1 / RATE), GRID, response(GRID))
    kept: Sound = np.fft.irfft(spectrum, size)[: len(sound)]
    return kept


def as_on_the_phone(sound: Sound) -> Sound:
    """What the callee's ear gets of it. Knocks, wind and hum are below that, and would only use up the loudness."""
    low, high = LINE
    return filtered(sound, lambda hertz: _above(hertz, low) * _below(hertz, high))


def _above(hertz: NDArray[np.float64], edge: float) -> NDArray[np.float64]:
    """Butterworth, fourth order, 3 dB down at the edge."""
    power = (np.maximum(hertz, 1e-3) / edge) ** 8
    root: NDArray[np.float64] = np.sqrt(power / (1 + power))
    return root


def _below(hertz: NDArray[np.float64], edge: float) -> NDArray[np.float64]:
    """Butterworth, twelfth order: there is little room up to 4 kHz."""
    root: NDArray[np.float64] = 1 / np.sqrt(1 + (hertz / edge) ** 24)
    return root
