import * as z from 'zod';
import type { ToldStanding } from '../badges/standing-words.ts';
import { InvalidInput } from '../platform/errors.ts';
import { isAddress } from './address.ts';
import { bitAt, decodeBits } from './bitstring.ts';
import type { StatusEntry, VerifiableCredential } from './credential.ts';
import type { Documents } from './documents.ts';
import { proveCredential } from './proven.ts';
import { type Check, failed, notNeeded, passed, quoted, reasonOf, skipped } from './report.ts';
import { checkValidity } from './validity.ts';

const MAX_ENTRIES = 4;

const Place = z.object({
  statusPurpose: z.string().max(100).default('revocation'),
  statusListIndex: z.union([
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
    z.number().int().min(0),
  ]),
  statusListCredential: z.string().max(2000),
  statusSize: z.literal(1).optional(),
});

/** The list inside a status list credential (Bitstring Status List 1.0 §2.2; Status List 2021 §4.2). */
const Listed = z.object({
  type: z.enum(['BitstringStatusList', 'StatusList2021']),
  statusPurpose: z.union([z.string().transform((one) => [one]), z.array(z.string()).max(10)]),
  encodedList: z.string().max(512 * 1024),
});

const LIST_TYPES = ['BitstringStatusListCredential', 'StatusList2021Credential'];

/** What a bit that is set means. */
const meanings: Readonly<Record<string, string>> = {
  revocation: 'The issuer has revoked it.',
  suspension: 'The issuer does not stand by it at present: it is suspended, or was taken back.',
};

interface Reading {
  readonly issuer: string;
  readonly documents: Documents;
  readonly now: Date;
}

/** The list at an address, believed only where it is as well proven as the credential itself must be. */
const readList = async (
  address: string,
  purpose: string,
  { issuer, documents, now }: Reading,
): Promise<Uint8Array> => {
  const list = await proveCredential((await documents.text(address)).trim(), { documents, now });
  const { credential, proof, issuer: identity, document } = list;
  if (!credential.type.some((type) => LIST_TYPES.includes(type)))
    throw new InvalidInput('what its address leads to is not a status list');
  if (credential.id !== address)
    throw new InvalidInput(
      `the status list at ${quoted(address)} says that it is another one, ${quoted(credential.id ?? 'without a name')}`,
    );
  if (credential.issuer.id !== issuer)
    throw new InvalidInput(`the status list is ${quoted(credential.issuer.id)}'s, and not the issuer's own`);
  const wrong = [proof, identity].find(({ outcome }) => outcome !== 'passed');
  if (wrong)
    throw new InvalidInput(`the status list itself does not verify: ${wrong.says.replace(/\.$/, '')}`);
  const { from = now.toISOString(), until } = list.window;
  const validity = checkValidity({ from, until }, now);
  if (validity.outcome === 'failed') throw new InvalidInput('the status list is out of date');
  const listed = Listed.safeParse(document['credentialSubject']);
  if (!listed.success) throw new InvalidInput('the status list holds no list');
  if (!listed.data.statusPurpose.includes(purpose))
    throw new InvalidInput(
      `the status list is about ${quoted(listed.data.statusPurpose.join(', '))}, and not about ${quoted(purpose)}`,
    );
  return decodeBits(listed.data.encodedList);
};

const checkBit = async (entry: StatusEntry, reading: Reading): Promise<Check> => {
  const place = Place.safeParse(entry);
  if (!place.success) return failed('status', 'Its place in a status list is not written as it must be.');
  const { statusPurpose: purpose, statusListIndex: index, statusListCredential: address } = place.data;
  if (!isAddress(address))
    return failed('status', `Its status list is named ${quoted(address)}, which is not a plain web address.`);
  const isSet = bitAt(await readList(address, purpose, reading), index);
  const meaning = meanings[purpose];
  if (meaning === undefined)
    return notNeeded(
      'status',
      `The issuer's list of the kind ${quoted(purpose)} does not decide whether it is valid.`,
    );
  if (isSet) return failed('status', meaning);
  return passed('status', `The issuer's signed status list (${purpose}) was read just now: it is not in it.`);
};

