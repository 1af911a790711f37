import { describe, expect, it } from 'vitest';
import { Language } from '../../../shared/mail/language.ts';
import { linksAt } from '../../../shared/mail/links.ts';
import { renderMail } from '../../../shared/mail/render-mail.ts';
import { digestSayings } from '../../../shared/mail/sayings-digest.ts';
import { composeNoteMail, type NoteMail } from '../../../shared/notifications/compose-note.ts';
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

const mail = (more: Pick<NoteMail, 'told'> & Partial<NoteMail>) =>
  composeNoteMail({
    ...{ more: 0, wasHeld: false, name: 'Ana', canAnswer: false, organization: association, language: 'en' },
    ...{ unsubscribeToken: 'x'.repeat(22), links: linksAt('https://colloquy.example.org') },
    ...more,
  });
const partsOf = (document: ReturnType<typeof mail>) => {
  const { html, text } = renderMail(document);
  return [html, text].map((part) => part.replace(/\s+/g, ' '));
};

const since = '2026-11-22T12:58:00.000Z';
const notice = {
  note: { ...note, kind: 'notice', about: { of: 'notice', notice: 'n1', page: '*#' }, since },
  facts: {
    belongs: true,
    by: 'Petra',
    notice: {
      ...{ organization: 'maths', notice: 'n1', title: 'Tomorrow’s meeting moves to 18:00' },
      ...{ text: 'Tomorrow, in the hall.', by: 'petra', at: since },
    },
  },
} as const;
const posted = {
  note: { ...note, since },
  facts: {
    belongs: true,
    by: 'Sara',
    community: 'Algebra',
    post: { title: 'Tomorrow', excerpt: 'Bring it.' },
  },
};
const wasHeld = { by: 'quiet', timeZone: 'Europe/Madrid' } as const;

describe('a mail of what was held back', () => {
  it.each([
    ['en', 'Written on Sunday 22 November at 13:58', 'It waited until your quiet hours were over.'],
    ['es', 'Escrito el domingo, 22 de noviembre, a las 13:58', 'terminaran tus horas de silencio.'],
    ['fr', 'Écrit le dimanche 22 novembre à 13:58', 'Il a attendu la fin de vos heures de silence.'],
    ['ar', 'كُتب يوم الأحد، 22 نوفمبر في الساعة 1:58 م', 'انتظرت حتى انتهت ساعات الهدوء.'],
  ] as const)(
    'says when a notice was written and what held it, in both parts (%s)',
    (language, when, why) => {
      for (const part of partsOf(mail({ told: [notice], wasHeld, language }))) {
        expect(part).toContain(when);
        expect(part).toContain(why);
      }
      for (const part of partsOf(mail({ told: [notice], language }))) {
        expect(part).not.toContain(when);
        expect(part).not.toContain(why);
      }
    },
  );

  it('says it of each of several, and of a post whose whole text it carries', () => {
    const later = { ...posted, note: { ...posted.note, since: '2026-11-22T21:30:00.000Z' } };
    for (const part of partsOf(mail({ told: [notice, posted, later], wasHeld }))) {
      expect(part.match(/Written on Sunday 22 November at 13:58/g)).toHaveLength(2);
      expect(part.match(/Written on Sunday 22 November at 22:30/g)).toHaveLength(1);
    }
    const whole = { ...posted, facts: { ...posted.facts, text: 'Bring it.\nAll of it.' } };
    for (const part of partsOf(mail({ told: [whole], wasHeld })))
      expect(part).toContain('Sara in Algebra · Written on Sunday 22 November at 13:58');
  });

  it('names one reason, in one sentence', () => {
    const reasonOf = (by: 'quiet' | 'hour' | 'several' | 'other', language: Language) =>
      mail({ told: [posted, posted], wasHeld: { ...wasHeld, by }, language }).footer.reason;
    const why = 'You get this mail because you want to hear of these things at once.';
    expect(reasonOf('several', 'en')).toBe(`${why} It waited because several posts came in a few minutes.`);
    expect(reasonOf('other', 'en')).toBe(`${why} It waited for a while before it was sent.`);
    for (const language of Language.options) {
      const reasons = (['quiet', 'hour', 'several', 'other'] as const).map((by) => reasonOf(by, language));
      expect(new Set(reasons).size).toBe(4);
    }
  });
});

describe('a mail of a deadline', () => {
  it.each(Language.options)('names the step that is due as the digest does (%s)', (language) => {
    const at = { by: 'ana', at: since, note: '' };
    const cycle = {
      ...{ organization: 'maths', community: 'algebra', cycle: 'c', title: 'Number talks', members: ['ana'] },
      ...{ startedAt: since, completed: [at, at, at, at], nextDueOn: '2026-11-25', revision: 4 },
    };
    const about = { of: 'cycle', community: 'algebra', cycle: 'c', dueOn: '2026-11-25' } as const;
    const told = { note: { ...note, kind: 'deadline', about }, facts: { belongs: true, cycle } } as const;
    const step = digestSayings(language)('step-5');
    for (const today of ['2026-11-24', '2026-11-25']) {
      const document = mail({ told: [told], language, today });
      expect(document.subject).toContain(step);
      expect(document.subject).toContain('Number talks');
      for (const part of partsOf(document)) expect(part.split(step).length).toBeGreaterThanOrEqual(3);
    }
  });
});
