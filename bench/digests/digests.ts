import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { synthesise } from '../../commands/synth.ts';
import { createMeter } from '../../local/dynamodb/meter.ts';
import { startLocal } from '../../local/index.ts';
import { Defect } from '../../shared/platform/errors.ts';
import { createMailClient, sendMail } from '../../shared/platform/mail.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { type Figure, figure, rateOf } from '../figure.ts';
import type { PlanCost } from './plan-hour.ts';
import type { BuildCost } from './rank-and-render.ts';
import type { SendCost } from './send-hour.ts';
import { dueAnHour, MIDNIGHT } from './who.ts';
import { fill } from './world.ts';

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

/**
 * What the figures are held against, at every size: none of them is taken from what was measured.
 *
 * `cpu`: the aim for ranking and rendering together. `reads` and `writes`: a fifth of what SES asks for a mail
 * ($0.10 for 1,000, so $20 for a million) at $0.125 and $0.625 for a million units, a quarter of it for reading.
 * `plannerReads`: what it would cost to read the schedule of each who is due. `memory`: the least that Lambda gives a
 * function.
 */
const limits = { cpu: 1, reads: 40, writes: 24, plannerReads: 1, memory: 128 } as const;

/** MB that the heap of planner and sender may have for what lives long; with more, they end with an error. */
const HEAP = 64;

const run = promisify(execFile);

/** Runs one of the programs beside this file, in a process of its own. */
const runProgram = async <Answer>(
  name: string,
  args: readonly string[],
  environment: object,
): Promise<Answer> => {
  const { stdout } = await run(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      ...(name === 'rank-and-render' ? [] : [`--max-old-space-size=${HEAP}`]),
      join(import.meta.dirname, `${name}.ts`),
      ...args,
    ],
    { env: { ...process.env, ...environment }, maxBuffer: 1_000_000 },
  );
  return JSON.parse(stdout) as Answer;
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
  const meter = createMeter();
  const system = await startLocal({ template, data, port: 0, clock: new Date(MIDNIGHT - HOUR / 2), meter });
  try {
    Object.assign(process.env, system.environment);
    const name = (output: string) => system.outputs[output] ?? '';
    const community = name('CommunityTable');
    // A run before the first hour: the planner then knows, as it always does, how far it has read.
    await system.setClock(new Date(MIDNIGHT - HOUR / 4 + AFTER));
    await fill({ client: createTableClient(), name: community }, members);
    await system.idle();

    const args = [
      community,
      name('CredentialsTable'),
      new Date(MIDNIGHT + AFTER).toISOString(),
      join(data, 'due.jsonl'),
      String(members),
    ];
    const built = await runProgram<BuildCost>('rank-and-render', args, system.environment);
    const plan = await runProgram<PlanCost>('plan-hour', args, system.environment);
    const send = await runProgram<SendCost>('send-hour', args, system.environment);
    await system.idle();

    // The system's own planner and senders, for the hours after that one; what fell due meanwhile is due at once.
    const hours = Math.min(22, Math.max(1, Math.ceil(ENOUGH / dueAnHour(members))));
    const before = meter.spent();
    const struck = MIDNIGHT + hours * HOUR + AFTER;
    await system.setClock(new Date(struck));
    await system.idle();
    const after = meter.spent();
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
    const of = (kind: string, value: number, unit: string, limit: number, more = ''): Figure =>
      figure(`digest-${kind}:${members}`, value, unit, `limit${more}`, limit);
    const sender = (units: number): string => ` (the sender alone ${(units / send.sent).toFixed(1)})`;
    return [
      of('cpu', built.cpu, 'ms', limits.cpu),
      of('reads', (after.reads - before.reads) / mails.length, 'RU', limits.reads, sender(send.reads)),
      of('writes', (after.writes - before.writes) / mails.length, 'WU', limits.writes, sender(send.writes)),
      of('planner-reads', plan.reads / plan.due, 'RU', limits.plannerReads),
      figure(`digest-rate:${members}`, rate, '1/s', `raw SendEmail (${mails.length} digests)`, raw),
      of('memory', Math.max(plan.memory, send.memory), 'MB', limits.memory),
    ];
  } finally {
    await system.stop();
    rmSync(data, { recursive: true, force: true });
  }
};

/**
 * What a digest costs among 1,000, 10,000 and 100,000 members with posts in proportion, spread over the hours of a day:
 *
 * - `digest-cpu:N`, ms of CPU to rank and render one, the median of several passes over members of all hours and
 *   languages;
 * - `digest-reads:N` and `digest-writes:N`, units of all tables that the whole local system takes for one, counted by
 *   the database: planner, sender, what the mail service tells of it, its event and who reads that, and the other
 *   schedules of those hours; beside them the sender's own;
 * - `digest-planner-reads:N`, units the planner reads for one that is due;
 * - `digest-memory:N`, MB that planner or sender, whichever is more, have in use at most, looked at after each batch and
 *   with the heap of each bounded: either ends with an error where what it keeps grows with what is due;
 * - `digest-rate:N`, digests a second from the clock's striking to the last mail in the outbox of the whole local
 *   system, which meanwhile does all that follows from each, against as many mails sent with nothing else to do.
 *
 * All but the rate are held against limits that no size may pass. Clocks go on as time does, so that what a sender keeps
 * runs out as it would.
 */
export const measure = async (): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const members of sizes) figures.push(...(await measureAt(members)));
  return figures;
};
