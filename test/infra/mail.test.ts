import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ColloquyStack } from '../../infra/colloquy-stack.ts';
import { forEachFunction, functions } from '../../infra/functions.ts';
import { Stage } from '../../infra/stage.ts';
import { mailRoutes } from '../../shared/mail/mail-route.ts';
import { at, emptyApp, fixtureCode, list, referred, resources, text, type Value } from './template.ts';

const templateOf = (own: object): Template =>
  Template.fromStack(
    new ColloquyStack(
      emptyApp(),
      Stage.parse({
        name: 'trial',
        mailFrom: 'Trial <digest@mail.plc.test>',
        signInPrefix: 'plc-trial',
        ...own,
      }),
      forEachFunction(fixtureCode),
    ),
  );

const template = templateOf({});
const [set] = resources(template, 'AWS::SES::ConfigurationSet');
const toldBy = (of: Template) =>
  resources(of, 'AWS::SES::ConfigurationSetEventDestination').flatMap(({ properties }) =>
    list(at(properties['EventDestination'], 'MatchingEventTypes')),
  );

const lambdaOf = (name: keyof typeof functions) =>
  resources(template, 'AWS::Lambda::Function').find(
    ({ properties }) => properties['Description'] === functions[name].purpose,
  );

/** The ways that the functions choose: everybody's, and those of two organizations. */
const { routeOf } = mailRoutes({
  MAIL_CONFIGURATION_SET: text(
    at(lambdaOf('send-digest')?.properties['Environment'], 'Variables', 'MAIL_CONFIGURATION_SET'),
  ),
});
const ways = [routeOf('elsewhere', false), routeOf('lakeside', true), routeOf('hill.side', true)];
const setNames = ways.map(({ configurationSet }) => configurationSet);

describe('the way out for mail', () => {
  it('is one in the template, as functions call it; those of organizations are no part of it', () => {
    expect(resources(template, 'AWS::SES::ConfigurationSet')).toHaveLength(1);
    expect(set?.properties['Name']).toBe(setNames[0]);
    expect(resources(template, 'AWS::SES::Tenant')).toEqual([]);
  });

  it('asks for TLS, and shares addresses that do not exist, not what is complained of', () => {
    expect(at(set?.properties['DeliveryOptions'], 'TlsPolicy')).toBe('REQUIRE');
    expect(at(set?.properties['SuppressionOptions'], 'SuppressedReasons')).toEqual(['BOUNCE']);
  });

  it('tells of everything but openings, which are asked for only where the stage switches them on', () => {
    expect(toldBy(template).map(text).sort()).toEqual([
      'bounce',
      'complaint',
      'delivery',
      'deliveryDelay',
      'reject',
      'renderingFailure',
      'send',
    ]);
    expect(toldBy(templateOf({ trackOpens: true }))).toContain('open');
  });

  it('comes back to a part of the mail’s own domain, so that SPF is aligned', () => {
    const [identity] = resources(template, 'AWS::SES::EmailIdentity');
    expect(identity?.properties['EmailIdentity']).toBe('mail.plc.test');
    expect(identity?.properties['MailFromAttributes']).toEqual({
      MailFromDomain: 'bounce.mail.plc.test',
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    });
  });
});

describe('a function that sends', () => {
  const role = referred(lambdaOf('notify')?.properties['Role']);
  const policies = resources(template, 'AWS::IAM::Policy').filter(
    ({ properties }) => referred(properties['Roles']) === role,
  );
  const statements = policies.flatMap(({ properties }) =>
    list(at(properties['PolicyDocument'], 'Statement')),
  );
  const written = (value: Value) =>
    JSON.stringify(value)
      .replace(/\{"Ref":"AWS::(\w+)"\}/g, '$1')
      .replace(/","|^\{"Fn::Join":\["",\["|"\]\]\}$/g, '');
  const resourcesOf = (action: string): string[] =>
    list(
      at(
        statements.find((one) => at(one, 'Action') === action),
        'Resource',
      ),
    ).map(written);

  it.each(['ses:SendEmail', 'ses:SendBulkEmail', 'ses:SendBulkTemplatedEmail'])(
    'may do %s by the sets of this stage alone, whichever organizations join later',
    (action) => {
      const patterns = resourcesOf(action).flatMap((arn) => {
        const name = /:configuration-set\/(.*)$/.exec(arn)?.[1];
        return name === undefined ? [] : [new RegExp(`^${name.replaceAll('*', '.*')}$`)];
      });
      const allowed = (name: string) => patterns.some((pattern) => pattern.test(name));
      for (const name of setNames) expect(allowed(name)).toBe(true);
      for (const name of ['Colloquy-trial-2', 'Colloquy-trial-2_lakeside', 'Other']) {
        expect(allowed(name)).toBe(false);
      }
    },
  );

  it('may use a template that comes with the call where one body goes to many, and nowhere else', () => {
    const templated = (action: string) => resourcesOf(action).some((arn) => arn.endsWith(':template/*'));
    expect(
      ['SendEmail', 'SendBulkEmail', 'SendBulkTemplatedEmail'].map((a) => templated(`ses:${a}`)),
    ).toEqual([false, true, true]);
  });

  it('has a policy far below IAM’s limit of 6,144 characters', () => {
    for (const { properties } of policies) {
      expect(JSON.stringify(properties['PolicyDocument']).length).toBeLessThan(6144);
    }
  });
});

describe('what became of mail', () => {
  const [rule] = resources(template, 'AWS::Events::Rule').filter(
    ({ properties }) => properties['Description'] === functions['record-mail-feedback'].purpose,
  );

  it('is taken from the default bus, of this stage’s own sets alone', () => {
    expect(rule?.properties['EventBusName']).toBe('default');
    expect(at(rule?.properties['EventPattern'], 'source')).toEqual(['aws.ses']);
    expect(at(rule?.properties['EventPattern'], 'detail-type')).toContain('Email Rendering Failed');
    const wanted = list(
      at(rule?.properties['EventPattern'], 'detail', 'mail', 'tags', 'ses:configuration-set'),
    );
    const takes = (name: string) =>
      wanted.some((one) => one === name || name.startsWith(text(at(one, 'prefix') ?? 'none')));
    for (const name of setNames) expect(takes(name)).toBe(true);
    for (const name of ['Colloquy-trial-2', 'Colloquy-trial-2_lakeside', 'Other'])
      expect(takes(name)).toBe(false);
  });

  it('wakes somebody by the rates of what is shared, of the worst organization, and of the account', () => {
    const alarms = resources(template, 'AWS::CloudWatch::Alarm').filter(({ properties }) =>
      JSON.stringify(properties).includes('Reputation.BounceRate'),
    );
    const [account] = alarms.filter(
      ({ properties }) => properties['MetricName'] && !properties['Dimensions'],
    );
    const [shared] = alarms.filter(({ properties }) => properties['Dimensions']);
    const [own] = alarms.filter(({ properties }) => properties['Metrics']);
    expect(alarms).toHaveLength(3);
    expect(account?.properties).toMatchObject({ Namespace: 'AWS/SES', Threshold: 0.04 });
    expect(shared?.properties['Dimensions']).toEqual([
      { Name: 'ses:configuration-set', Value: 'Colloquy-trial' },
    ]);
    expect(JSON.stringify(own?.properties['Metrics'])).toContain(`!= 'Colloquy-trial'`);
  });
});
