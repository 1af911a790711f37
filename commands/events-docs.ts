import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventNames } from '../shared/events/catalogue.ts';
import { jsonSchemaOf } from '../shared/events/json-schema.ts';

/** Writes `docs/events/<name>.v1.json` for every event, and takes away what no event of the catalogue is. */
const folder = join(import.meta.dirname, '..', 'docs', 'events');
const files = new Map(
  eventNames.map((name) => [`${name}.v1.json`, `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`]),
);

await mkdir(folder, { recursive: true });
for (const stale of (await readdir(folder)).filter((file) => !files.has(file))) await rm(join(folder, stale));
for (const [file, text] of files) await writeFile(join(folder, file), text);
console.log(`${files.size} schemas in docs/events.`);
