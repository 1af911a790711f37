import { describe, expect, it } from 'vitest';
import { linksAt } from '../../../shared/mail/links.ts';
import { composeNoteMail } from '../../../shared/notifications/compose-note.ts';
import type { Note } from '../../../shared/notifications/note-model.ts';
import { association } from '../../support/digest-content.ts';

const note: Note = {
  organization: 'maths',
  member: 'ana',
  id: 'n'.repeat(32),
  kind: 'mention',
  about: { of: 'post', community: 'algebra', topic: 't', post: 'p', by: 'sara' },
  status: 'SENDING',
  since: '2026-11-20T09:00:00.000Z',
  at: '2026-11-20T09:00:00.000Z',
};

describe('a mail of one note', () => {
  it('keeps names that run the other way from turning the sentence around them', () => {
    const post = { title: 'كيف نبدأ؟', excerpt: 'نعم' };
    const facts = { belongs: true, by: 'سارة', community: 'رياضيات', post };
    const document = composeNoteMail({
      ...{ told: [{ note, facts }], more: 0, wasHeld: false, name: 'Ana', canAnswer: false },
      ...{ organization: association, language: 'en', unsubscribeToken: 'x'.repeat(22) },
      links: linksAt('https://colloquy.example.org'),
    });
    expect(document.heading).toBe('\u2068سارة\u2069 mentioned you');
    expect(document.subject).toBe('You are mentioned: \u2068كيف نبدأ؟\u2069');
    expect(document.sections[0]?.entries[0]?.byline).toBe('\u2068سارة\u2069 in \u2068رياضيات\u2069');
  });
});
