import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { synthesise } from '../../commands/synth.ts';
import { startLocal } from '../../local/index.ts';
import { Defect } from '../../shared/platform/errors.ts';
import { createMailClient, sendMail } from '../../shared/platform/mail.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { type Figure, figure, rateOf } from '../figure.ts';
import type { HourCost } from './one-hour.ts';
import { dueAnHour, fill, MIDNIGHT } from './world.ts';

/** How many members there are, one size after the other; `COLLOQUY_BENCH_MEMBERS=1000,10000` measures those alone. */
const sizes = (process.env['COLLOQUY_BENCH_MEMBERS'] ?? '1000,10000,100000').split(',').map(Number);

const HOUR = 3_600_000;
/** When the planner runs after a full hour, in ms, and a moment more. */
const AFTER = 70_000;
/** Digests that a rate is measured over, at least: of as many hours as it takes. */
const ENOUGH = 500;
/** Mails sent one after another for the peer of the rate, this many under way at once: as many as senders work. */
const RAW_MAILS = 1000;
const AT_ONCE = 10;

/** What the figures are held against: what a digest may cost at any size. */
const limits = { cpu: 1, reads: 12, writes: 12, plannerReads: 1, memory: 256 } as const;

const run = promisify(execFile);

/** The cost of the digests due at an instant, measured in a process of its own. */
const hourCost = async (tables: readonly string[], at: Date, environment: object): Promise<HourCost> => {
  const program = join(import.meta.dirname, 'one-hour.ts');
  const { stdout } = await run(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, ...tables, at.toISOString()],
    { env: { ...process.env, ...environment }, maxBuffer: 1_000_000 },
  );
  return JSON.parse(stdout) as HourCost;
};

/** Mails a second that the mail service of this machine takes by itself, each about as large as a digest. */
const rawMailRate = async (): Promise<number> => {
  const mailer = { client: createMailClient(), routeOf: () => ({ configurationSet: 'bench' }) };
  const text = 'A line of about as much text as a digest has in each of its lines.\n'.repeat(60);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < RAW_MAILS; i = next++) {
      const { kind } = await sendMail(mailer, {
        organization: 'bench',
        from: 'digests@colloquy.example',
        to: `raw-${i}@bench.example.org`,
        subject: 'Raw',
        html: `<p>${text.repeat(3)}</p>`,
        text,
        headers: [],
        tags: {},
      });
      if (kind !== 'accepted') throw new Defect('the mail service of the bench did not take a mail');
    }
  };
  return rateOf(RAW_MAILS, async () => {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  });
};

const measureAt = async (members: number): Promise<Figure[]> => {
  const template = await synthesise('local');
  const data = mkdtempSync(join(tmpdir(), 'colloquy-bench-'));
  const system = await startLocal({ template, data, port: 0, clock: new Date(MIDNIGHT - HOUR / 2) });
  try {
    Object.assign(process.env, system.environment);
    const name = (output: string) => system.outputs[output] ?? '';
    const community = name('CommunityTable');
    // A run before the first hour: the planner then knows, as it always does, how far it has read.
    await system.setClock(new Date(MIDNIGHT - HOUR / 4 + AFTER));
    await fill({ client: createTableClient(), name: community }, members);
    await system.idle();

    const cost = await hourCost(
      [community, name('CredentialsTable')],
      new Date(MIDNIGHT + AFTER),
      system.environment,
    );

    // The system's own planner and senders, for the hours after that one; what fell due meanwhile is due at once.
    const hours = Math.min(22, Math.max(1, Math.ceil(ENOUGH / dueAnHour(members))));
    const struck = MIDNIGHT + hours * HOUR + AFTER;
    await system.setClock(new Date(struck));
    await system.idle();
    const response = await fetch(`${system.url}/_local/mails?limit=100000`, {
      headers: { accept: 'application/json' },
    });
    const mails = (await response.json()) as { readonly at: string }[];
    const due = hours * dueAnHour(members);
    if (mails.length < due) {
      throw new Defect(`${due} digests were due, and ${mails.length} mails are in the outbox`);
    }
    const last = Math.max(...mails.map(({ at }) => Date.parse(at)));
    const rate = mails.length / ((last - struck) / 1000);
    const raw = await rawMailRate();
    const of = (kind: string, value: number, unit: string, limit: number): Figure =>
      figure(`digest-${kind}:${members}`, value, unit, 'limit', limit);
    return [
      of('cpu', cost.cpu, 'ms', limits.cpu),
      of('reads', cost.reads, 'RU', limits.reads),
      of('writes', cost.writes, 'WU', limits.writes),
      of('planner-reads', cost.plannerReads, 'RU', limits.plannerReads),
      figure(`digest-rate:${members}`, rate, '1/s', 'raw SendEmail', raw),
      of('memory', cost.memory, 'MB', limits.memory),
    ];
  } finally {
    await system.stop();
    rmSync(data, { recursive: true, force: true });
  }
};

/**
 * What a digest costs among 1,000, 10,000 and 100,000 members with posts in proportion, spread over the hours of a day:
 * `digest-cpu:N`, ms to rank and render one; `digest-reads:N` and `digest-writes:N`, units of the table for one;
 * `digest-planner-reads:N`, units the planner reads for one that is due; `digest-memory:N`, MB that planner and sender
 * have in use at most; each against a limit that no size may pass. `digest-rate:N`, digests a second from the clock's
 * striking to the last mail in the outbox of the whole local system, which meanwhile does all that follows from each
 * (events, counts, what the mail service tells of it), against as many mails sent with nothing else to do.
 */
export const measure = async (): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const members of sizes) figures.push(...(await measureAt(members)));
  return figures;
};
