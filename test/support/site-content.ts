import type { Actor } from '../../shared/access/policy.ts';
import type { DigestSchedule } from '../../shared/digests/model.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { startSchedule } from '../../shared/digests/window.ts';
import { createPost } from '../../shared/discussions/create-post.ts';
import { excerptOfText } from '../../shared/discussions/excerpt.ts';
import { groupUpdates } from '../../shared/engagement/group-updates.ts';
import type { PostKind } from '../../shared/events/catalogue.ts';
import { makeEvent } from '../../shared/events/parse-event.ts';
import { completeStep } from '../../shared/inquiry/complete-step.ts';
import { meetGoal } from '../../shared/inquiry/meet-goal.ts';
import { setGoal } from '../../shared/inquiry/set-goal.ts';
import { startCycle } from '../../shared/inquiry/start-cycle.ts';
import { eventOf } from './events.ts';
import { NOW, type Site } from './site.ts';

const DAY = 86_400_000;

/** The capability in the links of Mira's mail. */
export const UNSUBSCRIBE_TOKEN = 'token-of-mira-0123456789';
const organization = 'lakeside';
const community = 'number-sense';

/** A digest of Mira's that was sent and one that is in doubt, before what is due next. */
const claimDigests = async ({ stores, tables }: Site, schedule: DigestSchedule): Promise<void> => {
  const digests = createDigestsStore(tables.community);
  let present = schedule;
  for (const daysAgo of [6, 5]) {
    const until = new Date(NOW.getTime() - daysAgo * DAY).toISOString();
    const about = { organization, member: 'mira', from: present.coveredUntil, until, at: until, items: 4 };
    const claim = { ...about, status: 'SENDING' } as const;
    await digests.claim(present, claim, schedule.dueAt);
    if (daysAgo === 5) await digests.markInDoubt(claim);
    else {
      const event = makeEvent('digest.sent', {
        ...{ id: `digest-${daysAgo}`, source: 'colloquy', time: until, organization, subject: 'mira' },
        data: { member: 'mira', from: about.from, until, items: about.items },
      });
      await digests.settle(claim, { status: 'SENT', messageId: `mail-${daysAgo}`, event });
    }
    present = (await stores.digests.getSchedule(organization, 'mira')) ?? present;
  }
};

/** A credential of a test by its number; a UUID, as every credential's identifier is. */
export const credentialId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const achievements = [
  ['steady-voice', 'Steady Voice', 'Ten replies that helped a colleague on.'],
  ['cycle-of-inquiry', 'Cycle of Inquiry', 'A whole cycle of inquiry, from data to reflection.'],
  ['goal-setter', 'Goal Met', 'A goal set, measured and met.'],
  ['welcoming-host', 'Welcoming Host to New Colleagues', 'Answered the first topic of five new members.'],
] as const;

/** The achievement of a credential of the test's, by its identifier. */
export const achievementOf = (credential: string) => {
  const [achievement, name, description] =
    achievements[Number(credential.slice(-1)) % achievements.length] ?? achievements[0];
  return { achievement, name, description, criteria: description };
};

const texts = [
  [
    'mira',
    'topic',
    'Counting backwards across a ten: what finally worked',
    'Half of my group still loses the thread at 50, 49. We put two number lines on the floor and walked them, first with words, then without.\n\nWhat do you use when the words come too fast? I wrote down what we tried at https://lakeside.example.org/notes/backwards (three pages).',
  ],
  [
    'tomas',
    'reply',
    '',
    'We had the same. What helped: say the tens, whisper the ones. After a week nobody whispered any more.',
  ],
  [
    'noor',
    'reply',
    '',
    'Could you film two minutes of it? I would like to look at where their eyes go.\n\nIf 3 < 5 and 5 < 9, then they know more about order than they show. <b>Really.</b>',
  ],
  ['mira', 'comment', '', 'Will do on Tuesday. Thank you!'],
] as const;

