import { generateKeyPairSync, sign } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { base58 } from '../../shared/badges/canonical/base58.ts';
import { loadContext } from '../../shared/badges/contexts.ts';

/** An EndorsementCredential (Open Badges 3.0 §B.1.9) of a body that is not this system, signed with a key of its own. */
export const signEndorsement = async (endorsed: string, now: Date): Promise<string> => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  // did:key: the two bytes that say Ed25519, and the key, in base58.
  const key = `z${base58(Buffer.concat([Buffer.from([0xed, 0x01]), raw]))}`;
  const suite = new DataIntegrityProof({
    signer: {
      id: `did:key:${key}#${key}`,
      algorithm: 'Ed25519',
      sign: ({ data }) => Promise.resolve(sign(null, data, privateKey)),
    },
    date: now,
    cryptosuite,
  });
  const { proof, ...rest } = await issue({
    credential: {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      id: 'urn:uuid:0b6a1f3e-7d1c-4a52-9a36-3f0c9a1b2c3d',
      type: ['VerifiableCredential', 'EndorsementCredential'],
      name: 'Endorsed by the Southmoor Board',
      issuer: { id: `did:key:${key}`, type: ['Profile'], name: 'Southmoor Board' },
      validFrom: '2026-11-01T00:00:00Z',
      credentialSubject: {
        id: endorsed,
        type: ['EndorsementSubject'],
        endorsementComment: 'We recognise this as evidence of practice.',
      },
    },
    suite,
    documentLoader: loadContext,
    now,
  });
  return JSON.stringify({ ...rest, proof: [proof] });
};
