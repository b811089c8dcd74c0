"""The child process that draws: a picture as JSON on stdin, a PNG on stdout.

It bounds itself before the drawing library is loaded, so that no text makes it take more than its share.
"""

import json
import resource
import sys

from bot.ports.media import MenuPicture, PictureKey

LARGEST_MEMORY = 1 << 30
"""Bytes of address space."""
LONGEST_WORK = 20
"""Seconds of processor time."""


def bound_itself() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_WORK, LONGEST_WORK))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    bound_itself()
    from bot.media.menu_picture import draw

    asked = json.loads(sys.stdin.buffer.read())
    keys = [PictureKey(**key) for key in asked.pop("keys")]
    sys.stdout.buffer.write(draw(MenuPicture(**asked, keys=keys)))


if __name__ == "__main__":
    main()
