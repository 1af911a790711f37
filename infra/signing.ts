import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { NodeFunction } from './constructs/node-function.ts';

/** The key that signs credentials (Ed25519). It never leaves KMS; losing it is losing the issuer's name. */
export class Signing extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Signs Open Badges credentials',
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets a function read the public half of the key. */
  allowReading(consumer: NodeFunction): void {
    consumer.may(['kms:GetPublicKey'], this.key.keyArn);
  }

  /** Lets one function sign, and with that nobody else, administrators included; call it once. */
  allowSigning(consumer: NodeFunction): void {
    this.allowReading(consumer);
    consumer.may(['kms:Sign'], this.key.keyArn);
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NobodyElseSigns',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:Sign'],
        resources: ['*'],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': consumer.role.roleArn } },
      }),
    );
  }
}
