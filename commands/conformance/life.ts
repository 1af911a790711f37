import { signEndorsement } from './endorsement.ts';
import type { Ob2Cases } from './ob2-cases.ts';
import type { Ob3Cases } from './ob3-cases.ts';
import { CREDITS_EARNED, plain, rich, saidOfRich } from './subjects.ts';
import type { World } from './world.ts';

const NOT_THEIRS = 'somebody.else@northmoor.example.org';
const ALGORITHMS = ['RS256', 'ES256'] as const;

/** The world, and whom to ask about it. */
interface Stage {
  readonly world: World;
  readonly ob2: Ob2Cases;
  readonly ob3: Ob3Cases;
}

/** The third part of a JWS is its signature; the second, what it says, is made to say something else. */
const altered = (jws: string): string => {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const said = Buffer.from(payload, 'base64url').toString('utf8').replace('by hand', 'by foot');
  return [header, Buffer.from(said).toString('base64url'), signature].join('.');
};

/** The same payload under no signature at all (RFC 7515 appendix A.5). */
const unsecured = (jws: string): string =>
  `${Buffer.from('{"alg":"none"}').toString('base64url')}.${jws.split('.')[1] ?? ''}.`;

const validOnes = async ({ world, ob2, ob3 }: Stage) => {
  const simple = await world.award(plain('simple'));
  const endorsed = `${world.url()}/organizations/northmoor/achievements/${rich.achievement}`;
  const endorsement = await signEndorsement(endorsed, new Date());
  const full = await world.award({ ...rich, endorsements: [endorsement] }, saidOfRich, CREDITS_EARNED);
  for (const [name, credential] of [
    ['valid, with what there must be', simple],
    ['valid, with all there can be', full],
  ] as const) {
    await ob2.every(name, credential, 'holds');
    await ob3.schema(name, credential);
    await ob3.every(name, credential, 'holds');
    for (const algorithm of ALGORITHMS)
      await ob3.jwt(name, algorithm, await ob3.jwtOf(credential, algorithm), 'holds');
  }
  await ob3.says('all there can be', full, endorsement);
  await ob3.endorsement('all there can be', full);
  await ob3.baked('valid', simple);
  await ob3.baked('all there can be', full);
  await ob3.bits('valid', full, { suspension: false, revocation: false });
  return { simple, full };
};

const falseOnes = async ({ world, ob2, ob3 }: Stage, { simple, full }: { simple: string; full: string }) => {
  await ob2.every('another recipient', simple, /VERIFY_RECIPIENT_IDENTIFIER/, NOT_THEIRS);
  const signed = await (await world.get(`/credentials/${simple}/ob2.jws`)).text();
  await ob2.text('altered', altered(signed), /VERIFY_JWS: Signature .* failed/);
  for (const algorithm of ALGORITHMS) {
    const jwt = await ob3.jwtOf(full, algorithm);
    await ob3.jwt('altered', algorithm, altered(jwt), 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED');
    await ob3.jwt('signed by nobody', algorithm, unsecured(jwt), 'ERR_JOSE_ALG_NOT_ALLOWED');
  }
  const document = await ob3.documentOf(full);
  await ob3.schemaRefuses('one that says when it was issued in another term', {
    ...Object(document),
    validFrom: undefined,
    issuanceDate: '2026-11-22T09:00:00Z',
  });
  await ob3.altered(full);
};

const takenBack = async ({ world, ob2, ob3 }: Stage) => {
  const suspended = await world.award(plain('suspended'));
  await world.change(suspended, 'suspended');
  await ob2.gone('suspended, told as 410', suspended);
  await ob3.bits('suspended', suspended, { suspension: true, revocation: false });
  await ob3.every('suspended', suspended, /^(status|suspension_status)$/);
  const revoked = await world.award(plain('revoked'));
  await ob2.every('valid, before it is revoked', revoked, 'holds');
  await world.change(revoked, 'revoked');
  await ob2.gone('revoked, told as 410', revoked);
  await ob2.every('revoked', revoked, /has been revoked|Required property/);
  await ob3.every('revoked', revoked, /^(status|suspension_status)$/);
  await ob3.schema('revoked', revoked);
  await ob3.bits('revoked', revoked, { suspension: true, revocation: true });
  await ob2.every('suspended', suspended, /has been revoked|Required property/);
  await world.change(suspended, 'reinstated');
  await ob2.every('reinstated', suspended, 'holds');
  await ob3.every('reinstated', suspended, 'holds');
  await ob3.bits('reinstated', suspended, { suspension: false, revocation: false });
  await ob3.bits('revoked, after another was reinstated', revoked, { suspension: true, revocation: true });
};

const rotated = async ({ world, ob2, ob3 }: Stage, { simple }: { simple: string }) => {
  const before = await Promise.all(ALGORITHMS.map((algorithm) => ob3.jwtOf(simple, algorithm)));
  await world.rotateKeys();
  await ob2.every('of a key that was retired', simple, 'holds');
  await ob3.every('of a key that was retired', simple, 'holds');
  const renewed = await world.award(plain('after-rotation'));
  await ob2.every('of the new key', renewed, 'holds');
  await ob3.every('of the new key', renewed, 'holds');
  for (const [at, algorithm] of ALGORITHMS.entries()) {
    await ob3.jwt('of a key that was retired', algorithm, before[at] ?? '', 'holds');
    await ob3.jwt('of the new key', algorithm, await ob3.jwtOf(renewed, algorithm), 'holds');
  }
};

const expired = async ({ world, ob2, ob3 }: Stage, { simple, full }: { simple: string; full: string }) => {
  await world.setClock(new Date('2028-01-01T00:00:00.000Z'));
  await ob2.every('expired', full, /expired on/);
  await ob3.every('expired', full, /validUntil|expiration/);
  await ob3.every('of one that never expires, years later', simple, 'holds');
  for (const algorithm of ALGORITHMS)
    await ob3.jwt('expired', algorithm, await ob3.jwtOf(full, algorithm), 'ERR_JWT_EXPIRED');
};

/** A credential's life, from one case to the next: valid, tampered with, taken back, of a retired key, expired. */
export const runLife = async (stage: Stage): Promise<void> => {
  const credentials = await validOnes(stage);
  await falseOnes(stage, credentials);
  await takenBack(stage);
  await rotated(stage, credentials);
  await expired(stage, credentials);
};
