import type { Action } from '../../shared/access/policy.ts';

/** One route: what is asked of the policy before it is answered. */
export interface Route<Path extends string = string> {
  readonly method: 'GET' | 'POST';
  /** `:community` and `:member` in it are what the policy is asked about; without `:member`, it is who asks. */
  readonly path: Path;
  readonly action: Action;
  /** Most bytes a request may carry, where that is not what a form of text may. */
  readonly maxBytes?: number;
}

const get = <Path extends string>(path: Path, action: Action) => ({ method: 'GET', path, action }) as const;
const post = <Path extends string>(path: Path, action: Action) => ({ method: 'POST', path, action }) as const;

const upload = <Path extends string>(path: Path, action: Action, maxBytes: number) =>
  ({ ...post(path, action), maxBytes }) as const;

/** A table of ten thousand awards, as a file or pasted, and what a form adds to it. */
const MAX_TABLE_BYTES = 2.25 * 1024 * 1024;
/** An achievement with its picture, which has a limit of its own, and three endorsements. */
const MAX_ACHIEVEMENT_BYTES = 512 * 1024;

/**
 * A logo and a few fields. Far more than a logo may have, so that whoever chose too large a picture is told so by the
 * form, with what they typed in it; what is larger still, Lambda takes no more (6 MB in base64).
 */
const MAX_BRAND_BYTES = 4 * 1024 * 1024;

