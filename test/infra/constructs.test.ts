import { Match } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { describe, expect, it } from 'vitest';
import { type AlarmText, raiseAlarm } from '../../infra/constructs/alarm.ts';
import { NodeFunction, type NodeFunctionProps } from '../../infra/constructs/node-function.ts';
import { QueueReaction } from '../../infra/constructs/queue-reaction.ts';
import { Reaction } from '../../infra/constructs/reaction.ts';
import { Schedule } from '../../infra/constructs/schedule.ts';
import { StreamReaction } from '../../infra/constructs/stream-reaction.ts';
import { readStage } from '../../infra/stage.ts';
import { State } from '../../infra/state.ts';
import { at, emptyApp, fixtureCode, nagFindings, referred, resources, templateOf } from './template.ts';

const settings = (): NodeFunctionProps => ({
  purpose: 'Answers with what it was asked',
  code: fixtureCode(),
  memory: 256,
  timeout: 20,
  environment: { COLOUR: 'green' },
  logRetention: RetentionDays.ONE_WEEK,
});

const alarm: AlarmText = {
  meaning: 'Something that was asked could not be answered.',
  action: 'read the log and ask again.',
};

describe('raiseAlarm', () => {
  const raise = (text: AlarmText) =>
    templateOf((stack, topic) => {
      raiseAlarm(stack, 'Alarm', {
        ...text,
        metric: new Metric({ namespace: 'Test', metricName: 'Errors', period: Duration.minutes(1) }),
        atLeast: 3,
        periods: 2,
        topic,
      });
    });

  it('says what happened and what to do', () => {
    raise(alarm).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription:
        'Something that was asked could not be answered. What to do: read the log and ask again.',
      Threshold: 3,
      EvaluationPeriods: 2,
    });
  });

  it.each([
    ['no meaning', { ...alarm, meaning: 'It broke.' }],
    ['no advice', { ...alarm, action: 'look' }],
    ['more than CloudWatch takes', { ...alarm, action: 'read on and on. '.repeat(80) }],
  ])('refuses %s', (_, text) => {
    expect(() => raise(text)).toThrow('Test/Alarm: an alarm needs a meaning and an action');
  });
});

describe('NodeFunction', () => {
  it('may write its own log and its traces, and nothing else', () => {
    const template = templateOf((stack) => new NodeFunction(stack, 'Answer', settings()));
    const [log] = resources(template, 'AWS::Logs::LogGroup');
    const [policy] = resources(template, 'AWS::IAM::Policy');
    expect(at(policy?.properties['PolicyDocument'], 'Statement')).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': [log?.id, 'Arn'] },
      },
      { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
    ]);
  });

  it('refuses an action with a wildcard', () => {
    expect(() =>
      templateOf((stack) => {
        new NodeFunction(stack, 'Answer', settings()).may(['sqs:Send*'], 'arn:aws:sqs:::queue');
      }),
    ).toThrow('Test/Answer: name the actions that sqs:Send* stands for');
  });

  it('is clean by cdk-nag', () => {
    const app = emptyApp();
    new NodeFunction(new Stack(app, 'Test'), 'Answer', settings());
    expect(nagFindings(app)).toEqual([]);
  });
});

describe('QueueReaction', () => {
  const template = templateOf((stack, alarmTopic) => {
    new QueueReaction(stack, 'Answer', {
      ...settings(),
      batchSize: 10,
      maxConcurrency: 3,
      alarm,
      alarmTopic,
    });
  });
  const queue = resources(template, 'AWS::SQS::Queue').find(
    ({ properties }) => properties['RedrivePolicy'] !== undefined,
  );

  it('hides a message for six times the timeout, and gives up after five receives', () => {
    expect(queue?.properties).toMatchObject({
      VisibilityTimeout: 120,
      RedrivePolicy: { maxReceiveCount: 5 },
    });
  });

  it('tells the function where its dead letters go, beside its own settings', () => {
    const deadLetters = referred(at(queue?.properties['RedrivePolicy'], 'deadLetterTargetArn'));
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: { COLOUR: 'green', DEAD_LETTER_QUEUE_URL: { Ref: deadLetters }, MAX_RECEIVES: '5' },
      },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': [deadLetters, 'Arn'] } },
        ]),
      },
    });
  });

  it('consumes with partial failures, at most so many at once', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 3 },
    });
  });

  it('tells when a message is set aside, in the given words, and when messages wait', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      AlarmDescription: Match.stringLikeRegexp('^Something that was asked'),
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 1800,
    });
  });
});

