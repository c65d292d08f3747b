// Reads a safetensors file by the format's definition alone and prints each array's shape and sum.
import { readFileSync } from 'node:fs';

const file = readFileSync(process.argv[2]);
const length = Number(file.readBigUInt64LE(0));
const header = JSON.parse(file.subarray(8, 8 + length).toString('utf8'));
const result = {};
for (const [name, { dtype, shape, data_offsets: [from, to] }] of Object.entries(header)) {
  if (dtype !== 'F32' || to - from !== 4 * shape.reduce((product, n) => product * n, 1)) throw new Error(`bad entry ${name}`);
  let sum = 0;
  for (let at = 8 + length + from; at < 8 + length + to; at += 4) sum += file.readFloatLE(at);
  result[name] = { shape, sum };
}
console.log(JSON.stringify(result));