const writePosts = async ({ stores }: Site): Promise<void> => {
  const write = async (
    kind: PostKind,
    member: string,
    post: string,
    topic: string,
    title: string,
    body: string,
    hoursAgo: number,
  ) => {
    const at = new Date(NOW.getTime() - hoursAgo * 3_600_000);
    const written = createPost({
      organization,
      community,
      member,
      post,
      kind,
      topic,
      title,
      body,
      at,
      eventId: `e-${post}`,
    });
    await stores.discussions.createPost(written.post, written.event);
    await stores.feed.add({
      organization,
      community,
      post,
      kind,
      topic,
      member,
      title,
      excerpt: excerptOfText(body),
      postedAt: at.toISOString(),
    });
  };
  for (const [i, [member, kind, title, body]] of texts.entries()) {
    await write(kind, member, `post-${i}`, 'post-0', title || texts[0][2], body, 20 - i * 3);
  }
  const titles = [
    'Which manipulatives survive a whole year?',
    'Reading our spring data together: Thursday, room 12',
    'A word wall for fractions that children actually use, and three that they walked past every day without a glance',
    'Estimation jars: the rules we agreed on',
  ];
  for (const [i, title] of titles.entries()) {
    await write(
      'topic',
      ['tomas', 'noor', 'mira', 'tomas'][i] ?? 'mira',
      `topic-${i}`,
      `topic-${i}`,
      title,
      'I tried the wooden ones, the foam ones and the paper ones. Here is what was left in May, and what I would buy again with my own money.',
      40 + i * 30,
    );
  }
  await stores.feed.add({
    organization,
    community,
    post: 'elsewhere-1',
    topic: 'elsewhere-1',
    kind: 'topic',
    member: 'noor',
    title: 'A question from the district forum',
    excerpt: 'It was asked over there, and is answered over there.',
    link: 'https://forum.example.org/t/1',
    postedAt: new Date(NOW.getTime() - 9 * DAY).toISOString(),
  });
};

const inquire = async (site: Site): Promise<void> => {
  const { stores } = site;
  const tomas: Actor = {
    organization,
    member: 'tomas',
    role: 'member',
    communities: new Map([[community, 'facilitator']]),
  };
  const begun = startCycle({
    organization,
    community,
    cycle: 'cycle-1',
    title: 'Why do so few of our students ask questions?',
    members: ['mira', 'noor'],
    by: 'tomas',
    at: new Date(NOW.getTime() - 60 * DAY),
    eventId: 'e-cycle',
  });
  let cycle = begun.cycle;
  await stores.inquiry.putCycle(cycle, begun.event);
  const notes = [
    'In 14 of 18 lessons we watched, nobody asked anything after minute ten.',
    '',
    'Wait time of five seconds, and question stems on every desk.',
  ];
  for (const [i, note] of notes.entries()) {
    const decision = completeStep(cycle, tomas, {
      step: i + 1,
      note,
      at: new Date(NOW.getTime() - (50 - i * 12) * DAY),
      eventId: `e-step-${i}`,
    });
    if (decision.outcome !== 'completed') throw new Error(decision.because);
    cycle = decision.cycle;
    await stores.inquiry.saveCycle(cycle, decision.event);
  }
  for (const [goal, title, measure, met] of [
    [
      'goal-1',
      'Let three students explain before I do, in every lesson',
      'A tally on my desk, four weeks running.',
      false,
    ],
    ['goal-2', 'Visit two colleagues in their classrooms', '', true],
  ] as const) {
    const at = new Date(NOW.getTime() - 30 * DAY);
    const set = setGoal({
      organization,
      community,
      member: 'mira',
      goal,
      title,
      measure,
      at,
      eventId: `e-${goal}`,
    });
    await stores.inquiry.putGoal(set.goal, set.event);
    const next = met ? meetGoal(set.goal, { by: 'mira', at: NOW, eventId: `m-${goal}` }) : undefined;
    if (next?.outcome === 'changed') await stores.inquiry.saveGoal(next.goal, next.event);
  }
  const schedule = startSchedule({
    ...{ organization, member: 'mira', unsubscribeToken: UNSUBSCRIBE_TOKEN },
    preferences: { frequency: 'weekly', timeZone: 'America/New_York', hour: 7, weekday: 1, off: ['mention'] },
    since: new Date(NOW.getTime() - 7 * DAY).toISOString(),
    now: NOW,
  });
  await stores.digests.putSchedule(schedule);
  await claimDigests(site, schedule);
};

