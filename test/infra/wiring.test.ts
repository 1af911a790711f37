import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionNames, functions } from '../../infra/functions.ts';
import { eventNames } from '../../shared/events/catalogue.ts';
import { at, type Resource, referred, resources, stageTemplate, text } from './template.ts';

const template = stageTemplate('local');
const lambdas = new Map(
  resources(template, 'AWS::Lambda::Function').map((lambda) => [lambda.properties['Description'], lambda]),
);
const lambda = (name: keyof typeof functions): Resource => {
  const found = lambdas.get(functions[name].purpose);
  if (!found) throw new Error(`the template has no function ${name}`);
  return found;
};

const settingsReadBy = (name: string): string[] => {
  const source = readFileSync(new URL(`../../functions/${name}/config.ts`, import.meta.url), 'utf8');
  return [
    ...new Set([...source.matchAll(/settings\.([A-Z0-9_]+)/g)].map(([, setting = '']) => setting)),
  ].sort();
};

const patternOf = (name: keyof typeof functions): unknown => {
  const rule = resources(template, 'AWS::Events::Rule').find(
    ({ properties }) => properties['Description'] === functions[name].purpose,
  );
  return rule?.properties['EventPattern'];
};

const mappingsOf = (name: keyof typeof functions): Resource[] =>
  resources(template, 'AWS::Lambda::EventSourceMapping').filter(
    ({ properties }) => referred(properties['FunctionName']) === lambda(name).id,
  );

describe('the table of functions', () => {
  it.each(functionNames)('%s: is deployed with the memory, time and settings the table says', (name) => {
    const { memory, timeout, environment } = functions[name];
    const { properties } = lambda(name);
    expect(properties['MemorySize']).toBe(memory);
    expect(properties['Timeout']).toBe(timeout);
    const variables = Object.keys(at(properties['Environment'], 'Variables') ?? {});
    expect(variables.sort()).toEqual([...environment].sort());
  });

  it.each(functionNames)('%s: is given exactly the settings its config.ts reads', (name) => {
    expect(settingsReadBy(name)).toEqual([...functions[name].environment].sort());
  });
});

describe('what sets each function off', () => {
  it('is every event for record-engagement, so that whatever is malformed arrives and is refused', () => {
    expect(patternOf('record-engagement')).toEqual({ source: [{ prefix: '' }] });
    expect(mappingsOf('record-engagement').map(({ properties }) => properties)).toMatchObject([
      { BatchSize: 100, MaximumBatchingWindowInSeconds: 1 },
    ]);
  });

  it('is a post or news for record-feed and a badge for issue-credential, by names that exist', () => {
    const told = [
      'post.created',
      'post.removed',
      'member.joined',
      'resource.shared',
      'meeting.held',
      'video.shared',
      'challenge.opened',
    ];
    expect(patternOf('record-feed')).toEqual({ 'detail-type': told });
    expect(patternOf('issue-credential')).toEqual({ 'detail-type': ['badge.granted'] });
    expect(eventNames).toEqual(expect.arrayContaining([...told, 'badge.granted']));
    expect(mappingsOf('record-feed')[0]?.properties).toMatchObject({
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 1,
    });
    expect(mappingsOf('issue-credential')[0]?.properties).toMatchObject({ BatchSize: 10 });
  });

  it('is what members are told of at once for notify, which hands itself the rest of a notice', () => {
    const names = ['post.created', 'coaching.requested', 'cycle.started', 'cycle.step-completed'];
    const told = [...names, 'cycle.rescheduled', 'notice.published'];
    expect(patternOf('notify')).toEqual({ 'detail-type': told });
    const queueOf = (name: keyof typeof functions, setting: string) =>
      referred(at(lambda(name).properties['Environment'], 'Variables', setting));
    const [mapping] = mappingsOf('notify');
    expect(queueOf('notify', 'OWN_QUEUE_URL')).toBe(referred(mapping?.properties['EventSourceArn']));
    expect(queueOf('plan-digests', 'NOTIFY_QUEUE_URL')).toBe(queueOf('notify', 'OWN_QUEUE_URL'));
  });

  it('is an item that carries an event, in both tables, for publish-events', () => {
    const sources = mappingsOf('publish-events').map(({ properties }) =>
      referred(properties['EventSourceArn']),
    );
    expect(sources.map((id) => /^State(\w+?)[0-9A-F]{8}$/.exec(id)?.[1]).sort()).toEqual([
      'Community',
      'Credentials',
    ]);
    for (const { properties } of mappingsOf('publish-events')) {
      const pattern = at(properties['FilterCriteria'], 'Filters', 0, 'Pattern');
      expect(JSON.parse(text(pattern))).toEqual({
        dynamodb: { NewImage: { event: { M: { id: { S: [{ exists: true }] } } } } },
      });
      expect(properties).toMatchObject({ BatchSize: 100, StartingPosition: 'TRIM_HORIZON' });
    }
  });

  it('is every changed record for award', () => {
    const [mapping] = mappingsOf('award');
    expect(referred(mapping?.properties['EventSourceArn'])).toMatch(/^StateEngagement/);
    expect(mapping?.properties['FilterCriteria']).toBeUndefined();
    expect(mapping?.properties).toMatchObject({ BatchSize: 100, MaximumBatchingWindowInSeconds: 1 });
  });

  const scheduleOf = (name: Parameters<typeof lambda>[0]) =>
    resources(template, 'AWS::Scheduler::Schedule').find(
      ({ properties }) => referred(at(properties['Target'], 'Arn')) === lambda(name).id,
    )?.properties['ScheduleExpression'];

  it('is the day for refresh-status-lists, whose lists have a week left', () => {
    expect(scheduleOf('refresh-status-lists')).toBe('rate(1 day)');
  });

  it('is the quarter of an hour for plan-digests, whose runs cannot overlap', () => {
    expect(scheduleOf('plan-digests')).toBe('cron(1,16,31,46 * * * ? *)');
    expect(functions['plan-digests'].timeout).toBeLessThan(15 * 60);
  });

  it('is the queue that plan-digests fills for send-digest, a few at a time', () => {
    const [mapping] = mappingsOf('send-digest');
    const queue = referred(mapping?.properties['EventSourceArn']);
    expect(at(lambda('plan-digests').properties['Environment'], 'Variables', 'DIGEST_QUEUE_URL')).toEqual({
      Ref: queue,
    });
    template.hasOutput('DigestQueue', { Value: { Ref: queue } });
    expect(mapping?.properties).toMatchObject({ BatchSize: 10, ScalingConfig: { MaximumConcurrency: 5 } });
  });
});

describe('whoever mails', () => {
  it('takes such a part of the account’s rate that all of them together, side by side, never exceed it', () => {
    const policies = resources(template, 'AWS::IAM::Policy').filter((policy) =>
      JSON.stringify(policy.properties['PolicyDocument']).includes('ses:SendEmail'),
    );
    const roles = policies.map(({ properties }) => referred(at(properties['Roles'], 0)));
    const mailing = functionNames.filter((name) =>
      roles.includes(referred(at(lambda(name).properties['Role']))),
    );
    expect(mailing.toSorted()).toEqual(['notify', 'receive-mail', 'resend-digest', 'send-digest']);
    const together = mailing
      .map((name) => Number(at(mappingsOf(name)[0]?.properties['ScalingConfig'], 'MaximumConcurrency')))
      .reduce((sum, count) => sum + count, 0);
    for (const name of mailing) {
      expect(at(lambda(name).properties['Environment'], 'Variables', 'MAIL_SENDERS')).toBe(String(together));
    }
  });
});
