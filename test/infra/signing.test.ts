import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Stack } from 'aws-cdk-lib/core';
import { describe, expect, it } from 'vitest';
import { NodeFunction } from '../../infra/constructs/node-function.ts';
import { Signing } from '../../infra/signing.ts';
import { keySpecs } from '../../shared/platform/signer-port.ts';
import { at, emptyApp, fixtureCode, list, nagFindings, resources, templateOf, text } from './template.ts';

const functionIn = (stack: Stack, id: string): NodeFunction =>
  new NodeFunction(stack, id, {
    purpose: `Signs as ${id}`,
    code: fixtureCode(),
    memory: 256,
    timeout: 20,
    environment: {},
    logRetention: RetentionDays.ONE_WEEK,
  });

const signingOf = (
  signingGeneration: number,
  wire: (signing: Signing, stack: Stack) => void = () => undefined,
) =>
  templateOf((stack) => {
    const signing = new Signing(stack, 'Signing', { signingGeneration });
    wire(signing, stack);
  });

const keysOf = (template: ReturnType<typeof templateOf>) =>
  resources(template, 'AWS::KMS::Key').map(({ id, properties, deletionPolicy }) => ({
    id,
    name: id.slice(0, -8),
    spec: properties['KeySpec'],
    deletionPolicy,
    denied: list(at(properties['KeyPolicy'], 'Statement')).filter(
      (statement) => at(statement, 'Effect') === 'Deny',
    ),
  }));

describe('the signing keys', () => {
  it('of a generation are one of each kind that the functions know', () => {
    expect(keysOf(signingOf(1)).map(({ spec }) => spec)).toEqual(Object.values(keySpecs));
  });

  it('of the generations before stay as they are: under the same names, and not deleted', () => {
    const first = keysOf(signingOf(1));
    const third = keysOf(signingOf(3));
    expect(third).toHaveLength(9);
    expect(third.slice(0, 3).map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(third.map(({ name }) => name)).toEqual([
      'SigningKey',
      'SigningRs256Key',
      'SigningEs256Key',
      'SigningKey2',
      'SigningRs256Key2',
      'SigningEs256Key2',
      'SigningKey3',
      'SigningRs256Key3',
      'SigningEs256Key3',
    ]);
    for (const { deletionPolicy } of third) expect(deletionPolicy).toBe('Retain');
  });

  it('of the generations before sign for nobody; the last sign for whom they were given to', () => {
    const keys = keysOf(
      signingOf(2, (signing, stack) => {
        signing.allowSigning([functionIn(stack, 'Issue'), functionIn(stack, 'Publish')]);
        signing.allowSigning([functionIn(stack, 'Transcript')]);
        signing.allowJoseSigning(functionIn(stack, 'Show'));
      }),
    );
    const deniedTo = keys.map(({ denied }) => {
      expect(denied).toHaveLength(1);
      expect(at(denied[0], 'Action')).toBe('kms:Sign');
      const excepted = list(at(denied[0], 'Condition', 'ArnNotEquals', 'aws:PrincipalArn'));
      return excepted.map((arn) => text(at(arn, 'Fn::GetAtt', 0)).replace(/Role\w{8}$/, ''));
    });
    expect(deniedTo).toEqual([[], [], [], ['Issue', 'Publish', 'Transcript'], ['Show'], ['Show']]);
    expect(keys.slice(0, 3).map(({ denied }) => at(denied[0], 'Condition'))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are clean by cdk-nag', () => {
    const app = emptyApp();
    const stack = new Stack(app, 'Test');
    const signing = new Signing(stack, 'Signing', { signingGeneration: 2 });
    signing.allowSigning([functionIn(stack, 'Issue')]);
    signing.allowJoseSigning(functionIn(stack, 'Show'));
    expect(nagFindings(app)).toEqual([]);
  });
});
