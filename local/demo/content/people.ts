import type { DemoCommunity, DemoContent, DemoMember } from '../model.ts';

/** An association that does not exist. */
export const organization: DemoContent['organization'] = {
  organization: 'larkfield',
  name: 'Larkfield Association for Practice Learning',
  url: 'https://larkfield.example.org',
  email: 'badges@larkfield.example.org',
  colour: '#1f5f4a',
  postalAddress: 'Lark Hall, 4 Example Row, Larkfield',
  // A reputation of its own, as npm run mail:organizations would give it: its mail shows that in the outbox.
  ownMail: true,
};

/** Its three communities. */
export const communities: readonly DemoCommunity[] = [
  {
    community: 'mathematics',
    name: 'Thinking in Mathematics',
    purpose:
      'Teachers of 9 to 13 year olds who study how pupils explain mathematics to one another. We bring real work from our classrooms, try one change at a time, and look at the evidence together.',
  },
  {
    community: 'nursing',
    name: 'Safer Handovers',
    purpose:
      'Ward and community nurses who make the handover between shifts safer and kinder. We share what we tried, measure it simply, and keep what patients and colleagues notice.',
  },
  {
    community: 'engineering',
    name: 'Mentors in Engineering',
    purpose:
      'Engineers who mentor people in their first three years of practice. We talk about questions that make somebody think, feedback that can be used, and how to let go of the drawing.',
  },
];

const at = (community: string, role: 'member' | 'facilitator' | 'coach' = 'member') => ({ community, role });
const daily = (timeZone: string, hour: number) =>
  ({ frequency: 'daily', timeZone, hour, weekday: 1 }) as const;
const monthly = (timeZone: string, hour: number, monthday: number) =>
  ({ frequency: 'monthly', timeZone, hour, weekday: 1, monthday }) as const;
const weekly = (timeZone: string, hour: number, weekday: number) =>
  ({ frequency: 'weekly', timeZone, hour, weekday }) as const;

/** Its people. None of them exists; the addresses lead nowhere (RFC 2606). */
export const members: readonly DemoMember[] = [
  {
    member: 'm01',
    name: 'Amara Nwosu-Bell',
    email: 'amara.nwosu-bell@example.org',
    role: 'member',
    joined: [310, '09:00'],
    memberships: [at('mathematics', 'facilitator')],
    digest: daily('Europe/London', 7),
  },
  {
    member: 'm02',
    name: 'Tomasz Wierzbicki',
    email: 'tomasz.wierzbicki@example.org',
    role: 'member',
    joined: [298, '10:15'],
    memberships: [at('mathematics')],
    digest: { ...daily('Europe/Warsaw', 7), quietHours: { from: 21, until: 6 } },
  },
  {
    member: 'm03',
    name: 'Leilani Kahele',
    email: 'leilani.kahele@example.org',
    role: 'member',
    joined: [240, '20:30'],
    memberships: [at('mathematics'), at('engineering')],
    digest: weekly('Pacific/Honolulu', 6, 1),
  },
  {
    member: 'm04',
    name: 'Hyejin Baek',
    email: 'hyejin.baek@example.org',
    role: 'member',
    joined: [201, '01:20'],
    memberships: [at('mathematics')],
    digest: { ...daily('Asia/Seoul', 8), quietHours: { from: 23, until: 7 }, off: ['deadline'] },
  },
  {
    member: 'm05',
    name: 'Inês Carvalhal',
    email: 'ines.carvalhal@example.org',
    role: 'member',
    joined: [305, '11:00'],
    memberships: [at('nursing', 'facilitator')],
    digest: { ...daily('Europe/Lisbon', 6), language: 'fr' },
  },
  {
    member: 'm06',
    name: 'Bilal Rahmani',
    email: 'bilal.rahmani@example.org',
    role: 'member',
    joined: [188, '05:45'],
    memberships: [at('nursing')],
    digest: { ...daily('Asia/Karachi', 7), language: 'ar' },
  },
  {
    member: 'm07',
    name: 'Sunniva Haugdal',
    email: 'sunniva.haugdal@example.org',
    role: 'member',
    joined: [176, '08:10'],
    memberships: [at('nursing')],
    digest: weekly('Europe/Oslo', 7, 5),
  },
  {
    member: 'm08',
    name: 'Thandeka Mokwena',
    email: 'thandeka.mokwena@example.org',
    role: 'member',
    joined: [150, '06:30'],
    memberships: [at('nursing')],
    digest: daily('Africa/Johannesburg', 6),
  },
  {
    member: 'm09',
    name: 'Mateo Quispe Arana',
    email: 'mateo.quispe@example.org',
    role: 'member',
    joined: [301, '14:00'],
    memberships: [at('engineering', 'facilitator')],
    digest: { ...daily('America/Lima', 7), language: 'es' },
  },
  {
    member: 'm10',
    name: 'Anjali Deshmukh-Rao',
    email: 'anjali.deshmukh-rao@example.org',
    role: 'member',
    joined: [133, '04:00'],
    memberships: [at('engineering')],
    digest: daily('Asia/Kolkata', 7),
  },
  {
    member: 'm11',
    name: 'Kwabena Asare-Moor',
    email: 'kwabena.asare-moor@example.org',
    role: 'member',
    joined: [96, '09:40'],
    memberships: [at('engineering')],
    digest: monthly('Africa/Accra', 7, 28),
  },
  {
    member: 'm12',
    name: 'Ruth Ellingboe',
    email: 'ruth.ellingboe@example.org',
    role: 'member',
    joined: [320, '15:00'],
    memberships: [at('mathematics', 'coach'), at('nursing', 'coach')],
    digest: { ...daily('America/Chicago', 6), communities: { nursing: 'mentions' } },
  },
  {
    member: 'm13',
    name: 'Dov Lieberthal',
    email: 'dov.lieberthal@example.org',
    role: 'staff',
    joined: [330, '13:00'],
    memberships: [at('engineering')],
    digest: weekly('America/New_York', 8, 1),
  },
  {
    member: 'm14',
    name: 'Noor van Aalsum',
    email: 'noor.van-aalsum@example.org',
    role: 'administrator',
    joined: [330, '12:30'],
    memberships: [],
    digest: { frequency: 'none', timeZone: 'Europe/Amsterdam', hour: 8, weekday: 1 },
  },
];
