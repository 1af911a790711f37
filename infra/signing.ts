import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Lazy, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { NodeFunction } from './constructs/node-function.ts';
import type { Stage } from './stage.ts';

/** What a key signs with; `SigningAlgorithm` of the platform, which the functions name. */
type Algorithm = 'Ed25519' | 'RS256' | 'ES256';

/** The keys of one generation. */
type Generation = Readonly<Record<Algorithm, Key>>;

const kinds = {
  Ed25519: { id: 'Key', keySpec: KeySpec.ECC_NIST_EDWARDS25519, signs: 'Open Badges credentials' },
  RS256: { id: 'Rs256Key', keySpec: KeySpec.RSA_2048, signs: 'JSON Web Signatures (RS256)' },
  ES256: { id: 'Es256Key', keySpec: KeySpec.ECC_NIST_P256, signs: 'JSON Web Signatures (ES256)' },
} as const satisfies Record<Algorithm, { id: string; keySpec: KeySpec; signs: string }>;

/**
 * The keys that sign: for Data Integrity proofs (Ed25519) and for JSON Web Signatures (RS256, ES256), a set for each
 * generation up to the stage's. The last generation signs; those before it are kept, and nobody may sign with them.
 * A key never leaves KMS; losing the last is losing the issuer's name.
 */
export class Signing extends Construct {
  /** The Ed25519 key that signs credentials, status lists and whatever else carries a Data Integrity proof. */
  readonly key: Key;
  /** The keys of JSON Web Signatures. */
  readonly joseKeys: Readonly<Record<'RS256' | 'ES256', Key>>;
  private readonly signing = new Map<Key, string[]>();

  constructor(scope: Construct, id: string, { signingGeneration }: Pick<Stage, 'signingGeneration'>) {
    super(scope, id);
    for (let retired = 1; retired < signingGeneration; retired++) {
      for (const key of Object.values(this.generation(retired))) this.refuseEverybody(key);
    }
    const { Ed25519, RS256, ES256 } = this.generation(signingGeneration);
    this.key = Ed25519;
    this.joseKeys = { RS256, ES256 };
    for (const key of [Ed25519, RS256, ES256]) this.refuseOthers(key);
  }

  /** Lets a function read the public half of the Ed25519 key. */
  allowReading(consumer: NodeFunction): void {
    consumer.may(['kms:GetPublicKey'], this.key.keyArn);
  }

  /** Lets functions sign with the Ed25519 key, and with that nobody else, administrators included. */
  allowSigning(consumers: readonly NodeFunction[]): void {
    for (const consumer of consumers) {
      consumer.may(['kms:GetPublicKey', 'kms:Sign'], this.key.keyArn);
      this.signing.get(this.key)?.push(consumer.role.roleArn);
    }
  }

  /** Lets a function make JSON Web Signatures, and with that nobody else, administrators included. */
  allowJoseSigning(consumer: NodeFunction): void {
    for (const key of Object.values(this.joseKeys)) {
      consumer.may(['kms:GetPublicKey', 'kms:Sign'], key.keyArn);
      this.signing.get(key)?.push(consumer.role.roleArn);
    }
  }

  /** The first generation has the names of the time when there was no second. */
  private generation(number: number): Generation {
    const make = (algorithm: Algorithm): Key => {
      const { id, keySpec, signs } = kinds[algorithm];
      return new Key(this, number === 1 ? id : `${id}${number}`, {
        description: `Signs ${signs}, generation ${number}`,
        keySpec,
        keyUsage: KeyUsage.SIGN_VERIFY,
        removalPolicy: RemovalPolicy.RETAIN,
      });
    };
    return { Ed25519: make('Ed25519'), RS256: make('RS256'), ES256: make('ES256') };
  }

  private refuseOthers(key: Key): void {
    const roles: string[] = [];
    this.signing.set(key, roles);
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NobodyElseSigns',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:Sign'],
        resources: ['*'],
        // Read when everything is wired: each construct asks for its own functions.
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': Lazy.list({ produce: () => roles }) } },
      }),
    );
  }

  private refuseEverybody(key: Key): void {
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NobodySigns',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:Sign'],
        resources: ['*'],
      }),
    );
  }
}
