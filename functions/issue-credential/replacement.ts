import * as z from 'zod';
import type { Grant } from '../../shared/awards/model.ts';
import type { Award } from '../../shared/badges/credential.ts';
import { changeOf, standingOf } from '../../shared/badges/life.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import type { Replaced } from '../../shared/badges/store.ts';
import { InvalidInput, NotFound } from '../../shared/platform/errors.ts';

/** What of the credential before it the new one says again, and what becomes of the one before. */
export interface Replacement {
  readonly replaced: Replaced;
  /** When it was awarded, what credit it tells of, until when it is valid: as before, whoever it is addressed to. */
  readonly award: Partial<Pick<Award, 'awardedAt' | 'creditsEarned' | 'validUntil'>>;
}

/** What only the signed document knows. */
const Told = z.looseObject({
  awardedDate: z.string(),
  credentialSubject: z.looseObject({ creditsEarned: z.number().optional() }),
});

const FIELD = { field: 'grant.replaces' };

/**
 * How a credential takes the place of another: it says the same, and the one before is revoked in the same write, with
 * a reason that names the new one.
 *
 * @throws {NotFound} where there is no such credential of this member.
 * @throws {InvalidInput} where it is no longer valid: what was suspended or revoked meanwhile does not come back so.
 */
export const replacementOf = (
  { organization, member, credential, replaces, by }: Grant,
  old: IssuedCredential | undefined,
  now: Date,
): Replacement => {
  if (old?.organization !== organization || old.member !== member) {
    throw new NotFound(
      `badge.granted: grant.replaces: the member has no credential ${replaces ?? ''}`,
      FIELD,
    );
  }
  const standing = standingOf(old, now);
  const decision = changeOf(old, {
    kind: 'revoked',
    at: now,
    reason: `Issued again as credential ${credential ?? ''}, which takes its place.`,
    ...(by !== undefined && { by }),
  });
  if (standing !== 'valid' || decision.outcome === 'refused') {
    throw new InvalidInput(
      `badge.granted: grant.replaces: credential ${old.credential} is ${standing} by now, and only a valid one is issued again`,
      FIELD,
    );
  }
  const { change, event } = decision;
  const { awardedDate, credentialSubject } = Told.parse(JSON.parse(old.document));
  return {
    replaced: { credential: old, change, ...(event && { event }) },
    award: {
      awardedAt: awardedDate,
      ...(old.validUntil !== undefined && { validUntil: old.validUntil }),
      ...(credentialSubject.creditsEarned !== undefined && {
        creditsEarned: credentialSubject.creditsEarned,
      }),
    },
  };
};
