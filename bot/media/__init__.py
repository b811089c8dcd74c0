"""Audio and pictures. What decodes and draws runs in child processes, so the bot itself loads no library for it."""
