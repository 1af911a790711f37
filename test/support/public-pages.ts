import { createApp } from '../../functions/credentials/app.tsx';
import type { Award } from '../../shared/badges/credential.ts';
import { createIssuer } from '../../shared/badges/issue.ts';
import { changeOf } from '../../shared/badges/life.ts';
import type { ChangeKind, CredentialChange, IssuedCredential } from '../../shared/badges/model.ts';
import { Unavailable } from '../../shared/platform/errors.ts';
import { awardOf, keyOf, midland, openSigner, PUBLIC_URL } from './badges.ts';
import { memoryForms } from './forms.ts';
import { keepingObserver } from './observer.ts';
import { openPainter } from './painter.ts';
import { noPapers } from './papers.ts';

/** The instant at which the public pages of a test are looked at. */
const LOOKED_AT = new Date('2026-11-23T10:11:12Z');

/** The function of public pages with credentials that live as long as the test. */
export const openPublicPages = async (publicUrl: string = PUBLIC_URL) => {
  const signer = openSigner();
  const keys = [await keyOf(signer)];
  const issuer = createIssuer({ signer, publicUrl });
  const stored = new Map<string, IssuedCredential>();
  const changes: CredentialChange[] = [];
  const { observer } = keepingObserver();
  const app = createApp({
    credentials: {
      get: (id) => Promise.resolve(stored.get(id)),
      changesOf: (id) => Promise.resolve(changes.filter(({ credential }) => credential === id)),
    },
    statuses: {
      published: () => Promise.resolve(undefined),
      newest: () => Promise.resolve(undefined),
      bitsOf: () => Promise.resolve([]),
    },
    achievements: { list: () => Promise.resolve([]) },
    issuedAchievements: {
      find: () => Promise.resolve(undefined),
      findAny: () => Promise.resolve(undefined),
    },
    communities: {
      getOrganization: (o) => Promise.resolve(o === midland.organization ? midland : undefined),
    },
    ...noPapers,
    awards: { listRules: () => Promise.resolve([]) },
    painter: openPainter(),
    images: { get: () => Promise.resolve(undefined) },
    keys: () => Promise.resolve(keys),
    forms: memoryForms(),
    fetchDocument: () => Promise.reject(new Unavailable('nothing is fetched in this test')),
    publicUrl,
    clock: () => LOOKED_AT,
    observer,
  });
  return {
    app,
    /** Issues a credential, public and valid unless it is said otherwise, and returns its identifier. */
    issue: async (more: Partial<IssuedCredential> = {}, award: Partial<Award> = {}): Promise<string> => {
      const credential = `5c3a9b0e-6a55-4c39-9d9c-${String(stored.size + 1).padStart(12, '0')}`;
      const whole = awardOf({ credential, ...award });
      stored.set(credential, {
        credential,
        organization: midland.organization,
        member: 'ada',
        rule: 'ten',
        period: 'ever',
        achievement: whole.achievement,
        standing: 'valid',
        changes: 0,
        visibility: 'public',
        accessKey: 'a-key-that-nobody-can-guess',
        recipientName: 'Ada Quist',
        issuerName: midland.name,
        issuedAt: '2026-11-22T07:00:01Z',
        document: await issuer.issue(whole),
        ...(whole.validUntil !== undefined && { validUntil: whole.validUntil }),
        ...more,
      });
      return credential;
    },
    /** Makes a change of a credential's life. */
    change: (credential: string, kind: ChangeKind, reason: string, follower?: string): void => {
      const issued = stored.get(credential);
      if (issued === undefined) throw new Error(`there is no ${credential}`);
      const decision = changeOf(issued, {
        kind,
        by: 'staff',
        at: LOOKED_AT,
        reason,
        accessKey: `the-key-after-change-${String(issued.changes + 1)}`,
        ...(follower !== undefined && { follower }),
      });
      if (decision.outcome === 'refused') throw new Error(`${kind} of ${credential} is not to be made`);
      const { change, standing, visibility, accessKey } = decision;
      changes.push(change);
      stored.set(credential, {
        ...issued,
        standing,
        visibility,
        changes: change.change,
        ...(accessKey !== undefined && { accessKey }),
      });
    },
    documentOf: (credential: string): unknown => JSON.parse(stored.get(credential)?.document ?? 'null'),
  };
};
/** @see openPublicPages */
export type PublicPages = Awaited<ReturnType<typeof openPublicPages>>;
