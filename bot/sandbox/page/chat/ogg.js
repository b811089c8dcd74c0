// Opus packets as an Ogg file, which is what Telegram's voice messages are (RFC 3533, RFC 7845).

const PACKETS_IN_PAGE = 25; // a page holds 255 pieces of 255 bytes
const SERIAL = 0x5a766f6e;
const FIRST = 2;
const LAST = 4;
export const RATE = 48000; // Opus counts time so, whatever was recorded

const TAGS = ascii("OpusTags\x07\0\0\0sandbox\0\0\0\0");

// → {bytes, seconds}
export function oggOf({ head, packets }) {
  const pages = [page([head], 0, 0, FIRST), page([TAGS], 0, 1, 0)];
  let samples = 0;
  for (let start = 0; start < packets.length; start += PACKETS_IN_PAGE) {
    const some = packets.slice(start, start + PACKETS_IN_PAGE);
    for (const packet of some) samples += samplesIn(packet);
    const flags = start + PACKETS_IN_PAGE >= packets.length ? LAST : 0;
    pages.push(page(some, samples, pages.length, flags));
  }
  return { bytes: joined(pages), seconds: samples / RATE };
}

// How long a packet sounds: its first byte names the length of a frame, and how many there are.
function samplesIn(packet) {
  const kind = packet[0] >> 3;
  const frames = [1, 2, 2, packet[1] & 63][packet[0] & 3];
  if (kind < 12) return frames * [480, 960, 1920, 2880][kind & 3];
  if (kind < 16) return frames * [480, 960][kind & 1];
  return frames * [120, 240, 480, 960][kind & 3];
}

function page(packets, samples, number, flags) {
  const segments = packets.flatMap(({ length }) => [...Array(Math.floor(length / 255)).fill(255), length % 255]);
  const header = new Uint8Array(27 + segments.length);
  const view = new DataView(header.buffer);
  header.set(ascii("OggS"));
  header[5] = flags;
  view.setBigUint64(6, BigInt(samples), true);
  view.setUint32(14, SERIAL, true);
  view.setUint32(18, number, true);
  header[26] = segments.length;
  header.set(segments, 27);
  const whole = joined([header, ...packets]);
  new DataView(whole.buffer).setUint32(22, checksum(whole), true);
  return whole;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, at) => {
  let rest = at << 24;
  for (let bit = 0; bit < 8; bit += 1) rest = (rest << 1) ^ (rest < 0 ? 0x04c11db7 : 0);
  return rest;
});

function checksum(bytes) {
  let sum = 0;
  for (const byte of bytes) sum = (sum << 8) ^ TABLE[(sum >>> 24) ^ byte];
  return sum >>> 0;
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function ascii(text) {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
