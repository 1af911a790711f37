import type { IssuedCredential } from '../badges/model.ts';
import type { Organization } from '../communities/model.ts';
import type { DeliveryMethod, LedgerEntry } from '../credits/model.ts';
import type { CreditProgram } from '../credits/program-model.ts';
import { standards } from '../credits/standards/index.ts';
import { earnedOn } from '../credits/standing.ts';

/** A line of a certificate: what it is called and what it says. */
export interface Field {
  readonly label: string;
  readonly value: string;
}

/** What a certificate says, in the order it is printed. */
export interface Certificate {
  /** What is certified: the achievement, or the activity. */
  readonly title: string;
  readonly recipient: string;
  readonly organization: string;
  /** A sentence under the recipient's name. */
  readonly statement: string;
  readonly fields: readonly Field[];
  /** What the standard asks a certificate to say; empty where none does. */
  readonly attestation: string;
  /** Who signs it for the program's sponsor; undefined where the program names nobody, or there is none. */
  readonly signature: string | undefined;
  /** Who vouches for it, and how somebody without a link checks it. */
  readonly check: string;
  /** Where anybody can check it; undefined where the member does not share it. */
  readonly link: string | undefined;
}

/** A calendar day in English, in UTC: `22 November 2026`. */
const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));

const methods: Readonly<Record<DeliveryMethod, string>> = {
  'group-live': 'Group live',
  'group-internet-based': 'Group internet based',
  'self-study': 'Self study',
  'nano-learning': 'Nano learning',
  'blended-learning': 'Blended learning',
};

/** An amount of credit as the decimal it was credited as. */
const amountText = (amount: number, unit: string): string => `${String(amount)} ${unit}`;

/** Fields that say something; those that say nothing are not printed. */
const filled = (fields: readonly (readonly [string, string | undefined])[]): Field[] =>
  fields.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));

/** What the National Registry asks every certificate of its sponsors to say (NASBA, Certificates of Completion). */
const REGISTRY_STATEMENT =
  'In accordance with the standards of the National Registry of CPE Sponsors, CPE credits have been granted based on a 50-minute hour.';
/** The same of a sponsor that is registered with a state alone. */
const HOUR_STATEMENT = 'Credit was measured by a 50-minute hour.';

/** The sentence above the signature: the program's own, and the standard's. */
const attestationOf = ({ standard, attestation, nasbaSponsorId }: CreditProgram): string => {
  const own = attestation ?? '';
  if (standard !== 'nasba' || own.includes('50-minute hour')) return own;
  const statement = nasbaSponsorId === undefined ? HOUR_STATEMENT : REGISTRY_STATEMENT;
  return own === '' ? statement : `${own} ${statement}`;
};

/** Who signs for the sponsor, in a sentence. */
const signatureOf = ({ signerName, signerTitle }: CreditProgram): string | undefined =>
  signerName === undefined
    ? undefined
    : `Signed for the sponsor by ${[signerName, signerTitle].filter((part) => part !== undefined).join(', ')}`;

/** How a board checks an entry of the ledger, which has no public page: by asking whoever keeps it. */
const checkOf = ({ entry, hash }: LedgerEntry, { sponsorName, contact }: CreditProgram): string =>
  `To check this certificate, ask ${sponsorName}${contact === undefined ? '' : ` (${contact})`} whether entry ${entry} of this member's credit ledger still stands and has the SHA-256 hash ${hash}.`;

/** An entry's activity days: one, or from one to another. */
const datesOf = (entry: LedgerEntry): string => {
  const through = earnedOn(entry);
  const from = entry.from ?? through;
  return from === through ? dayOf(through) : `${dayOf(from)} to ${dayOf(through)}`;
};

/**
 * What a certificate of credit under a program lists. For NASBA these are the eleven things that a certificate of
 * completion must document (Statement on Standards for CPE Programs, Standard No. 24): sponsor and how to reach it,
 * participant, title, field of study, dates, location, type of delivery, credit by field of study, sponsor's
 * verification, sponsor identification number, and the statement about the 50-minute hour (the last beside the
 * signature). The participant and the title stand at the head.
 */
const creditFields = (entry: LedgerEntry, program: CreditProgram): Field[] =>
  filled([
    ['Sponsor', program.sponsorName],
    ['Contact', program.contact],
    ['Field of study', entry.fieldOfStudy ?? program.fieldOfStudy],
    ['Date', datesOf(entry)],
    ['Location', entry.location ?? program.location],
    ['Delivery method', methods[entry.deliveryMethod ?? program.deliveryMethod]],
    ['Credit', amountText(entry.amount, entry.unit)],
    ['Standard', standards[program.standard].title],
    ['NASBA sponsor number', program.nasbaSponsorId],
    ['State registration', program.stateRegistration],
  ]);

/** The certificate of an entry of the ledger under a program: what a licensing board asks to see. */
export const certificateOfCredit = (
  entry: LedgerEntry,
  program: CreditProgram,
  { organization, recipient }: { readonly organization: Organization; readonly recipient: string },
): Certificate => ({
  title: entry.activity ?? entry.reason,
  recipient,
  organization: organization.name,
  statement: `completed this activity and earned ${amountText(entry.amount, entry.unit)}.`,
  fields: creditFields(entry, program),
  attestation: attestationOf(program),
  signature: signatureOf(program),
  check: `${organization.name} vouches for this certificate. ${checkOf(entry, program)}`,
  link: undefined,
});

/** What a credential's certificate is made from beside the credential. */
export interface CredentialSources {
  /** Its public page. */
  readonly link: string;
  /** The entry of the ledger that the same grant made, where it gave credit, and its program, where it is under one. */
  readonly credit: { readonly entry: LedgerEntry; readonly program: CreditProgram | undefined } | undefined;
}

/** The certificate of a credential, with what a board asks to see where it gave credit under a program. */
export const certificateOfCredential = (
  issued: IssuedCredential,
  { link, credit }: CredentialSources,
): Certificate => {
  const { achievement, issuerName, recipientName } = issued;
  const amount = credit && amountText(credit.entry.amount, credit.entry.unit);
  return {
    title: achievement.name,
    recipient: recipientName,
    organization: issuerName,
    statement: achievement.description,
    fields: [
      ...filled([
        ['Level', achievement.level],
        ['Issued', dayOf(issued.issuedAt)],
        ['Valid until', issued.validUntil === undefined ? undefined : dayOf(issued.validUntil)],
      ]),
      ...(credit?.program ? creditFields(credit.entry, credit.program) : filled([['Credit', amount]])),
    ],
    attestation: credit?.program ? attestationOf(credit.program) : '',
    signature: credit?.program && signatureOf(credit.program),
    check: `${issuerName} vouches for this certificate. Identifier: ${issued.credential}`,
    link,
  };
};
