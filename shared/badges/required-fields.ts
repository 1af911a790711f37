import * as z from 'zod';

const words = z.string().min(1);
const address = z.string().regex(/^(https?:|did:|urn:)/, 'must be an address');
const typeWith = (name: string) =>
  z.array(words).refine((types) => types.includes(name), `must hold "${name}"`);

/**
 * What Open Badges 3.0 requires of an OpenBadgeCredential (§B.1.2, §B.1.4, §B.1.1), and what validators refuse a
 * credential for that its schema would let through. Held against the signed document itself, before it is stored.
 */
export const RequiredFields = z.looseObject({
  '@context': z.array(words).min(2),
  id: address,
  type: typeWith('VerifiableCredential').and(typeWith('OpenBadgeCredential')),
  issuer: z.looseObject({ id: address, type: typeWith('Profile') }),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime().optional(),
  credentialSubject: z.looseObject({
    id: address,
    type: typeWith('AchievementSubject'),
    achievement: z.looseObject({
      id: address,
      type: typeWith('Achievement'),
      name: words,
      description: words,
      criteria: z
        .looseObject({ id: address.optional(), narrative: words.optional() })
        .refine(
          ({ id, narrative }) => id !== undefined || narrative !== undefined,
          'must say in words what had to be done, or where that is written',
        ),
    }),
  }),
  proof: z.array(z.looseObject({ type: z.literal('DataIntegrityProof') })).length(1),
});
