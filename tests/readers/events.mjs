// node events.mjs tfrecord FILE...: reads TensorBoard event files and prints one array with, for each file, its events:
// {"wallTime": seconds, "step": n, "fileVersion": text, "scalars": {name: number}}. The framing and both checksums of every
// record are tfrecord's to judge, the messages are decoded by protobufjs.
import protobuf from 'protobufjs';
import tfrecord from 'tfrecord';

// Names, types and numbers of the fields as in tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto.
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Summary {
    message Value { string tag = 1; float simple_value = 2; }
    repeated Value value = 1;
  }
  message Event { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5; }`);
const Event = root.lookupType('Event');

async function events(file) {
  const reader = await tfrecord.RecordReader.create(file), read = [];
  for (let record; (record = await reader.readRecord()) !== null;) {
    const { wallTime, step, fileVersion, summary } = Event.toObject(Event.decode(record), { longs: Number, defaults: true });
    read.push({ wallTime, step, fileVersion, scalars: Object.fromEntries((summary?.value ?? []).map(value => [value.tag, value.simpleValue])) });
  }
  await reader.close();
  return read;
}

const [, ...files] = process.argv.slice(2);
console.log(JSON.stringify(await Promise.all(files.map(events))));
