import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Route, routes } from '../../../functions/web/route-table.ts';
import { createPost } from '../../../shared/discussions/create-post.ts';
import { setGoal } from '../../../shared/inquiry/set-goal.ts';
import { startCycle } from '../../../shared/inquiry/start-cycle.ts';
import { NOW, openSite, people, type Role, type Site, seedSite } from '../../support/site.ts';

type Visitor = Role | 'nobody';
const visitors: Visitor[] = ['nobody', ...(Object.keys(people) as Role[])];

const open: Visitor[] = visitors;
const signedIn: Visitor[] = visitors.filter((visitor) => visitor !== 'nobody');
const inside: Visitor[] = ['member', 'facilitator', 'coach'];
/** Another organization's staff may do here what staff may: to what is their own organization's, which is checked below. */
const staff: Visitor[] = ['staff', 'administrator', 'staff-of-another-organization'];

/** Who gets past the policy, route by route. A route that is missing here fails to compile. */
const allowed: Record<keyof typeof routes, Visitor[]> = {
  style: open,
  about: open,
  signIn: open,
  beginSignIn: open,
  signedIn: open,
  signedOut: open,
  unsubscribe: open,
  doUnsubscribe: open,
  unsubscribeList: open,
  doUnsubscribeList: open,
  preferencesByLink: open,
  savePreferencesByLink: open,
  signOut: signedIn,
  home: signedIn,
  community: [...inside, ...staff],
  newTopic: inside,
  createTopic: inside,
  topic: [...inside, ...staff],
  createPost: inside,
  newCycle: ['facilitator'],
  createCycle: ['facilitator'],
  cycle: [...inside, ...staff],
  completeStep: ['facilitator'],
  rescheduleCycle: ['facilitator'],
  curateDigest: ['facilitator'],
  saveIntroduction: ['facilitator'],
  removeIntroduction: ['facilitator'],
  curatePost: ['facilitator'],
  goals: signedIn,
  setGoal: signedIn,
  progressGoal: signedIn,
  meetGoal: signedIn,
  digest: signedIn,
  saveDigest: signedIn,
  changeFeed: signedIn,
  feed: open,
  authorize: signedIn,
  decideAuthorization: signedIn,
  programs: signedIn,
  withdrawProgram: signedIn,
  transcript: ['member', ...staff],
  transcriptPdf: ['member', ...staff],
  transcriptCsv: ['member', ...staff],
  memberRoster: ['member', ...staff],
  makeTranscript: ['member'],
  closeTranscript: ['member'],
  creditCertificate: ['member', ...staff],
  roster: staff,
  profile: signedIn,
  badge: ['member', ...staff],
  shareBadge: ['member'],
  pathways: signedIn,
  staff,
  brand: staff,
  brandPreview: staff,
  saveBrand: staff,
  achievements: staff,
  newAchievement: staff,
  addAchievement: staff,
  achievement: staff,
  saveAchievement: staff,
  award: staff,
  awardOne: staff,
  uploadBatch: staff,
  batch: staff,
  confirmBatch: staff,
  batchCsv: staff,
  credits: signedIn,
  newCreditReport: signedIn,
  reportCredit: signedIn,
  licenses: signedIn,
  addLicense: signedIn,
  removeLicense: signedIn,
  creditReview: staff,
  creditReport: staff,
  decideCreditReport: staff,
  creditLedger: staff,
  correctCredit: staff,
  newCreditProgram: staff,
  addCreditProgram: staff,
  creditProgram: staff,
  saveCreditProgram: staff,
  engagement: staff,
  engagementCsv: staff,
  awards: staff,
  awardsCsv: staff,
  staffDigests: staff,
  findDigests: staff,
  digestReview: staff,
  resolveDoubt: staff,
  staffDigest: staff,
  previewDigest: staff,
  testDigest: staff,
  resendDigest: staff,
  notices: staff,
  previewNotice: staff,
  publishNotice: staff,
  notice: staff,
  staffMail: staff,
  mailSuppression: staff,
  liftSuppression: staff,
  staffMembers: staff,
  findMembers: staff,
  staffMember: staff,
  changeAddress: staff,
  staffCredential: staff,
  changeCredential: staff,
  followCredential: staff,
};

const concrete: Readonly<Record<string, string>> = {
  ':community': 'number-sense',
  ':topic': 'topic-1',
  ':cycle': 'cycle-1',
  ':goal': 'goal-1',
  ':member': 'mira',
  ':report': 'no-such-report',
  ':program': 'no-such-program',
  ':credential': '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6fff',
  ':client': 'no-such-program-at-all',
  ':achievement': 'no-such-achievement',
  ':batch': 'no-such-batch',
  ':notice': 'no-such-notice',
  ':token': 'no-such-token-at-all',
  ':list': 'reply',
  ':file': 'no-such-file.css',
};

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  const base = { organization: 'lakeside', community: 'number-sense', at: NOW, eventId: 'e' };
  const { cycle, event } = startCycle({ ...base, cycle: 'cycle-1', title: 'A', members: [], by: 'tomas' });
  await site.stores.inquiry.putCycle(cycle, event);
  const goal = setGoal({ ...base, member: 'mira', goal: 'goal-1', title: 'G', measure: '' });
  await site.stores.inquiry.putGoal(goal.goal, goal.event);
  const written = createPost({
    ...base,
    member: 'mira',
    post: 'topic-1',
    topic: 'topic-1',
    kind: 'topic',
    title: 'T',
    body: 'B',
  });
  await site.stores.discussions.createPost(written.post, written.event);
});
afterAll(() => site.close());

const request = (route: Route, visitor: Visitor) => {
  const path = route.path.replace(/:\w+/g, (name) => concrete[name] ?? name);
  const role = visitor === 'nobody' ? undefined : visitor;
  return route.method === 'GET' ? site.get(path, role) : site.post(path, {}, role);
};

describe.each(Object.entries(routes))('%s', (name, route) => {
  // Signing out ends a session the other tests need, so that everybody has one of their own each time.
  it.each(visitors)('%s', async (visitor) => {
    if (route.path === routes.signOut.path && visitor !== 'nobody') {
      const { organization, member } = people[visitor];
      await site.stores.sessions.open('to-be-ended', {
        organization,
        member,
        startedAt: NOW.toISOString(),
        expiresAt: NOW.getTime() / 1000 + 60,
      });
      const response = await site.post(route.path, {}, undefined, {
        headers: { cookie: 'colloquy-session=to-be-ended' },
      });
      expect(response.headers.get('location')).toBe('/signed-out');
      return;
    }
    const response = await request(route, visitor);
    const page = await response.text();
    if (visitor === 'staff-of-another-organization') {
      expect(page).not.toMatch(/Grades 3 to 5|Mira|Tomas|Lakeside/);
    }
    if (allowed[name as keyof typeof routes].includes(visitor)) {
      expect(page).not.toContain('<h1>Not allowed</h1>');
      expect(response.headers.get('location') ?? '').not.toMatch(/^\/sign-in\?/);
      // Refused for what was sent, not for who sent it; the provider that begins a sign-in is not there in this test.
      expect([200, 303, 400, 404, 409, 422, 503]).toContain(response.status);
      if (response.status === 503) expect(route.action).toBe('site.sign-in');
    } else if (visitor !== 'nobody') {
      expect(response.status).toBe(403);
      expect(page).toContain('<h1>Not allowed</h1>');
    } else if (route.method === 'GET') {
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toMatch(/^\/sign-in\?to=/);
    } else {
      expect(response.status).toBe(401);
    }
  });
});
