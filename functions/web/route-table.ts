import type { Action } from '../../shared/access/policy.ts';

/** One route: what is asked of the policy before it is answered. */
export interface Route<Path extends string = string> {
  readonly method: 'GET' | 'POST';
  /** `:community` and `:member` in it are what the policy is asked about; without `:member`, it is who asks. */
  readonly path: Path;
  readonly action: Action;
}

const get = <Path extends string>(path: Path, action: Action) => ({ method: 'GET', path, action }) as const;
const post = <Path extends string>(path: Path, action: Action) => ({ method: 'POST', path, action }) as const;

/** Every route of the site. What is not here is not answered, and what is here is answered only as its action allows. */
export const routes = {
  style: get('/assets/:file', 'site.read'),
  signIn: get('/sign-in', 'site.sign-in'),
  beginSignIn: get('/sign-in/begin', 'site.sign-in'),
  signedIn: get('/signed-in', 'site.sign-in'),
  signOut: post('/sign-out', 'session.end'),
  signedOut: get('/signed-out', 'site.read'),
  unsubscribe: get('/unsubscribe/:token', 'digest.unsubscribe'),
  doUnsubscribe: post('/unsubscribe/:token', 'digest.unsubscribe'),

  home: get('/', 'home.read'),

  community: get('/communities/:community', 'community.read'),
  newTopic: get('/communities/:community/topics/new', 'discussion.write'),
  createTopic: post('/communities/:community/topics', 'discussion.write'),
  topic: get('/communities/:community/topics/:topic', 'discussion.read'),
  createPost: post('/communities/:community/topics/:topic/posts', 'discussion.write'),
  newCycle: get('/communities/:community/cycles/new', 'cycle.start'),
  createCycle: post('/communities/:community/cycles', 'cycle.start'),
  cycle: get('/communities/:community/cycles/:cycle', 'cycle.read'),
  completeStep: post('/communities/:community/cycles/:cycle/steps', 'cycle.complete-step'),

  goals: get('/goals', 'goal.read'),
  setGoal: post('/goals', 'goal.write'),
  progressGoal: post('/goals/:goal/progress', 'goal.write'),
  meetGoal: post('/goals/:goal/met', 'goal.write'),

  digest: get('/settings/digest', 'digest.read'),
  saveDigest: post('/settings/digest', 'digest.write'),

  profile: get('/members/:member', 'profile.read'),

  engagement: get('/staff/engagement', 'report.read'),
  engagementCsv: get('/staff/engagement.csv', 'report.read'),
  awards: get('/staff/awards', 'report.read'),
  awardsCsv: get('/staff/awards.csv', 'report.read'),
} as const satisfies Record<string, Route>;
