import { crc32, deflateSync } from 'node:zlib';

/** Five by seven dots per digit, one number per row, the leftmost dot in the highest bit. */
const glyphs: readonly (readonly number[])[] = [
  [14, 17, 19, 21, 25, 17, 14],
  [4, 12, 4, 4, 4, 4, 14],
  [14, 17, 1, 6, 8, 16, 31],
  [31, 2, 4, 2, 1, 17, 14],
  [2, 6, 10, 18, 31, 2, 2],
  [31, 16, 30, 1, 1, 17, 14],
  [6, 8, 16, 30, 17, 17, 14],
  [31, 1, 2, 4, 8, 8, 8],
  [14, 17, 17, 14, 17, 17, 14],
  [14, 17, 17, 15, 1, 2, 12],
];

const dotSize = 6;
const margin = 12;
const height = 7 * dotSize + 2 * margin;

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), content]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(content.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** A grey picture of some digits, with a little noise: a PNG. */
export function drawDigits(digits: string, noise: () => number): Uint8Array {
  const width = digits.length * 6 * dotSize + 2 * margin;
  const isInk = (x: number, y: number): boolean => {
    const column = Math.floor((x - margin) / dotSize);
    const row = Math.floor((y - margin) / dotSize);
    const dots = glyphs[Number(digits[Math.floor(column / 6)])]?.[row] ?? 0;
    return x >= margin && column % 6 < 5 && (dots & (16 >> (column % 6))) !== 0;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + x + 1] = (isInk(x, y) ? 30 : 215) + Math.floor(noise() * 40);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}