const recognise = async ({ stores }: Site): Promise<void> => {
  const members = ['mira', 'tomas', 'noor'];
  const events = Array.from({ length: 29 * 6 }, (_, i) => {
    const day = Math.floor(i / 6);
    const time = new Date(NOW.getTime() - day * DAY).toISOString();
    const member = members[(i * 7) % 3] ?? 'mira';
    const place = member === 'mira' && i % 4 === 0 ? 'science-lab' : community;
    const more = { organization, id: `engaged-${i}`, time };
    if ((i * 5 + day * 3) % 11 > 6 && i % 2 === 0) return [];
    return [
      i % 5 === 0
        ? eventOf(
            'meeting.attended',
            { member, community: place, meeting: 'm', kind: 'virtual', minutes: 45 },
            more,
          )
        : eventOf(
            'post.created',
            { member, community: place, post: `p-${i}`, kind: 'reply', topic: 't', title: 'T', excerpt: '' },
            more,
          ),
    ];
  }).flat();
  for (const { update } of groupUpdates(events)) await stores.engagement.apply(update);

  for (const n of achievements.keys()) {
    const credential = credentialId(n);
    const achievement = achievementOf(credential);
    const issuedAt = new Date(NOW.getTime() - (n * 9 + 1) * DAY).toISOString().replace(/\.\d+Z$/, 'Z');
    const rule = achievement.achievement;
    await stores.credentials.put(
      {
        credential,
        organization,
        member: 'mira',
        rule,
        period: 'ever',
        achievement,
        recipientName: 'Mira Solano',
        issuerName: 'Lakeside Educators Association',
        issuedAt,
        document: '{}',
        standing: 'valid',
        changes: 0,
        visibility: 'public',
      },
      makeEvent('credential.issued', {
        id: `c-${n}`,
        source: 'colloquy',
        time: issuedAt,
        organization,
        data: { member: 'mira', credential, rule },
      }),
    );
    await stores.awards.commit({
      organization,
      member: 'mira',
      rule,
      ruleName: achievement.name,
      period: 'ever',
      reason: achievement.description,
      evidence: ['post.created/reply: 10 of 10'],
      grantedAt: new Date(NOW.getTime() - (n * 9 + 1) * DAY).toISOString(),
      credential,
      badge: achievement,
      ...(n % 2 === 1 && { credit: { amount: 2.5 * n, unit: 'hours' } }),
    });
  }
};

/** A catalogue of one achievement, a pathway to another, a draft of awards and one that is being awarded. */
const awardByHand = async ({ stores }: Site): Promise<void> => {
  const achievement = {
    achievement: 'mentor',
    name: 'Mentor of New Colleagues',
    description: 'Accompanied a colleague through their first year.',
    criteria: 'Met a new colleague every month for a year, and looked at it together at the end.',
    level: 'Level 2',
    results: [{ result: 'score', name: 'Score', resultType: 'RawScore' as const, valueMax: '100' }],
    alignment: [{ targetName: 'Coaching', targetUrl: 'https://frameworks.example.org/coaching' }],
  };
  const changedAt = NOW.toISOString();
  await stores.achievements.put({ organization, achievement, revision: 1, changedAt, changedBy: 'petra' });
  await stores.awards.putRule({
    organization,
    rule: 'guide',
    name: 'Guide',
    reason: 'Holds what a guide needs.',
    grants: { badge: { ...achievement, achievement: 'guide', name: 'Guide of the Association' } },
    criterion: {
      all: [
        { badge: 'steady-voice' },
        { badge: 'mentor' },
        { count: 'meeting.attended', atLeast: 12, in: 'any-one-community' },
      ],
    },
    every: 'once',
  });
  const line = { period: 'ever', said: {}, outcome: 'ready' as const, says: 'Will be awarded.' };
  const lines = [
    { ...line, line: 2, given: 'mira', member: 'mira' },
    { ...line, line: 3, given: 'tomas', member: 'tomas' },
    { ...line, line: 4, given: 'nobody', outcome: 'unknown' as const, says: 'There is no such member.' },
  ];
  for (const batch of ['batch-1', 'batch-2']) {
    const drafted = await stores.batches.draft(
      { organization, batch, achievement, uploadedBy: 'petra' },
      lines,
      NOW,
    );
    if (batch === 'batch-2') await stores.batches.confirm(drafted, 'petra', NOW);
  }
};

/** Fills the seeded association with what half a year leaves behind: posts, a cycle, goals, engagement, badges, credits. */
export const fillSite = async (site: Site): Promise<void> => {
  await writePosts(site);
  await inquire(site);
  await recognise(site);
  await awardByHand(site);
};
