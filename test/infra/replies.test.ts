import { describe, expect, it } from 'vitest';
import { Stage } from '../../infra/stage.ts';
import { at, list, referred, resources, stageTemplate } from './template.ts';

const template = stageTemplate('production');
const only = (type: string) => {
  const [found, ...others] = resources(template, type);
  expect(others).toEqual([]);
  if (!found) throw new Error(`the template has no ${type}`);
  return found;
};

describe('the inbox', () => {
  const bucket = only('AWS::S3::Bucket');

  it('is encrypted, closed to the public, forgets by itself, and tells the default bus', () => {
    const { properties } = bucket;
    expect(
      at(
        properties['BucketEncryption'],
        'ServerSideEncryptionConfiguration',
        0,
        'ServerSideEncryptionByDefault',
      ),
    ).toEqual({ SSEAlgorithm: 'AES256' });
    expect(properties['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(at(properties['LifecycleConfiguration'], 'Rules', 0, 'ExpirationInDays')).toBe(14);
    expect(properties['NotificationConfiguration']).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  it('is written by SES alone, for this account and this rule, and only over TLS', () => {
    const statements = list(at(only('AWS::S3::BucketPolicy').properties['PolicyDocument'], 'Statement'));
    const allowed = statements.filter((statement) => at(statement, 'Effect') === 'Allow');
    expect(allowed).toHaveLength(1);
    expect(at(allowed[0], 'Principal')).toEqual({ Service: 'ses.amazonaws.com' });
    expect(at(allowed[0], 'Action')).toBe('s3:PutObject');
    expect(Object.keys(at(allowed[0], 'Condition', 'StringEquals') as object)).toEqual([
      'aws:SourceAccount',
      'aws:SourceArn',
    ]);
    expect(JSON.stringify(statements)).toContain('"aws:SecureTransport":"false"');
  });
});

describe('the receipt rule', () => {
  const { properties } = only('AWS::SES::ReceiptRule');

  it('scans mail to the reply domain and puts it into the inbox', () => {
    expect(properties['Rule']).toMatchObject({
      Enabled: true,
      ScanEnabled: true,
      TlsPolicy: 'Require',
      Recipients: ['reply.colloquy.example'],
    });
    expect(referred(at(properties['Rule'], 'Actions', 0, 'S3Action', 'BucketName'))).toBe(
      only('AWS::S3::Bucket').id,
    );
  });

  it('is told of by the outputs that say what no template can do', () => {
    const outputs = template.toJSON()['Outputs'] as Record<string, { Value: unknown }>;
    expect(JSON.stringify(outputs['ActivateReplies']?.Value)).toContain('set-active-receipt-rule-set');
    expect(JSON.stringify(outputs['ActivateReplies']?.Value)).toContain('Colloquy-production-replies');
    expect(JSON.stringify(outputs['ReplyMx']?.Value)).toContain('reply.colloquy.example MX 10 inbound-smtp.');
  });
});

describe('a stage', () => {
  const stage = { name: 'x', mailFrom: 'Colloquy <digest@example.org>', signInPrefix: 'x' };

  it.each(['example.org', 'reply.example.com', 'replyexample.org'])(
    'receives no mail for %s, which is no part of the domain of its mail',
    (replyDomain) => {
      expect(Stage.safeParse({ ...stage, replyDomain }).success).toBe(false);
    },
  );

  it('receives mail for a part of that domain, or none', () => {
    expect(Stage.parse({ ...stage, replyDomain: 'reply.example.org' }).replyDomain).toBe('reply.example.org');
    expect(Stage.parse(stage).replyDomain).toBeUndefined();
  });
});
