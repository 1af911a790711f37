import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { Defect } from '../platform/errors.ts';
import type { ChangeKind, CredentialChange, IssuedCredential, Standing, Visibility } from './model.ts';

/** The event that a change of a credential's standing is. */
export type StandingEvent = EventOf<'credential.suspended' | 'credential.reinstated' | 'credential.revoked'>;

/** Where a credential stands for whoever looks at it now. */
export type StandingNow = 'valid' | 'expired' | 'suspended' | 'revoked';

/** What of a credential decides about its life. */
export type Living = Pick<
  IssuedCredential,
  'credential' | 'organization' | 'member' | 'standing' | 'visibility' | 'changes'
>;

/** What is asked for; `by` is the member who asks, absent where the system does by a rule that `reason` names. */
export interface ChangeRequest {
  readonly kind: ChangeKind;
  readonly by?: string;
  readonly at: Date;
  readonly reason: string;
  /** The credential that takes its place or continues it, where one does. */
  readonly follower?: string;
  /** A new key that nobody can guess: for `hidden` and `relinked`, which end every link there was. */
  readonly accessKey?: string;
}

/** A change as it is to be stored, and what the credential is after it; or why it cannot be made, in a sentence. */
export type ChangeDecision =
  | {
      readonly outcome: 'changed';
      readonly change: CredentialChange;
      readonly standing: Standing;
      readonly visibility: Visibility;
      /** The key that opens it from now on; absent where that stays as it was. */
      readonly accessKey?: string;
      readonly event?: StandingEvent;
    }
  | { readonly outcome: 'refused'; readonly because: string };

/** Days before its end from which a credential can be renewed. */
const RENEWABLE_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Where a credential stands at an instant. What staff have made of it comes before its expiry, which follows from its
 * own `validUntil`: from that instant on.
 */
export const standingOf = (
  { standing, validUntil }: Pick<IssuedCredential, 'standing' | 'validUntil'>,
  now: Date,
): StandingNow => {
  if (standing !== 'valid') return standing;
  return validUntil !== undefined && Date.parse(validUntil) <= now.getTime() ? 'expired' : 'valid';
};

/** From when on a credential can be renewed: ninety days before it expires; undefined where it never does. */
export const renewableFrom = ({ validUntil }: Pick<IssuedCredential, 'validUntil'>): Date | undefined =>
  validUntil === undefined ? undefined : new Date(Date.parse(validUntil) - RENEWABLE_DAYS * DAY_MS);

/** True where a credential was neither suspended nor revoked, and has expired or does within ninety days. */
export const isRenewable = (issued: Pick<IssuedCredential, 'standing' | 'validUntil'>, now: Date): boolean =>
  issued.standing === 'valid' && (renewableFrom(issued)?.getTime() ?? Infinity) <= now.getTime();

/** What a credential is after a change of a kind; the change itself is not judged. */
export const afterChange = (
  { standing, visibility }: Pick<IssuedCredential, 'standing' | 'visibility'>,
  kind: ChangeKind,
): { readonly standing: Standing; readonly visibility: Visibility } => {
  switch (kind) {
    case 'suspended':
    case 'revoked':
      return { standing: kind, visibility };
    case 'reinstated':
      return { standing: 'valid', visibility };
    case 'renewed':
      return { standing, visibility };
    case 'shared':
      return { standing, visibility: 'public' };
    case 'hidden':
    case 'relinked':
      return { standing, visibility: 'private' };
  }
};

/** Why a change cannot be made; undefined where it can. */
const refusalOf = ({ standing, visibility }: Living, kind: ChangeKind): string | undefined => {
  switch (kind) {
    case 'shared':
      return visibility === 'public' ? 'the credential is shared already' : undefined;
    case 'hidden':
      return visibility === 'private' ? 'the credential is shared with nobody already' : undefined;
    case 'relinked':
      return visibility === 'public' ? 'the credential is public, and has no private link' : undefined;
    case 'renewed':
      return standing === 'valid'
        ? undefined
        : `the credential is ${standing}, and what is so is not renewed`;
    case 'suspended':
    case 'reinstated':
    case 'revoked': {
      if (standing === 'revoked') return 'the credential is revoked, and what is revoked stays revoked';
      if (kind === standing) return 'the credential is suspended already';
      if (kind === 'reinstated' && standing === 'valid')
        return 'the credential is valid, so there is nothing to reinstate';
      return undefined;
    }
  }
};

const eventOf = ({ kind, ...change }: CredentialChange): StandingEvent | undefined => {
  if (kind === 'shared' || kind === 'hidden' || kind === 'relinked' || kind === 'renewed') return undefined;
  const { organization, member, credential, reason, at } = change;
  return makeEvent(`credential.${kind}`, {
    // The change's own number, so that it is raised once however often the writing is tried.
    id: `credential.${kind}/${credential}/${String(change.change)}`,
    source: OWN_SOURCE,
    time: at,
    subject: member,
    organization,
    data: { member, credential, reason },
  });
};

/**
 * Decides on a change of a credential's life: a valid one can be suspended, a suspended one reinstated, either
 * revoked, and what is revoked stays revoked. That a valid or expired one was renewed is noted and changes nothing.
 * Sharing and hiding are open at any time: a revoked badge's page says that it is revoked. Hiding ends the private
 * link of before, as a new one does: whoever was given it, or found it on the way, sees nothing any more.
 *
 * @throws {Defect} where a change that ends links comes without a new key.
 */
export const changeOf = (issued: Living, request: ChangeRequest): ChangeDecision => {
  const because = refusalOf(issued, request.kind);
  if (because !== undefined) return { outcome: 'refused', because };
  const { credential, organization, member } = issued;
  const endsLinks = request.kind === 'hidden' || request.kind === 'relinked';
  if (endsLinks && request.accessKey === undefined) {
    throw new Defect(`a credential is ${request.kind} with a new key alone`);
  }
  const change: CredentialChange = {
    credential,
    organization,
    member,
    change: issued.changes + 1,
    kind: request.kind,
    at: request.at.toISOString(),
    reason: request.reason,
    ...(request.by !== undefined && { by: request.by }),
    ...(request.follower !== undefined && { follower: request.follower }),
  };
  const event = eventOf(change);
  return {
    outcome: 'changed',
    change,
    ...afterChange(issued, request.kind),
    ...(endsLinks && request.accessKey !== undefined && { accessKey: request.accessKey }),
    ...(event && { event }),
  };
};
