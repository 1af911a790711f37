import { IssuedCredential } from '../../shared/badges/model.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import { OWN_SOURCE } from '../../shared/events/envelope.ts';
import { makeEvent } from '../../shared/events/parse-event.ts';
import { parse } from '../../shared/platform/parse.ts';
import type { GrantedAward } from './award-of-grant.ts';

/** A credential as it is stored, with the signed document beside what a page needs of it. */
export const issuedCredential = (
  { award, grant, member, organization }: GrantedAward,
  document: string,
): IssuedCredential =>
  parse(
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
      document,
    },
    'credential',
  );

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
