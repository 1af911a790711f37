import { expect, it } from 'vitest';
import { tallyOf } from '../../../functions/record-engagement/tally.ts';
import { groupUpdates } from '../../../shared/engagement/group-updates.ts';
import type { Applied } from '../../../shared/engagement/store.ts';
import type { EventOf } from '../../../shared/events/catalogue.ts';
import { eventOf, postOf } from '../../support/events.ts';

const all = (ids: readonly string[]): PromiseSettledResult<Applied> => ({
  status: 'fulfilled',
  value: { recorded: ids, duplicates: [] },
});
const known = (ids: readonly string[]): PromiseSettledResult<Applied> => ({
  status: 'fulfilled',
  value: { recorded: [], duplicates: ids },
});
const lost: PromiseSettledResult<Applied> = { status: 'rejected', reason: new Error('throttled') };

const tally = (
  events: readonly EventOf[],
  outcome: (ids: readonly string[], member: string) => PromiseSettledResult<Applied>,
) => {
  const updates = groupUpdates(events);
  const { recorded, duplicates, failed } = tallyOf(
    events.length,
    updates,
    updates.map(({ update }) =>
      outcome(
        update.entries.map(({ id }) => id),
        update.member,
      ),
    ),
  );
  return { recorded, duplicates, failed: [...failed.keys()].sort() };
};
const cycle = eventOf('cycle.completed', { cycle: 'c', title: 'T', members: ['grace', 'emmy'] });

it.each([
  ['all are new', [postOf('1'), postOf('2')], all, { recorded: 2, duplicates: 0, failed: [] }],
  ['all are known', [postOf('1'), postOf('2')], known, { recorded: 0, duplicates: 2, failed: [] }],
  ['one comes twice', [postOf('1'), postOf('1')], all, { recorded: 1, duplicates: 1, failed: [] }],
  ['one has two members', [cycle], all, { recorded: 1, duplicates: 0, failed: [] }],
  ['nothing came', [], all, { recorded: 0, duplicates: 0, failed: [] }],
])('counts events, not writes, where %s', (_, events, outcome, expected) => {
  expect(tally(events, outcome)).toEqual(expected);
});

it("gives back the events of the write that failed, its duplicates too, and no other's", () => {
  const events = [postOf('1'), postOf('2', 'reply', { member: 'grace' }), postOf('1'), postOf('3')];
  const outcome = (ids: readonly string[], member: string) => (member === 'ada' ? lost : all(ids));
  expect(tally(events, outcome)).toEqual({ recorded: 1, duplicates: 0, failed: [0, 2, 3] });
});

it('counts an event of two members when its last record is written, not before and not twice', () => {
  const half = (ids: readonly string[], member: string) => (member === 'emmy' ? lost : all(ids));
  expect(tally([cycle], half)).toEqual({ recorded: 0, duplicates: 0, failed: [0] });
  const rest = (ids: readonly string[], member: string) => (member === 'emmy' ? all(ids) : known(ids));
  expect(tally([cycle], rest)).toEqual({ recorded: 1, duplicates: 0, failed: [] });
});
