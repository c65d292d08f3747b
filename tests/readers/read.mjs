// node read.mjs duckdb|hyparquet FILE...: prints one array with, for each file, {"metadata": {...}, "columns": {name: [values]}} as JSON.
// Numbers JSON has no word for, and 64-bit integers, are printed as text.
const [reader, ...files] = process.argv.slice(2);

async function readWithDuckDB(file) {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const table = await connection.runAndReadAll('SELECT * FROM read_parquet($1)', [file]);
  const pairs = await connection.runAndReadAll(
    'SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata($1)', [file]);
  return {
    metadata: Object.fromEntries(pairs.getRows()),
    columns: table.getColumnsObject(),
  };
}

async function readWithHyparquet(file) {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  const buffer = await asyncBufferFromFile(file);
  const footer = await parquetMetadataAsync(buffer);
  const rows = await parquetReadObjects({ file: buffer });
  const names = footer.schema.slice(1).map(element => element.name);
  return {
    metadata: Object.fromEntries((footer.key_value_metadata ?? []).map(pair => [pair.key, pair.value])),
    columns: Object.fromEntries(names.map(name => [name, rows.map(row => row[name])])),
  };
}

const read = reader === 'duckdb' ? readWithDuckDB : readWithHyparquet;
console.log(JSON.stringify(await Promise.all(files.map(read)), (_, value) =>
  typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? String(value)
    : Object.is(value, -0) ? '-0' : value));
