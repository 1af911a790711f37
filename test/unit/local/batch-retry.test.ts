import { describe, expect, it } from 'vitest';
import { batchOutcome } from '../../../local/system/batch-outcome.ts';
import { nextSteps } from '../../../local/system/batch-retry.ts';

const records = ['1', '2', '3', '4', '5'];
const itself = (record: string) => record;
const some = (...items: string[]) => ({ failed: 'some' as const, items: new Set(items), reason: 'reported' });
const all = { failed: 'all' as const, reason: 'Error: no' };

describe('what follows after a batch of a stream', () => {
  it('is nothing where all of it was done', () => {
    const steps = nextSteps({ records, tries: 3 }, { failed: 'none' }, itself, { bisect: true, retries: 5 });
    expect(steps).toEqual({ done: 5, next: [], again: false, givenUp: undefined });
  });

  it('goes on from the first record that was reported, with its retries unused', () => {
    const steps = nextSteps({ records, tries: 3 }, some('5', '3'), itself, { bisect: true, retries: 5 });
    expect(steps).toEqual({
      done: 2,
      next: [{ records: ['3', '4', '5'], tries: 0 }],
      again: false,
      givenUp: undefined,
    });
  });

  it('halves a batch that fails from its first record on', () => {
    const halves = [
      { records: ['1', '2', '3'], tries: 0 },
      { records: ['4', '5'], tries: 0 },
    ];
    for (const outcome of [all, some('1')]) {
      expect(nextSteps({ records, tries: 0 }, outcome, itself, { bisect: true, retries: 0 }).next).toEqual(
        halves,
      );
    }
  });

  it('tries a single record again until its retries are used up, and then gives it up', () => {
    const rules = { bisect: true, retries: 2 };
    const first = nextSteps({ records: ['1'], tries: 0 }, all, itself, rules);
    expect(first).toEqual({ done: 0, next: [{ records: ['1'], tries: 1 }], again: true, givenUp: undefined });
    const last = nextSteps({ records: ['1'], tries: 2 }, all, itself, rules);
    expect(last).toEqual({ done: 1, next: [], again: false, givenUp: 'Error: no' });
  });

  it('tries for ever where the template sets no end', () => {
    const steps = nextSteps({ records, tries: 5000 }, all, itself, { bisect: false, retries: -1 });
    expect(steps.next).toEqual([{ records, tries: 5001 }]);
  });
});

describe("a function's answer to a batch", () => {
  const answer = (value: unknown) => batchOutcome({ ok: true, value }, records, true);

  it.each([null, {}, { batchItemFailures: [] }])('%j means that all was done', (value) => {
    expect(answer(value)).toEqual({ failed: 'none' });
  });

  it('names what was not done', () => {
    const outcome = answer({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(outcome).toMatchObject({ failed: 'some', items: new Set(['2']) });
  });

  it.each([
    { batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '' }] },
    { batchItemFailures: [{ itemIdentifier: '9' }] },
    { batchItemFailures: 'all' },
    'done',
  ])('%j fails the whole batch', (value) => {
    expect(answer(value).failed).toBe('all');
  });

  it('means nothing where the mapping does not ask for it', () => {
    const value = { batchItemFailures: [{ itemIdentifier: '2' }] };
    expect(batchOutcome({ ok: true, value }, records, false)).toEqual({ failed: 'none' });
  });

  it('is the failure of all where the function failed', () => {
    const outcome = batchOutcome({ ok: false, errorType: 'Error', errorMessage: 'no' }, records, true);
    expect(outcome).toEqual({ failed: 'all', reason: 'Error: no' });
  });
});
