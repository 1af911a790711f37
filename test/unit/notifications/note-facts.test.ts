import { describe, expect, it } from 'vitest';
import { nothingToTell } from '../../../shared/notifications/note-facts.ts';
import type { Note } from '../../../shared/notifications/note-model.ts';
import { held, sentAgain } from '../../../shared/notifications/note-steps.ts';

const doubtful: Note = {
  organization: 'maths',
  member: 'ana',
  id: 'n'.repeat(32),
  kind: 'mention',
  about: { of: 'post', community: 'algebra', topic: 't', post: 'p', by: 'ben' },
  status: 'IN_DOUBT',
  since: '2026-11-10T09:00:00.000Z',
  at: '2026-11-10T09:00:20.000Z',
};
const facts = { belongs: true, post: { title: 'Exit tickets', excerpt: '' } };
const now = new Date('2026-11-20T09:00:00.000Z');

describe('what waited for longer than three days', () => {
  it('is too late to tell by itself, and not where staff found that it had not arrived', () => {
    expect(nothingToTell(held(doubtful, now, now), facts, now)).toBe('too-late');
    const again = sentAgain(doubtful, now);
    expect(again).toMatchObject({ status: 'HELD', until: now.toISOString() });
    expect(nothingToTell(again, facts, now)).toBeUndefined();
  });

  it.each([
    ['at three days it is told, since an outage may last so long', 0, undefined],
    ['a moment later it is not', 1, 'too-late'],
  ])('%s', (_, ms, expected) => {
    const at = new Date(Date.parse(doubtful.since) + 72 * 3_600_000 + ms);
    expect(nothingToTell(doubtful, facts, at)).toBe(expected);
  });

  it('is not told, whoever asks, where its post is gone', () => {
    expect(nothingToTell(sentAgain(doubtful, now), { ...facts, post: 'removed' }, now)).toBe('gone');
  });
});
