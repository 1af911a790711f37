import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Stack } from 'aws-cdk-lib/core';
import { describe, expect, it } from 'vitest';
import { acknowledgements, emptyApp, nagFindings, stageApp, stageTemplate } from './template.ts';

describe.each(['local', 'production'])('the stage %s', (name) => {
  it('is the template that was last looked at', () => {
    expect(stageTemplate(name).toJSON()).toMatchSnapshot();
  });

  it('is clean by cdk-nag', () => {
    expect(nagFindings(stageApp(name).app)).toEqual([]);
  });

  it('acknowledges few things, each with a reason, on the resource alone', () => {
    const { app, stack } = stageApp(name);
    const all = acknowledgements(app);
    expect([...new Set(all.map(({ id }) => id))].sort()).toEqual([
      'AwsSolutions-APIG4',
      'AwsSolutions-COG2',
      'AwsSolutions-COG8',
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions-IAM5[Resource::<RepliesInbox2D170E76.Arn>/inbox/*]',
      ...[`configuration-set/Colloquy-${name}_*`, 'template/*'].map(
        (of) => `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:${of}]`,
      ),
      'AwsSolutions-S1',
      'AwsSolutions-SQS3',
    ]);
    for (const { path, reason } of all) {
      expect(reason.length).toBeGreaterThan(40);
      expect(path).not.toBe(stack.node.path);
    }
  });
});

describe('CloudFormation', () => {
  it('finds nothing wrong by its own schemas', () => {
    const { app } = stageApp('production', { validated: true });
    const { directory } = app.synth();
    const report: unknown = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
    expect(report).toMatchObject({ pluginReports: [] });
  });
});

describe('cdk-nag', () => {
  it('objects where there is something to object to', () => {
    const app = emptyApp();
    new Queue(new Stack(app, 'Test'), 'Open');
    expect(nagFindings(app)).toEqual([
      'AwsSolutions-SQS3 Test/Open/Resource',
      'AwsSolutions-SQS4 Test/Open/Resource',
    ]);
  });
});
