// The Opus packets of a WebM recording (https://www.matroska.org/technical/elements.html).

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const BLOCK_GROUP = 0xa0;
const CODEC_PRIVATE = 0x63a2;
const BLOCKS = new Set([0xa1, 0xa3]);
// A recorder writes them without a length: what is inside simply follows.
const OPEN = new Set([SEGMENT, CLUSTER, TRACKS, TRACK_ENTRY, BLOCK_GROUP]);

// → {head, packets}: the OpusHead and every packet, in order. Throws a RangeError where the bytes end too early.
export function opusOf(bytes) {
  const found = { head: null, packets: [] };
  let at = 0;
  while (at < bytes.length) {
    const id = number(bytes, at, false);
    const length = number(bytes, id.next, true);
    at = length.next;
    if (OPEN.has(id.value)) continue;
    const content = bytes.subarray(at, at + length.value);
    if (id.value === CODEC_PRIVATE) found.head = content;
    if (BLOCKS.has(id.value)) found.packets.push(packet(content));
    at += length.value;
  }
  return found;
}

// A block: the track's number, two bytes of time, one of flags, the packet.
const packet = (block) => block.subarray(number(block, 0, true).next + 3);

// A number whose first byte tells how long it is; ids keep the bit that says so, lengths lose it.
function number(bytes, at, masked) {
  const first = bytes[at];
  if (!first) throw new RangeError("not a WebM file");
  const size = Math.clz32(first) - 23;
  if (at + size > bytes.length) throw new RangeError("the file ends too early");
  let value = masked ? first & (0xff >> size) : first;
  for (let next = 1; next < size; next += 1) value = value * 256 + bytes[at + next];
  return { value, next: at + size };
}
