import type { Organization } from '../../shared/communities/model.ts';
import { composeDigestMail } from '../../shared/digests/compose-mail.ts';
import type { DigestItem } from '../../shared/digests/content.ts';
import type { MailDocument } from '../../shared/mail/document.ts';
import { linksAt } from '../../shared/mail/links.ts';

const WEEK = 7 * 86_400_000;

/** A digest of made-up news, in an organization's look and language: what staff see of a change before members do. */
export const sampleDigest = (organization: Organization, publicUrl: string, now: Date): MailDocument => {
  const links = linksAt(publicUrl);
  const itemOf = (own: Pick<DigestItem, 'section' | 'why' | 'title'> & Partial<DigestItem>): DigestItem => ({
    id: `sample/${own.section}`,
    url: links.home,
    community: 'Algebra in year 9',
    people: [],
    others: 0,
    posts: 0,
    opened: false,
    atLeast: false,
    excerpt: '',
    at: now.toISOString(),
    ...own,
  });
  const until = now.toISOString();
  return composeDigestMail({
    content: {
      introductions: [],
      items: [
        itemOf({
          section: 'to-you',
          why: { kind: 'reply-to-you' },
          title: 'Number lines before circles?',
          people: ['Ben Okafor', 'Chen Wei'],
          posts: 2,
          excerpt: 'We tried paper strips first, and far fewer stumbled at five quarters.',
        }),
        itemOf({
          section: 'next',
          why: {
            kind: 'next-step',
            step: 4,
            dueOn: new Date(now.getTime() + WEEK).toISOString().slice(0, 10),
          },
          title: 'Do exit tickets tell us what to teach next?',
        }),
        itemOf({
          section: 'unanswered',
          why: { kind: 'unanswered', days: 3 },
          title: 'Who has a good task on ratios?',
          people: ['Dora Lindqvist'],
          posts: 1,
          opened: true,
        }),
      ],
      more: [{ community: 'Algebra in year 9', url: links.home, posts: 12, atLeast: false }],
    },
    member: { name: 'Ana Silva' },
    organization,
    schedule: {
      organization: organization.organization,
      member: 'sample',
      frequency: 'weekly',
      timeZone: 'UTC',
      hour: 7,
      weekday: 1,
      coveredUntil: until,
      unsubscribeToken: 'a-sample-ends-nothing',
    },
    window: { from: new Date(now.getTime() - WEEK).toISOString(), until },
    links,
    now,
  });
};
