import * as z from 'zod';
import type { Grant } from '../../shared/awards/model.ts';
import type { Award } from '../../shared/badges/credential.ts';
import { changeOf, standingOf } from '../../shared/badges/life.ts';
import type { ChangeKind, IssuedCredential } from '../../shared/badges/model.ts';
import type { Before } from '../../shared/badges/store.ts';
import { InvalidInput, NotFound } from '../../shared/platform/errors.ts';

/** What of the credential before it the new one says again, and what becomes of the one before. */
export interface Followed {
  readonly before: Before;
  /** When it was awarded, what credit it tells of, until when it is valid: as before, whoever it is addressed to. */
  readonly award: Partial<Pick<Award, 'awardedAt' | 'creditsEarned' | 'validUntil'>>;
}

/** What only the signed document knows. */
const Told = z.looseObject({
  awardedDate: z.string(),
  credentialSubject: z.looseObject({ creditsEarned: z.number().optional() }),
});

type Way = 'replaces' | 'renews';

/** The credential before, where it is this member's. @throws {NotFound} where it is not. */
const ownOf = (grant: Grant, old: IssuedCredential | undefined, way: Way): IssuedCredential => {
  if (old?.organization === grant.organization && old.member === grant.member) return old;
  throw new NotFound(`badge.granted: grant.${way}: the member has no credential ${grant[way] ?? ''}`, {
    field: `grant.${way}`,
  });
};

/** That the one before has another after it, with a reason that names it; undefined where it was taken back. */
const changed = (
  old: IssuedCredential,
  { kind, reason }: { readonly kind: ChangeKind; readonly reason: string },
  { grant: { credential, by }, now }: { readonly grant: Grant; readonly now: Date },
): Before | undefined => {
  const decision = changeOf(old, {
    kind,
    reason,
    at: now,
    ...(by !== undefined && { by }),
    ...(credential !== undefined && { follower: credential }),
  });
  if (decision.outcome === 'refused') return undefined;
  return { credential: old, change: decision.change, ...(decision.event && { event: decision.event }) };
};

const takenBack = (old: IssuedCredential, now: Date, way: Way, only: string): InvalidInput =>
  new InvalidInput(
    `badge.granted: grant.${way}: credential ${old.credential} is ${standingOf(old, now)} by now, and only ${only}`,
    { field: `grant.${way}` },
  );

/**
 * How a credential takes the place of another: it says the same, and the one before is revoked in the same write, with
 * a reason that names the new one.
 *
 * @throws {NotFound} where there is no such credential of this member.
 * @throws {InvalidInput} where it is no longer valid: what was suspended or revoked meanwhile does not come back so.
 */
export const replacementOf = (grant: Grant, found: IssuedCredential | undefined, now: Date): Followed => {
  const old = ownOf(grant, found, 'replaces');
  const reason = `Issued again as credential ${grant.credential ?? ''}, which takes its place.`;
  const before = changed(old, { kind: 'revoked', reason }, { grant, now });
  if (standingOf(old, now) !== 'valid' || before === undefined)
    throw takenBack(old, now, 'replaces', 'a valid one is issued again');
  const { awardedDate, credentialSubject } = Told.parse(JSON.parse(old.document));
  return {
    before,
    award: {
      awardedAt: awardedDate,
      ...(old.validUntil !== undefined && { validUntil: old.validUntil }),
      ...(credentialSubject.creditsEarned !== undefined && {
        creditsEarned: credentialSubject.creditsEarned,
      }),
    },
  };
};

/**
 * How a credential continues another: it is valid anew, and the one before stays as it is but for the note, in the same
 * write, that it was renewed. Undefined where the grant renews none.
 *
 * @throws {NotFound} where there is no such credential of this member.
 * @throws {InvalidInput} where it was suspended or revoked meanwhile.
 */
export const renewalOf = (
  grant: Grant,
  found: IssuedCredential | undefined,
  now: Date,
): Followed | undefined => {
  if (grant.renews === undefined) return undefined;
  const old = ownOf(grant, found, 'renews');
  const reason = `Renewed as credential ${grant.credential ?? ''}, which continues it.`;
  const before = changed(old, { kind: 'renewed', reason }, { grant, now });
  if (before === undefined)
    throw takenBack(old, now, 'renews', 'what was neither suspended nor revoked is renewed');
  return { before, award: {} };
};
