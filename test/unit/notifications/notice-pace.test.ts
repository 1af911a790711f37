import { describe, expect, it } from 'vitest';
import { type SendingNotice, sendNotice } from '../../../functions/notify/send-notice.ts';
import { createTurns } from '../../../shared/mail/pace.ts';
import type { Note } from '../../../shared/notifications/note-model.ts';
import type { NoticePage } from '../../../shared/notifications/notice-model.ts';
import type { SendOutcome } from '../../../shared/platform/mail-port.ts';
import { association } from '../../support/digest-content.ts';

const AT = '2026-11-20T10:00:00.000Z';
const notice = {
  ...{ organization: 'maths', notice: 'n1', title: 'Closed', text: 'Snow.', by: 'm00000', at: AT },
};
const idOf = (i: number): string => `m${String(i).padStart(5, '0')}`;

/** A notice to so many, all in memory, by a clock that goes on by what is waited alone. */
const openNotice = (people: number, rate: number) => {
  const kept = new Map<string, Note>();
  const bulks: { at: number; size: number }[] = [];
  const pages: NoticePage[] = [{ organization: 'maths', notice: 'n1' }];
  const waits: number[] = [];
  let now = 0;
  const turns = createTurns({
    rate: () => Promise.resolve(rate),
    elapsed: () => now,
    wait: (ms) => {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
  });
  const member = (i: number) => ({
    ...{ organization: 'maths', member: idOf(i), name: idOf(i), email: `${idOf(i)}@example.org` },
    ...{ role: 'member' as const, joinedAt: AT },
  });
  const forwardedFrom = new Set<string>();
  const done = { finished: false };
  const keep = (notes: readonly Note[]): void => {
    for (const note of notes) kept.set(note.id, note);
  };
  const world = {
    clock: () => new Date(Date.parse(AT) + now),
    place: { publicUrl: 'https://colloquy.example.org', mailFrom: 'mail@colloquy.example.org' },
    turnsOf: turns.many,
    members: { getMember: () => Promise.resolve(member(0)) },
    communities: { getOrganization: () => Promise.resolve(association) },
    digests: {
      ensureSchedule: (_organization: string, id: string) =>
        Promise.resolve({ frequency: 'none', timeZone: 'UTC', hour: 9, weekday: 1, unsubscribeToken: id }),
    },
    standings: { get: () => Promise.resolve(undefined) },
    directory: {
      list: (_organization: string, { size, after }: { size: number; after?: string }) => {
        const first = after === undefined ? 0 : Number(after.slice(1)) + 1;
        const count = Math.min(size, people - first);
        const members = Array.from({ length: count }, (_, i) => member(first + i));
        return Promise.resolve({
          members,
          next: first + count < people ? members.at(-1)?.member : undefined,
        });
      },
    },
    notes: {
      claim: (notes: readonly Note[]) => {
        keep(notes);
        return Promise.resolve('claimed' as const);
      },
      move: (steps: readonly { to: Note }[]) => {
        keep(steps.map(({ to }) => to));
        return Promise.resolve();
      },
      find: (notes: readonly Note[]) => Promise.resolve(notes.flatMap(({ id }) => kept.get(id) ?? [])),
    },
    notices: {
      get: () => Promise.resolve(notice),
      isForwarded: (_o: string, _n: string, page: string) => Promise.resolve(forwardedFrom.has(page)),
      setForwarded: (_o: string, _n: string, page: string) => {
        forwardedFrom.add(page);
        return Promise.resolve();
      },
      finish: () => {
        done.finished = true;
        return Promise.resolve();
      },
    },
    sendBulk: ({ entries }: { entries: readonly unknown[] }): Promise<SendOutcome[]> => {
      bulks.push({ at: now, size: entries.length });
      return Promise.resolve(entries.map(() => ({ kind: 'accepted', messageId: 'm' })));
    },
    forward: (page: NoticePage) => {
      pages.push(page);
      return Promise.resolve();
    },
  };
  return {
    bulks,
    waits,
    kept,
    done,
    elapsed: () => now,
    /** Sees to one page after the other, until none is left. */
    async goOut(): Promise<number> {
      let messages = 0;
      for (let page = pages.shift(); page; page = pages.shift()) {
        await sendNotice(page, world as unknown as SendingNotice);
        messages += 1;
      }
      return messages;
    },
  };
};

describe('a notice to ten thousand, at the rate that an account has at first', () => {
  // 14 mails a second (Amazon SES, "Sending quotas"), of seven senders one.
  it('takes the time of its share and no more, and reaches everybody by bulk mail', async () => {
    const world = openNotice(10_000, 14 / 7);
    expect(await world.goOut()).toBe(200);
    expect(world.done.finished).toBe(true);
    expect([...world.kept.values()].every(({ status }) => status === 'SENT')).toBe(true);
    expect(world.kept.size).toBe(10_000);
    expect(world.bulks.reduce((sum, { size }) => sum + size, 0)).toBe(10_000);
    expect(world.bulks.length).toBeLessThanOrEqual(400);
    expect(world.elapsed()).toBeLessThanOrEqual((10_000 / 2) * 1000);
    expect(Math.max(...world.waits), 'well within a function’s minute').toBeLessThanOrEqual(25_000);
  });
});

describe('a notice at a rate at which a page needs longer than a function has', () => {
  it('is mailed part by part, none of them held back, nobody twice', async () => {
    const world = openNotice(120, 0.5);
    await world.goOut();
    expect(world.bulks.reduce((sum, { size }) => sum + size, 0)).toBe(120);
    expect([...world.kept.values()].filter(({ status }) => status === 'SENT')).toHaveLength(120);
    expect(world.elapsed()).toBeLessThanOrEqual(240_000);
    expect(Math.max(...world.waits)).toBeLessThanOrEqual(25_000);
    for (const { at, size } of world.bulks) expect(at).toBeGreaterThanOrEqual((size - 1) * 2000);
  });
});