/** Every route of the site. What is not here is not answered, and what is here is answered only as its action allows. */
export const routes = {
  style: get('/assets/:file', 'site.read'),
  about: get('/about', 'site.read'),
  signIn: get('/sign-in', 'site.sign-in'),
  beginSignIn: get('/sign-in/begin', 'site.sign-in'),
  signedIn: get('/signed-in', 'site.sign-in'),
  signOut: post('/sign-out', 'session.end'),
  signedOut: get('/signed-out', 'site.read'),
  unsubscribe: get('/unsubscribe/:token', 'digest.unsubscribe'),
  doUnsubscribe: post('/unsubscribe/:token', 'digest.unsubscribe'),
  unsubscribeList: get('/unsubscribe/:token/:list', 'digest.unsubscribe'),
  doUnsubscribeList: post('/unsubscribe/:token/:list', 'digest.unsubscribe'),
  preferencesByLink: get('/preferences/:token', 'digest.by-link'),
  savePreferencesByLink: post('/preferences/:token', 'digest.by-link'),

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
  rescheduleCycle: post('/communities/:community/cycles/:cycle/deadline', 'cycle.complete-step'),

  curateDigest: get('/communities/:community/digest', 'digest.curate'),
  saveIntroduction: post('/communities/:community/digest/introduction', 'digest.curate'),
  removeIntroduction: post('/communities/:community/digest/introduction/remove', 'digest.curate'),
  curatePost: post('/communities/:community/digest/posts', 'digest.curate'),

  goals: get('/goals', 'goal.read'),
  setGoal: post('/goals', 'goal.write'),
  progressGoal: post('/goals/:goal/progress', 'goal.write'),
  meetGoal: post('/goals/:goal/met', 'goal.write'),

  digest: get('/settings/digest', 'digest.read'),
  saveDigest: post('/settings/digest', 'digest.write'),
  changeFeed: post('/settings/feed', 'digest.write'),
  feed: get('/feeds/:token', 'feed.by-link'),

  authorize: get('/oauth/authorize', 'authorization.grant'),
  decideAuthorization: post('/oauth/authorize', 'authorization.grant'),
  programs: get('/settings/programs', 'authorization.grant'),
  withdrawProgram: post('/settings/programs/:client/withdraw', 'authorization.grant'),

  profile: get('/members/:member', 'profile.read'),
  badge: get('/members/:member/badges/:credential', 'badge.read'),
  shareBadge: post('/members/:member/badges/:credential', 'badge.share'),

  pathways: get('/pathways', 'pathway.read'),

  staff: get('/staff', 'report.read'),
  achievements: get('/staff/achievements', 'achievement.manage'),
  newAchievement: get('/staff/achievements/new', 'achievement.manage'),
  addAchievement: upload('/staff/achievements', 'achievement.manage', MAX_ACHIEVEMENT_BYTES),
  achievement: get('/staff/achievements/:achievement', 'achievement.manage'),
  saveAchievement: upload('/staff/achievements/:achievement', 'achievement.manage', MAX_ACHIEVEMENT_BYTES),
  award: get('/staff/award', 'award.write'),
  awardOne: post('/staff/award', 'award.write'),
  uploadBatch: upload('/staff/award/batches', 'award.write', MAX_TABLE_BYTES),
  batch: get('/staff/award/batches/:batch', 'award.write'),
  confirmBatch: post('/staff/award/batches/:batch/confirm', 'award.write'),
  batchCsv: get('/staff/award/batches/:batch/report.csv', 'award.write'),
  credits: get('/credits', 'credit.report'),
  newCreditReport: get('/credits/reports/new', 'credit.report'),
  reportCredit: post('/credits/reports', 'credit.report'),
  licenses: get('/credits/licenses', 'credit.report'),
  addLicense: post('/credits/licenses', 'credit.report'),
  removeLicense: post('/credits/licenses/remove', 'credit.report'),
  transcript: get('/members/:member/transcript', 'transcript.read'),
  transcriptPdf: get('/members/:member/transcript.pdf', 'transcript.read'),
  transcriptCsv: get('/members/:member/transcript.csv', 'transcript.read'),
  memberRoster: get('/members/:member/roster.csv', 'transcript.read'),
  makeTranscript: post('/members/:member/transcripts', 'transcript.request'),
  closeTranscript: post('/members/:member/transcripts/:transcript/end', 'transcript.request'),
  creditCertificate: get('/members/:member/credits/:entry/certificate.pdf', 'transcript.read'),
  roster: get('/staff/credits/roster.csv', 'credit.review'),
  creditReview: get('/staff/credits', 'credit.review'),
  creditReport: get('/staff/credits/:member/reports/:report', 'credit.review'),
  decideCreditReport: post('/staff/credits/:member/reports/:report', 'credit.review'),
  creditLedger: get('/staff/credits/:member', 'credit.review'),
  correctCredit: post('/staff/credits/:member/corrections', 'credit.review'),
  newCreditProgram: get('/staff/credit-programs/new', 'credit.review'),
  addCreditProgram: post('/staff/credit-programs', 'credit.review'),
  creditProgram: get('/staff/credit-programs/:program', 'credit.review'),
  saveCreditProgram: post('/staff/credit-programs/:program', 'credit.review'),

  engagement: get('/staff/engagement', 'report.read'),
  engagementCsv: get('/staff/engagement.csv', 'report.read'),
  awards: get('/staff/awards', 'report.read'),
  awardsCsv: get('/staff/awards.csv', 'report.read'),

  brand: get('/staff/brand', 'mail.manage'),
  brandPreview: get('/staff/brand/preview', 'mail.manage'),
  saveBrand: upload('/staff/brand', 'mail.manage', MAX_BRAND_BYTES),

  staffDigests: get('/staff/digests', 'digest.manage'),
  findDigests: post('/staff/digests/search', 'digest.manage'),
  digestReview: get('/staff/digests/review', 'digest.manage'),
  resolveDoubt: post('/staff/digests/review', 'digest.manage'),
  staffDigest: get('/staff/digests/:member', 'digest.manage'),
  previewDigest: get('/staff/digests/:member/preview', 'digest.manage'),
  testDigest: post('/staff/digests/:member/test', 'digest.manage'),
  resendDigest: post('/staff/digests/:member/resend', 'digest.manage'),

  notices: get('/staff/notices', 'notice.write'),
  previewNotice: post('/staff/notices/preview', 'notice.write'),
  publishNotice: post('/staff/notices', 'notice.write'),
  notice: get('/staff/notices/:notice', 'notice.write'),

  staffMail: get('/staff/mail', 'mail.manage'),
  mailSuppression: get('/staff/mail/suppressed/:member', 'mail.manage'),
  liftSuppression: post('/staff/mail/suppressed/:member', 'mail.manage'),

  staffMembers: get('/staff/members', 'member.manage'),
  findMembers: post('/staff/members/search', 'member.manage'),
  staffMember: get('/staff/members/:member', 'member.manage'),
  changeAddress: post('/staff/members/:member/address', 'member.manage'),
  staffCredential: get('/staff/credentials/:member/:credential', 'credential.manage'),
  changeCredential: post('/staff/credentials/:member/:credential/changes', 'credential.manage'),
  followCredential: post('/staff/credentials/:member/:credential/grants', 'credential.manage'),
} as const satisfies Record<string, Route>;
