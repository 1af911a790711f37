import type { Award, Personal } from '../credential.ts';
import { type Slot, schemeOf } from './slots.ts';

/** A slot, and what stands in it. */
interface FilledSlot extends Slot {
  readonly value: string;
}

const iri = (value: string, ...path: Slot['path']): FilledSlot => ({ path, kind: 'iri', value });
const literal = (value: string, ...path: Slot['path']): FilledSlot => ({ path, kind: 'text', value });
const where = (value: string | undefined, ...path: Slot['path']): FilledSlot[] =>
  value === undefined ? [] : [literal(value, ...path)];

/** Where a credential for an award says what concerns its recipient alone, and what it says there. */
export const slotsOf = (personal: Personal): readonly FilledSlot[] => {
  const before = personal.decision === undefined ? 0 : 1;
  return [
    iri(personal.id, 'id'),
    literal(personal.validFrom, 'validFrom'),
    ...where(personal.validUntil, 'validUntil'),
    literal(personal.awardedDate, 'awardedDate'),
    iri(personal.subject, 'credentialSubject', 'id'),
    literal(personal.identityHash, 'credentialSubject', 'identifier', 0, 'identityHash'),
    literal(personal.salt, 'credentialSubject', 'identifier', 0, 'salt'),
    ...where(personal.narrative, 'credentialSubject', 'narrative'),
    ...personal.results.map((value, i) => literal(value, 'credentialSubject', 'result', i, 'value')),
    iri(personal.image, 'credentialSubject', 'achievement', 'image', 'id'),
    ...where(personal.decision, 'evidence', 0, 'narrative'),
    ...personal.artifacts.flatMap(({ url, name }, i) => [
      iri(url, 'evidence', before + i, 'id'),
      ...where(name, 'evidence', before + i, 'name'),
    ]),
    ...(personal.status
      ? [
          iri(personal.status.id, 'credentialStatus', 'id'),
          literal(personal.status.index, 'credentialStatus', 'statusListIndex'),
        ]
      : []),
  ];
};

/**
 * The shape of a credential for an award: all that the award says but what goes into the slots, of which only
 * counts whether it is there, and for an IRI its scheme. Credentials of one shape differ in the graph's terms alone,
 * never in its form. As JSON, because comparing is cheaper than hashing; whatever an award comes to say beyond what
 * is named here makes another shape by itself.
 */
export const shapeOf = (award: Award): string =>
  JSON.stringify({
    ...award,
    credential: 0,
    recipient: 0,
    salt: 0,
    awardedAt: 0,
    issuedAt: 0,
    validUntil: award.validUntil !== undefined,
    evidence: award.evidence !== '',
    narrative: award.narrative !== undefined && award.narrative !== '',
    artifacts: award.artifacts?.map(({ url, name }) => [schemeOf(new URL(url).href), Boolean(name)]),
    results: award.results?.map(({ result }) => result),
    status: award.status?.list,
  });