describe('Reaction', () => {
  it('puts the events of its pattern on its queue, and what cannot be put there with the dead letters', () => {
    const template = templateOf((stack, alarmTopic) => {
      const bus = new EventBus(stack, 'Bus');
      const events = { detailType: ['question.asked'] };
      new Reaction(stack, 'Answer', { ...settings(), bus, events, batchSize: 10, alarm, alarmTopic });
    });
    const [rule] = resources(template, 'AWS::Events::Rule');
    expect(rule?.properties['EventPattern']).toEqual({ 'detail-type': ['question.asked'] });
    const target = at(rule?.properties['Targets'], 0);
    const queue = resources(template, 'AWS::SQS::Queue').find(({ id }) => id === referred(at(target, 'Arn')));
    expect(referred(at(queue?.properties['RedrivePolicy'], 'deadLetterTargetArn'))).toBe(
      referred(at(target, 'DeadLetterConfig', 'Arn')),
    );
  });
});

describe('StreamReaction', () => {
  const template = templateOf((stack, alarmTopic) => {
    const table = new TableV2(stack, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      dynamoStream: StreamViewType.NEW_IMAGE,
    });
    const streamArn = table.tableStreamArn ?? '';
    new StreamReaction(stack, 'Answer', {
      ...settings(),
      sources: { All: { streamArn }, New: { streamArn, filter: { eventName: ['INSERT'] } } },
      batchSize: 7,
      batchWindow: 2,
      retryAttempts: 4,
      alarm,
      alarmTopic,
    });
  });

  it('reads each source from its beginning, halving what fails, and sets it aside at last', () => {
    const mappings = resources(template, 'AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(2);
    for (const { properties } of mappings) {
      expect(properties).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 7,
        MaximumBatchingWindowInSeconds: 2,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 4,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
    }
  });

  it('filters where it was asked to', () => {
    const filters = resources(template, 'AWS::Lambda::EventSourceMapping').map(
      ({ properties }) => properties['FilterCriteria'],
    );
    expect(filters).toEqual([undefined, { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] }]);
  });

  it('tells when it is behind', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'IteratorAge',
      Threshold: 1_800_000,
    });
  });
});

describe('Schedule', () => {
  it('starts its function by a role that may do that and no more', () => {
    const template = templateOf((stack, alarmTopic) => {
      new Schedule(stack, 'Answer', {
        ...settings(),
        expression: 'rate(1 hour)',
        giveUpAfter: 60,
        alarm,
        alarmTopic,
      });
    });
    const [schedule] = resources(template, 'AWS::Scheduler::Schedule');
    const target = schedule?.properties['Target'];
    expect(at(target, 'RetryPolicy')).toEqual({ MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 3 });
    const policy = resources(template, 'AWS::IAM::Policy').find(
      ({ properties }) => referred(properties['Roles']) === referred(at(target, 'RoleArn')),
    );
    expect(at(policy?.properties['PolicyDocument'], 'Statement')).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: at(target, 'Arn') },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: at(target, 'DeadLetterConfig', 'Arn') },
    ]);
  });
});

describe('State', () => {
  it('refuses to let anybody delete from credentials', () => {
    const stack = new Stack(emptyApp(), 'Test');
    new Topic(stack, 'Alarms');
    const state = new State(stack, 'State', readStage('local'));
    const consumer = new NodeFunction(stack, 'Answer', settings());
    expect(() => {
      state.allow(consumer, 'credentials', ['GetItem', 'DeleteItem']);
    }).toThrow('Test/Answer: nobody deletes from the credentials table');
  });
});
