import { IssuedCredential } from '../../shared/badges/model.ts';
import { RequiredFields } from '../../shared/badges/required-fields.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import { OWN_SOURCE } from '../../shared/events/envelope.ts';
import { makeEvent } from '../../shared/events/parse-event.ts';
import { parse } from '../../shared/platform/parse.ts';
import type { GrantedAward } from './award-of-grant.ts';

/**
 * A credential as it is stored, with the signed document beside what a page needs of it. It is shown to nobody but its
 * member until they share it; one that follows another is as open as that one was.
 *
 * @throws {InvalidInput} naming the field where the document lacks something that Open Badges 3.0 requires, or
 *   something in it is not as this system keeps it; it is not stored then.
 */
export const issuedCredential = (
  { award, grant, member, organization, followed }: GrantedAward,
  { document, accessKey }: { readonly document: string; readonly accessKey: string },
): IssuedCredential => {
  parse(RequiredFields, JSON.parse(document), 'credential');
  return parse(
    IssuedCredential,
    {
      credential: award.credential,
      organization: organization.organization,
      member: member.member,
      rule: grant.rule,
      period: grant.period,
      achievement: award.achievement,
      recipientName: member.name,
      issuerName: organization.name,
      issuedAt: award.issuedAt,
      validUntil: award.validUntil,
      status: award.status,
      replaces: grant.replaces,
      renews: grant.renews,
      document,
      visibility: followed?.before.credential.visibility ?? 'private',
      accessKey,
    },
    'credential',
  );
};

/** The event that rides on a credential; its identifier is the credential's, so that it is raised once. */
export const issuedEvent = (issued: IssuedCredential): EventOf<'credential.issued'> =>
  makeEvent('credential.issued', {
    id: `credential.issued/${issued.credential}`,
    source: OWN_SOURCE,
    time: issued.issuedAt,
    subject: issued.member,
    organization: issued.organization,
    data: { member: issued.member, credential: issued.credential, rule: issued.rule },
  });
