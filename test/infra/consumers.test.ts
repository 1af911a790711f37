import { describe, expect, it } from 'vitest';
import { at, list, type Resource, referred, resources, stageTemplate, text, type Value } from './template.ts';

// Whatever consumes anything, in the whole template: nothing is known here about which consumers there are.

const template = stageTemplate('local');
const byId = new Map(resources(template).map((resource) => [resource.id, resource]));
const ofType = (type: string) => resources(template, type);

const find = (id: string): Resource => {
  const found = byId.get(id);
  if (!found) throw new Error(`the template has no ${id}`);
  return found;
};

/** The alarms that watch a queue's depth. */
const depthAlarms = (queue: string) =>
  ofType('AWS::CloudWatch::Alarm').filter(
    ({ properties }) =>
      properties['MetricName'] === 'ApproximateNumberOfMessagesVisible' &&
      list(properties['Dimensions']).some((dimension) => referred(at(dimension, 'Value')) === queue),
  );

const expectToldAlarm = (queue: string) => {
  const alarms = depthAlarms(queue);
  expect(alarms, `alarms on ${queue}`).toHaveLength(1);
  expect(alarms[0]?.properties).toMatchObject({
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
};

const mappings = ofType('AWS::Lambda::EventSourceMapping');
const targets = ofType('AWS::Events::Rule').flatMap(({ id, properties }) =>
  list(properties['Targets']).map((target) => ({ id, target })),
);
const schedules = ofType('AWS::Scheduler::Schedule');

describe('every consumer of the template', () => {
  it('is found at all', () => {
    expect(mappings).toHaveLength(16);
    expect(targets).toHaveLength(11);
    expect(schedules).toHaveLength(2);
  });

  it.each(mappings)('$id takes partial batch failures', ({ properties }) => {
    expect(properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
  });

  it.each(mappings)('$id has somewhere to put what fails, and an alarm on it', ({ properties }) => {
    const source = find(referred(properties['EventSourceArn']));
    if (source.type === 'AWS::SQS::Queue') {
      const redrive = source.properties['RedrivePolicy'];
      expect(at(redrive, 'maxReceiveCount')).toBe(5);
      expectToldAlarm(referred(at(redrive, 'deadLetterTargetArn')));
      const consumer = find(referred(properties['FunctionName']));
      expect(source.properties['VisibilityTimeout']).toBe(6 * Number(consumer.properties['Timeout']));
    } else {
      expect(source.type).toBe('AWS::DynamoDB::GlobalTable');
      expect(properties['BisectBatchOnFunctionError']).toBe(true);
      expect(properties['MaximumRetryAttempts']).toBe(5);
      expect(Number(properties['MaximumRecordAgeInSeconds'])).toBeLessThan(24 * 3600);
      expectToldAlarm(referred(at(properties['DestinationConfig'], 'OnFailure', 'Destination')));
    }
  });

  it.each(mappings)('$id gives its function the settings of its own dead letters', ({ properties }) => {
    const source = find(referred(properties['EventSourceArn']));
    const consumer = find(referred(properties['FunctionName']));
    const variables = at(consumer.properties['Environment'], 'Variables');
    const told = at(variables, 'DEAD_LETTER_QUEUE_URL');
    if (source.type === 'AWS::SQS::Queue') {
      expect(told).toEqual({ Ref: referred(at(source.properties['RedrivePolicy'], 'deadLetterTargetArn')) });
      expect(at(variables, 'MAX_RECEIVES')).toBe('5');
    } else {
      expect(told).toBeUndefined();
    }
  });

  it.each(targets)('rule $id has retries, a dead-letter queue and an alarm on it', ({ target }) => {
    expect(at(target, 'RetryPolicy')).toEqual({
      MaximumRetryAttempts: 185,
      MaximumEventAgeInSeconds: 86_400,
    });
    expectToldAlarm(referred(at(target, 'DeadLetterConfig', 'Arn')));
  });

  it.each(targets)('rule $id may write to its queue and to its dead letters', ({ id, target }) => {
    for (const arn of [at(target, 'Arn'), at(target, 'DeadLetterConfig', 'Arn')]) {
      const policy = ofType('AWS::SQS::QueuePolicy').find(
        ({ properties }) => referred(properties['Queues']) === referred(arn),
      );
      const allowed = list(at(policy?.properties['PolicyDocument'], 'Statement')).filter(
        (statement) =>
          at(statement, 'Effect') === 'Allow' &&
          list(at(statement, 'Action')).includes('sqs:SendMessage') &&
          referred(at(statement, 'Condition')) === id,
      );
      expect(allowed).toHaveLength(1);
    }
  });

  it.each(schedules)(
    '$id has retries, and one queue for what could not be started and for what failed',
    ({ properties }) => {
      const target: Value | undefined = properties['Target'];
      const deadLetters = referred(at(target, 'DeadLetterConfig', 'Arn'));
      expect(at(target, 'RetryPolicy', 'MaximumRetryAttempts')).toBe(3);
      expectToldAlarm(deadLetters);
      const asynchronous = ofType('AWS::Lambda::EventInvokeConfig').find(
        (config) => referred(config.properties['FunctionName']) === referred(at(target, 'Arn')),
      );
      expect(referred(at(asynchronous?.properties['DestinationConfig'], 'OnFailure', 'Destination'))).toBe(
        deadLetters,
      );
    },
  );
});

describe('every alarm of the template', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm');

  it.each(alarms)('$id says what it means and what to do', ({ properties }) => {
    const description = text(properties['AlarmDescription']);
    const [meaning = '', action = ''] = description.split(' What to do: ');
    expect(meaning.length).toBeGreaterThan(40);
    expect(action.length).toBeGreaterThan(40);
    expect(description).toMatch(/docs\/operations\.md|npm run/);
  });

  it.each(alarms)('$id tells the topic when it starts and when it is over', ({ properties }) => {
    const topic = ofType('AWS::SNS::Topic')[0]?.id;
    expect(properties['AlarmActions']).toEqual([{ Ref: topic }]);
    expect(properties['OKActions']).toEqual([{ Ref: topic }]);
  });

  it('may publish to the topic', () => {
    const [policy] = ofType('AWS::SNS::TopicPolicy');
    expect(list(at(policy?.properties['PolicyDocument'], 'Statement'))).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
      }),
    );
  });
});
