import { buildDigest } from '../../shared/digests/build-digest.ts';
import type { DigestSchedule } from '../../shared/digests/model.ts';
import { openReading, type Reading } from '../../shared/digests/reading.ts';
import { createSources } from '../../shared/digests/sources-store.ts';
import { windowAt } from '../../shared/digests/window.ts';
import { Defect } from '../../shared/platform/errors.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { median } from '../figure.ts';
import { answer, asked, place } from './program.ts';
import { scheduleOf } from './who.ts';

/** What ranking and rendering take. */
export interface BuildCost {
  /** Milliseconds of CPU for one, everything it tells having been read. */
  readonly cpu: number;
}

/** Digests of one pass, of members one after the other: of all hours and all languages. */
const DIGESTS = 480;
/** Passes that count, after two that do not: the functions are warm, as they are in the hour in which most is sent. */
const PASSES = 7;
/** Things that a digest of the bench tells on average, at least, and marks of everything that some of them tell. */
const TOLD = 8;
const everything = ['/cycles/', '/goals', 'Mentions you', 'Welcome to', '&lt;b&gt;', 'dir="rtl"'];

/** A question's words: what is asked about, and never what it holds, which would cost what is measured. */
const wordsOf = (asked: unknown): string => {
  if (Array.isArray(asked)) return asked.map(wordsOf).join();
  if (typeof asked !== 'object' || asked === null) return String(asked);
  const { post, from, until } = asked as { post?: string; from?: string; until?: string };
  return post ?? `${from}/${until}`;
};

/** A reading that remembers every answer: the second time, nothing is asked of the table. */
const remembering = (reading: Reading): Reading => {
  const answers = new Map<string, unknown>();
  const remember =
    (name: string, ask: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      const key = `${name} ${args.map(wordsOf).join(' ')}`;
      if (!answers.has(key)) answers.set(key, ask(...args));
      return answers.get(key);
    };
  return Object.fromEntries(
    Object.entries(reading).map(([name, ask]) => [
      name,
      remember(name, ask as (...args: unknown[]) => unknown),
    ]),
  ) as unknown as Reading;
};

const dueOf = (schedule: DigestSchedule, after: number) => {
  const now = new Date(Date.parse(schedule.dueAt ?? '') + after);
  const decision = windowAt(schedule, now);
  if (decision.kind !== 'due') throw new Defect('a digest of the bench is not due');
  return { schedule, window: decision.window, now };
};

// Builds digests in a process of its own: once to read what they tell, then again and again, and only that is timed.
const { communityTable, credentialsTable, at, members } = asked();
const client = createTableClient();
const reading = remembering(
  openReading(createSources({ client, name: communityTable }, { client, name: credentialsTable })),
);
const after = at.getTime() - Date.parse(scheduleOf(0).dueAt ?? '');
const due = Array.from({ length: Math.min(DIGESTS, members) }, (_, i) => dueOf(scheduleOf(i), after));

const buildAll = async (): Promise<{ items: number; missing: readonly string[] }> => {
  let items = 0;
  let missing = everything;
  for (const { schedule, window, now } of due) {
    const built = await buildDigest(reading, schedule, window, place, now);
    if (built.kind !== 'mail') continue;
    items += built.items;
    if (missing.length > 0) missing = missing.filter((mark) => !built.mail.html.includes(mark));
  }
  return { items, missing };
};
const { items, missing } = await buildAll();
if (missing.length > 0) throw new Defect(`no digest of the bench has ${missing.join(', ')}`);
if (items / due.length < TOLD) throw new Defect('the digests of the bench tell too little');
await buildAll();

const passes: number[] = [];
for (let pass = 0; pass < PASSES; pass += 1) {
  const before = process.cpuUsage();
  await buildAll();
  const { user, system } = process.cpuUsage(before);
  passes.push((user + system) / 1000 / due.length);
}
answer({ cpu: median(passes) } satisfies BuildCost);
