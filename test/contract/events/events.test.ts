import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { type EventName, eventData, eventNames, schemaOf } from '../../../shared/events/catalogue.ts';
import { MAX_EVENT_BYTES } from '../../../shared/events/envelope.ts';
import { examples } from '../../../shared/events/examples.ts';
import { jsonSchemaOf } from '../../../shared/events/json-schema.ts';
import { parseBusMessage, parseEvent } from '../../../shared/events/parse-event.ts';
import { busMessage } from '../../support/events.ts';

type Json = Record<string, unknown>;

const docs = join(import.meta.dirname, '..', '..', '..', 'docs', 'events');
const old = join(import.meta.dirname, 'old');
const readJson = (folder: string, file: string): unknown =>
  JSON.parse(readFileSync(join(folder, file), 'utf8'));

const ajv = addFormats(new Ajv2020({ allErrors: true, strict: true }));
const published = new Map(eventNames.map((name) => [name, readJson(docs, `${name}.v1.json`) as Json]));
const validators = new Map([...published].map(([name, schema]) => [name, ajv.compile(schema)]));

/** Whether each of the two takes a value: the zod schema, and the JSON Schema as published. */
const verdicts = (name: EventName, value: unknown) => ({
  zod: schemaOf(name).safeParse(value).success,
  jsonSchema: validators.get(name)?.(value),
});
const without = (object: Json, field: string): Json =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== field));
const both = (taken: boolean) => ({ zod: taken, jsonSchema: taken });
const examplesOf = (name: EventName): readonly Json[] => examples[name];
const cases = eventNames.flatMap((name) => examplesOf(name).map((example) => ({ name, example })));

describe('the catalogue', () => {
  it('has an example and a published schema for every event, and for nothing else', () => {
    expect(Object.keys(examples).sort()).toEqual([...eventNames].sort());
    expect(readdirSync(docs).sort()).toEqual(eventNames.map((name) => `${name}.v1.json`).sort());
  });

  it.each(eventNames)('%s: what is published is what the code says (npm run events:docs)', (name) => {
    expect(published.get(name)).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(name))));
  });

  it('shows every field of the data in some example', () => {
    for (const name of eventNames) {
      const shown = new Set(examplesOf(name).flatMap(({ data }) => Object.keys(data as Json)));
      expect([...shown].sort(), name).toEqual(Object.keys(eventData[name].shape).sort());
    }
  });
});

describe.each(cases)('the example $example.id', ({ name, example }) => {
  it('is taken by zod, by the published schema, and from the bus', () => {
    expect(verdicts(name, example)).toEqual(both(true));
    expect(parseEvent(example)).toEqual(example);
    expect(parseBusMessage(busMessage(example))).toEqual(example);
  });

  it('is refused by both with a field missing, added, or of another type', () => {
    const data = example['data'] as Json;
    const optional = new Set([
      'subject',
      'traceparent',
      'link',
      'mentions',
      'coach',
      'previous',
      'by',
      'nextDueOn',
      'dueOn',
      'communities',
    ]);
    const broken: [string, unknown][] = [];
    for (const field of Object.keys(example).filter((key) => !optional.has(key))) {
      broken.push(
        [`without ${field}`, without(example, field)],
        [`${field} true`, { ...example, [field]: true }],
      );
    }
    for (const field of Object.keys(data)) {
      if (!optional.has(field)) {
        broken.push([`without data.${field}`, { ...example, data: without(data, field) }]);
      }
      broken.push([`data.${field} an object`, { ...example, data: { ...data, [field]: {} } }]);
      if (data[field] !== '')
        broken.push([`data.${field} null`, { ...example, data: { ...data, [field]: null } }]);
    }
    broken.push(
      ['a field more', { ...example, extra: 1 }],
      ['a field more in data', { ...example, data: { ...data, extra: 1 } }],
      ['another version', { ...example, type: `${String(example['type']).slice(0, -1)}2` }],
      ['a time with an offset', { ...example, time: '2026-03-02T15:04:05+01:00' }],
      ['a day that is none', { ...example, time: '2026-02-30T15:04:05Z' }],
      ['an organization with a #', { ...example, organization: 'a#b' }],
      ['an empty id', { ...example, id: '' }],
      ['a member with a slash', { ...example, data: { ...data, member: '../ada' } }],
    );
    for (const [what, value] of broken) {
      expect(verdicts(name, value), what).toEqual(both(false));
      expect(() => parseEvent(value), what).toThrow(/^event: .+: /);
    }
  });
});

describe('examples of the past', () => {
  const files = readdirSync(old);

  it('are kept for every event', () => {
    expect(new Set(files.map((file) => file.replace(/\.v1\..*$/, '')))).toEqual(new Set(eventNames));
  });

  it.each(files)('%s parses for ever', (file) => {
    const name = file.replace(/\.v1\..*$/, '') as EventName;
    for (const example of readJson(old, file) as Json[]) {
      expect(verdicts(name, example)).toEqual(both(true));
      expect(parseEvent(example)).toEqual(example);
    }
  });
});

describe('what no schema can say', () => {
  const good = examples['cycle.completed'][0];

  it.each([
    ['a type that is none', { ...good, type: 'colloquy.cycle.finished.v1' }, 'type'],
    ['a version that is none', { ...good, type: 'colloquy.cycle.completed.v2' }, 'type'],
    [
      'a body over the limit',
      { ...good, data: { ...good.data, title: 'x'.repeat(MAX_EVENT_BYTES) } },
      'data',
    ],
    ['no object at all', 'cycle.completed', '(root)'],
    ['an unknown specversion', { ...good, specversion: '0.3' }, 'specversion'],
  ])('refuses %s and names the field', (_, event, field) => {
    expect(() => parseEvent(event)).toThrow(expect.objectContaining({ kind: 'InvalidInput', field }));
  });

  it.each([
    ['is not JSON', '{', '(root)'],
    ['has no detail', JSON.stringify({ source: 'x', 'detail-type': 'y' }), 'detail'],
    ['came under another source', busMessage(good, { source: 'somebody-else' }), 'source'],
    ['came under another name', busMessage(good, { 'detail-type': 'cycle.started' }), 'detail-type'],
  ])('refuses a message that %s', (_, body, field) => {
    expect(() => parseBusMessage(body)).toThrow(expect.objectContaining({ kind: 'InvalidInput', field }));
  });
});