const Revocations = z.object({
  id: z.string().optional(),
  issuer: z.unknown().optional(),
  revokedCredential: z
    .array(
      z.union([
        z.string(),
        z.looseObject({
          id: z.string(),
          revoked: z.boolean().optional(),
          revocationReason: z.string().optional(),
        }),
      ]),
    )
    .default([]),
});

/** 1EdTech's plain list of revoked credentials (Open Badges 3.0, `1EdTechRevocationList`), from the issuer's own host. */
const checkPlainList = async (
  entry: StatusEntry,
  credentialId: string | undefined,
  { issuer, documents }: Reading,
): Promise<Check> => {
  if (!isAddress(entry.id))
    return failed('status', 'It does not say at which address its list of revoked credentials is.');
  const list = Revocations.safeParse(await documents.json(entry.id));
  if (!list.success) throw new InvalidInput('what its address leads to is not a list of revoked credentials');
  const { issuer: named, id } = list.data;
  if (id !== undefined && id !== entry.id)
    throw new InvalidInput('the list of revoked credentials says that it is another one');
  const listIssuer = typeof named === 'object' && named !== null && 'id' in named ? named.id : named;
  if (listIssuer !== issuer)
    throw new InvalidInput("the list of revoked credentials is not the issuer's own");
  const revoked = list.data.revokedCredential
    .map((item) => (typeof item === 'string' ? { id: item } : item))
    .find((item) => item.id === credentialId && (!('revoked' in item) || item.revoked !== false));
  if (!revoked)
    return passed('status', "The issuer's list of revoked credentials was read just now: it is not in it.");
  const reason =
    'revocationReason' in revoked && typeof revoked.revocationReason === 'string'
      ? ` The reason given: ${quoted(revoked.revocationReason)}.`
      : '';
  return failed('status', `The issuer has revoked it.${reason}`);
};

const checkEntry = async (entry: StatusEntry, id: string | undefined, reading: Reading): Promise<Check> => {
  try {
    switch (entry.type) {
      case 'BitstringStatusListEntry':
      case 'StatusList2021Entry':
        return await checkBit(entry, reading);
      case '1EdTechRevocationList':
        return await checkPlainList(entry, id, reading);
      default:
        return skipped('status', `This system cannot read a status of the kind ${quoted(entry.type)}.`);
    }
  } catch (thrown) {
    return skipped(
      'status',
      `Whether it was revoked or suspended could not be checked: ${reasonOf(thrown)}.`,
    );
  }
};

/** Where a credential of this system itself stands, from its records; undefined where it is another's. */
export type OwnStanding = (
  credential: Pick<VerifiableCredential, 'id' | 'issuer'>,
) => Promise<ToldStanding | undefined>;

const onDay = (at: string | undefined): string => (at === undefined ? '' : ` on ${at.slice(0, 10)}`);

/** That this system's own records say it was taken back, since when and why; undefined where they do not. */
const takenBack = (own: ToldStanding | undefined): Check | undefined => {
  if (own?.standing === 'suspended')
    return failed('status', `The issuer suspended it${onDay(own.since)}; it may be reinstated.`);
  if (own?.standing !== 'revoked') return undefined;
  const reason =
    own.reason === undefined ? '' : ` The reason given: ${quoted(own.reason.replace(/[.\s]+$/, ''))}.`;
  return failed('status', `The issuer revoked it${onDay(own.since)}.${reason}`);
};

/**
 * Whether the issuer still stands by a credential: a check for each status it names, or the one that this system's own
 * records say.
 *
 * @param context - `ownStanding` only where the credential was proven to be its issuer's.
 */
export const checkStatus = async (
  credential: VerifiableCredential,
  { ownStanding, ...context }: Omit<Reading, 'issuer'> & { readonly ownStanding?: OwnStanding | undefined },
): Promise<readonly Check[]> => {
  const { credentialStatus: entries, id, issuer } = credential;
  const own = takenBack(await ownStanding?.(credential));
  if (own) return [own];
  if (entries.length === 0)
    return [notNeeded('status', 'The issuer gave it no way to be revoked or suspended.')];
  if (entries.length > MAX_ENTRIES)
    return [skipped('status', `It names more than ${MAX_ENTRIES} statuses; so many are not read.`)];
  const checks: Check[] = [];
  for (const entry of entries) checks.push(await checkEntry(entry, id, { ...context, issuer: issuer.id }));
  return checks;
};
