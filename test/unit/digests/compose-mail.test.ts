import { describe, expect, it } from 'vitest';
import { meetingReason } from '../../../shared/credits/meeting-words.ts';
import { composeDigestMail } from '../../../shared/digests/compose-mail.ts';
import type { DigestItem } from '../../../shared/digests/content.ts';
import type { Language } from '../../../shared/mail/language.ts';
import { renderMailHtml } from '../../../shared/mail/render-html.ts';
import { renderMailText } from '../../../shared/mail/render-text.ts';
import { association, itemOf, mailMatterOf } from '../../support/digest-content.ts';
import { communityOf, contentFor, topic, week } from './content-sample.ts';
import { credit } from './sample.ts';

const entriesOf = (items: readonly DigestItem[], language?: Language) =>
  composeDigestMail(mailMatterOf({ items, introductions: [] }, {}, language)).sections.flatMap(
    ({ entries }) => entries,
  );

const discussion = (own: Partial<DigestItem>): DigestItem =>
  itemOf({ section: 'popular', why: { kind: 'discussion' }, people: ['Ben', 'Chen'], others: 2, ...own });

describe('composeDigestMail', () => {
  it('reads well as plain text, every kind of item in its section with its reason', () => {
    expect(renderMailText(composeDigestMail(mailMatterOf()))).toMatchSnapshot();
  });

  it.each([
    [{ posts: 1, opened: true, people: ['Ben'], others: 0 }, 'New topic by Ben'],
    [{ posts: 2, opened: true }, 'New topic and 1 reply by Ben, Chen and 2 others'],
    [{ posts: 4, opened: true, others: 1 }, 'New topic and 3 replies by Ben, Chen and 1 other'],
    [{ posts: 1, people: [], others: 0 }, '1 reply by a member'],
    [{ posts: 2, others: 0 }, '2 replies by Ben and Chen'],
    [{ posts: 2, atLeast: true, people: ['Ben'], others: 0 }, '2 or more replies by Ben'],
    [
      { posts: 3, opened: true, atLeast: true, people: ['Ben'], others: 0 },
      'New topic and 2 or more replies by Ben',
    ],
  ])('says in words how many posts an entry tells of: %j', (own, expected) => {
    expect(entriesOf([discussion(own)])[0]?.byline).toBe(expected);
  });

  it('counts what it leaves out, and of many communities the rest together', () => {
    const moreOf = (count: number): string[] =>
      composeDigestMail(
        mailMatterOf({
          more: Array.from({ length: count }, (_, i) => ({
            community: `C${i}`,
            url: `https://colloquy.example.org/communities/c${i}`,
            posts: i,
            atLeast: i === 2,
          })),
        }),
      ).more.map(({ text }) => text);
    expect(moreOf(4)).toEqual([
      'More in C0',
      'And 1 more post in C1',
      'And 2 or more other posts in C2',
      'And 3 more posts in C3',
    ]);
    expect(moreOf(9)).toHaveLength(9);
    expect(moreOf(12).at(-1)).toBe('And 38 more posts in 4 other communities');
  });

  it('says its period by the member’s own clock, and their language before the organization’s', () => {
    const spoken = (own: Parameters<typeof mailMatterOf>[1], language?: Language) =>
      composeDigestMail(mailMatterOf({}, own, language)).paragraphs[0];
    expect(spoken({})).toBe(
      'Here is what happened in your communities from Monday 9 November at 07:00 to Monday 16 November at 07:00.',
    );
    const spanish = { organization: { ...association, language: 'es' } } as const;
    expect(spoken(spanish)).toBe(
      'Esto es lo que ha pasado en tus comunidades desde el lunes, 9 de noviembre, a las 07:00 hasta el lunes, 16 de noviembre, a las 07:00.',
    );
    expect(spoken({ window: { ...week, from: '2026-11-09T06:00:00.000Z' } }, 'es')).toContain('a la 01:00');
    expect(spoken(spanish, 'ar')).toContain('في الساعة 7:00 ص');
    expect(spoken(spanish, 'fr')).toBe(
      'Voici ce qui s’est passé dans vos communautés, du lundi 9 novembre à 07:00 au lundi 16 novembre à 07:00.',
    );
  });

  it('keeps names that run the other way from turning the sentence around them', () => {
    const [entry] = entriesOf([discussion({ posts: 1, people: ['Ben', 'سارة'], others: 0 })], 'ar');
    expect(entry?.byline).toBe('رد واحد من \u2068Ben\u2069 و\u2068سارة\u2069');
    const [english] = entriesOf([discussion({ posts: 1, people: ['Ben', 'سارة'], others: 0 })]);
    expect(english?.byline).toBe('1 reply by Ben and \u2068سارة\u2069');
  });

  it('says what this system knows of credit in the member’s language, and leaves what somebody wrote as it is', () => {
    const credited = (unit: string, reason: string, amount = 1.5) => {
      const entry = { ...credit, amount, unit, reason, activity: 'Meeting of Algebra', minutes: 90 };
      return contentFor([], { credits: [entry] }).items;
    };
    const said = (language: Language, ...of: Parameters<typeof credited>) => {
      const [entry] = entriesOf(credited(...of), language);
      return [entry?.title, entry?.byline];
    };
    const reason = meetingReason({ minutes: 90, community: 'Algebra', program: 'CE units' });
    expect(said('en', 'CEU', reason)).toEqual([
      '90 minutes of a meeting of Algebra, under CE units',
      '1.5 CEU',
    ]);
    expect(said('es', 'hours', reason)).toEqual([
      '90 minutos de una reunión de Algebra, en el programa CE units',
      '1,5 horas',
    ]);
    expect(said('fr', 'CPE credits', reason, -2)).toEqual([
      '90 minutes de réunion dans la communauté Algebra, au titre du programme CE units',
      '-2 crédits CPE',
    ]);
    expect(said('ar', 'hours', reason, 2)).toEqual([
      '90 دقيقة من اجتماع \u2068Algebra\u2069، ضمن برنامج \u2068CE units\u2069',
      'ساعتان',
    ]);
    expect(said('es', 'stars', 'For a good question')).toEqual(['For a good question', '1,5 stars']);
  });

  it('says of several entries of one unit that they are several, and never that one of them gave all of it', () => {
    const reason = meetingReason({ minutes: 60, community: 'Algebra', program: 'CE units' });
    const meeting = { ...credit, unit: 'CPE credits', reason, activity: 'Meeting of Algebra', minutes: 60 };
    const { items } = contentFor([], {
      credits: [
        { ...meeting, entry: 1, amount: 1.8 },
        { ...meeting, entry: 2, amount: 1.2 },
      ],
    });
    const said = (language: Language) => {
      const [entry] = entriesOf(items, language);
      return [entry?.title, entry?.byline];
    };
    expect(said('en')).toEqual(['2 entries in your record of credit', '3 CPE credits in all']);
    expect(said('es')).toEqual(['2 anotaciones en tu registro de créditos', '3 créditos CPE en total']);
    expect(said('fr')).toEqual(['2 inscriptions dans votre relevé de crédits', '3 crédits CPE au total']);
    expect(said('ar')).toEqual(['قيدان في سجل رصيدك', '3 نقاط CPE إجمالًا']);
  });

  it('names what is overdue in the subject only where there is nothing else', () => {
    const due = (title: string, overdue: boolean) =>
      itemOf({ section: 'next', title, why: { kind: 'goal', percent: 0, dueOn: '2026-11-10', overdue } });
    const subjectOf = (...items: DigestItem[]) => composeDigestMail(mailMatterOf({ items })).subject;
    expect(subjectOf(due('Late', true), discussion({ posts: 1, title: 'New' }))).toMatch(/^New · 1 more · /);
    expect(subjectOf(due('Late', true))).toMatch(/^Late · /);
    expect(entriesOf([due('Late', true)])[0]?.reason).toContain('was to be met by Tuesday 10 November');
  });

  it('keeps the paragraphs of an introduction, and makes links of its addresses alone', () => {
    const text = 'Join at https://meet.example.org/a?b=1&c.\n\nOr not: javascript:alert(1)';
    const by = { organization: 'maths', community: 'algebra', by: 'ben', from: week.from };
    const introduction = { ...by, text, until: '2026-12-01T00:00:00.000Z' };
    const { introductions } = contentFor([communityOf([topic({ post: 't' })], { introduction })]);
    const document = composeDigestMail(mailMatterOf({ introductions }));
    expect(document.sections[0]?.paragraphs).toEqual(text.split('\n\n'));
    const page = renderMailHtml(document);
    expect(page).toMatch(/<a [^>]*href="https:\/\/meet\.example\.org\/a\?b=1&amp;c"[^>]*>[^<]*<\/a>\.<\/p>/);
    expect(page).not.toContain('href="javascript');
    expect(renderMailText(document)).toContain('Join at https://meet.example.org/a?b=1&c.\n\nOr not');
  });

  it('makes one line of whatever was written, and cuts what is long', () => {
    const title = 'Two\r\nBcc: everybody@example.org\u202e';
    const document = composeDigestMail(
      mailMatterOf({ items: [discussion({ posts: 1, title, excerpt: '😀'.repeat(200) })] }),
    );
    expect(document.subject).toBe('Two Bcc: everybody@example.org · Association of Mathematics Teachers');
    const excerpt = document.sections.at(-1)?.entries[0]?.excerpt ?? '';
    expect(excerpt.length).toBeLessThanOrEqual(200);
    expect(excerpt.isWellFormed()).toBe(true);
  });
});
