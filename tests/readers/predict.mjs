// node predict.mjs onnxruntime MODEL ROWS.json: asks an ONNX model about {"shape": [rows, columns], "values": [numbers]}
// and prints {"inputs": [names], "outputs": {name: {"shape": [...], "values": [numbers]}}} as JSON.
import { readFile } from 'node:fs/promises';

const [, model, rows] = process.argv.slice(2);
const { InferenceSession, Tensor } = (await import('onnxruntime-node')).default;
const session = await InferenceSession.create(model);
const { shape, values } = JSON.parse(await readFile(rows, 'utf8'));
const answers = await session.run({ [session.inputNames[0]]: new Tensor('float32', Float32Array.from(values), shape) });
const printed = Object.entries(answers).map(([name, tensor]) =>
  [name, { shape: tensor.dims, values: Array.from(tensor.data, value => Number.isNaN(value) ? 'NaN' : value) }]);
console.log(JSON.stringify({ inputs: session.inputNames, outputs: Object.fromEntries(printed) }));
