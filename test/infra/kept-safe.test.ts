import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { LOOKUP_INDEX } from '../../infra/state.ts';
import { LOOKUP_INDEX as LOOKUP_INDEX_OF_STORES } from '../../shared/platform/table.ts';
import { at, list, referred, resources, stageTemplate } from './template.ts';

const template = stageTemplate('production');
const tables = resources(template, 'AWS::DynamoDB::GlobalTable');
const named = (name: string) => tables.find(({ id }) => id.startsWith(`State${name}`))?.properties ?? {};

describe('every table', () => {
  it('is found', () => {
    expect(tables).toHaveLength(3);
  });

  it.each(tables)('$id is encrypted, recoverable, kept, paid by use, and streams both images', (resource) => {
    const { properties } = resource;
    expect(properties['SSESpecification']).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
    expect(at(properties['Replicas'], 0, 'PointInTimeRecoverySpecification')).toEqual({
      PointInTimeRecoveryEnabled: true,
    });
    expect(resource.deletionPolicy).toBe('Retain');
    expect(properties['BillingMode']).toBe('PAY_PER_REQUEST');
    expect(properties['StreamSpecification']).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
    expect(properties['KeySchema']).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(properties['TableName']).toBeUndefined();
  });

  it('has the index the stores ask, where they ask it', () => {
    expect(LOOKUP_INDEX).toBe(LOOKUP_INDEX_OF_STORES);
    for (const name of ['Community', 'Credentials']) {
      expect(named(name)['GlobalSecondaryIndexes']).toEqual([
        {
          IndexName: LOOKUP_INDEX,
          KeySchema: [
            { AttributeName: 'lookupPk', KeyType: 'HASH' },
            { AttributeName: 'lookupSk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ]);
    }
    expect(named('Engagement')['GlobalSecondaryIndexes']).toBeUndefined();
  });

  it('forgets only sessions and the like, in community', () => {
    expect(named('Community')['TimeToLiveSpecification']).toEqual({
      AttributeName: 'expiresAt',
      Enabled: true,
    });
    expect(named('Engagement')['TimeToLiveSpecification']).toBeUndefined();
    expect(named('Credentials')['TimeToLiveSpecification']).toBeUndefined();
  });

  it('guards credentials with a key of its own that rotates, and against being deleted', () => {
    const replica = at(named('Credentials')['Replicas'], 0);
    expect(at(replica, 'DeletionProtectionEnabled')).toBe(true);
    const key = resources(template, 'AWS::KMS::Key').find(
      ({ id }) => id === referred(at(replica, 'SSESpecification', 'KMSMasterKeyId')),
    );
    expect(key?.properties['EnableKeyRotation']).toBe(true);
    expect(key?.deletionPolicy).toBe('Retain');
  });
});

describe('every queue', () => {
  const queues = resources(template, 'AWS::SQS::Queue');

  it.each(queues)('$id is encrypted and refuses to be spoken to without TLS', ({ id, properties }) => {
    expect(properties['SqsManagedSseEnabled']).toBe(true);
    const policy = resources(template, 'AWS::SQS::QueuePolicy').find(
      (candidate) => referred(candidate.properties['Queues']) === id,
    );
    expect(list(at(policy?.properties['PolicyDocument'], 'Statement'))).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('keeps what was set aside for 14 days', () => {
    const ends = queues.filter(({ properties }) => properties['RedrivePolicy'] === undefined);
    const redriven = queues.flatMap(({ properties: { RedrivePolicy: policy } }) =>
      policy === undefined ? [] : [referred(at(policy, 'deadLetterTargetArn'))],
    );
    expect(redriven).not.toEqual([]);
    expect(ends.map(({ id }) => id)).toEqual(expect.arrayContaining(redriven));
    for (const { properties } of ends) expect(properties['MessageRetentionPeriod']).toBe(14 * 24 * 3600);
  });
});

describe('every log', () => {
  it('is one of ours, with an end', () => {
    const groups = resources(template, 'AWS::Logs::LogGroup');
    const functions = resources(template, 'AWS::Lambda::Function');
    expect(groups).toHaveLength(functions.length + 1);
    for (const { properties } of groups) expect(properties['RetentionInDays']).toBe(90);
    const written = functions.map(({ properties }) => referred(at(properties['LoggingConfig'], 'LogGroup')));
    expect(new Set(written).size).toBe(functions.length);
  });
});

describe('every function', () => {
  it.each(resources(template, 'AWS::Lambda::Function'))(
    '$id runs on arm64 and Node 24, and is traced',
    ({ properties }) => {
      expect(properties).toMatchObject({
        Architectures: ['arm64'],
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
      });
    },
  );
});

describe('the archive', () => {
  it('keeps every event for ever', () => {
    template.hasResourceProperties('AWS::Events::Archive', {
      SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^StateBus'), 'Arn'] },
      EventPattern: { source: [{ prefix: '' }] },
      RetentionDays: 0,
    });
  });
});
