import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ColloquyStack } from '../../infra/colloquy-stack.ts';
import { forEachFunction, functions } from '../../infra/functions.ts';
import { Stage } from '../../infra/stage.ts';
import { mailRoutes } from '../../shared/mail/mail-route.ts';
import { at, emptyApp, fixtureCode, list, referred, resources, text } from './template.ts';

const templateOf = (own: object): Template =>
  Template.fromStack(
    new ColloquyStack(
      emptyApp(),
      Stage.parse({
        name: 'trial',
        mailFrom: 'Trial <digest@mail.plc.test>',
        signInPrefix: 'plc-trial',
        organizations: ['lakeside', 'hill.side'],
        ...own,
      }),
      forEachFunction(fixtureCode),
    ),
  );

const template = templateOf({});
const sets = resources(template, 'AWS::SES::ConfigurationSet');
const setNames = sets.map(({ properties }) => text(properties['Name']));
const destinations = (of: Template) =>
  resources(of, 'AWS::SES::ConfigurationSetEventDestination').map(({ properties }) =>
    list(at(properties['EventDestination'], 'MatchingEventTypes')),
  );

describe('the ways out for mail', () => {
  it('are one for each organization the stage names and one for all others, as the functions choose them', () => {
    const sender = resources(template, 'AWS::Lambda::Function').find(
      ({ properties }) => properties['Description'] === functions['send-digest'].purpose,
    );
    const variables = at(sender?.properties['Environment'], 'Variables');
    const { routeOf } = mailRoutes({
      MAIL_CONFIGURATION_SET: text(at(variables, 'MAIL_CONFIGURATION_SET')),
      MAIL_ORGANIZATIONS: text(at(variables, 'MAIL_ORGANIZATIONS')).split(','),
    });
    const routes = ['elsewhere', 'lakeside', 'hill.side'].map(routeOf);
    expect(routes.map(({ configurationSet }) => configurationSet)).toEqual(setNames);
    expect(routes.map(({ tenant }) => tenant).filter((tenant) => tenant !== undefined)).toEqual(
      resources(template, 'AWS::SES::Tenant').map(({ properties }) => properties['TenantName']),
    );
  });

  it('ask for TLS, and keep what an organization’s readers complain of to that organization', () => {
    for (const { properties } of sets) expect(at(properties['DeliveryOptions'], 'TlsPolicy')).toBe('REQUIRE');
    expect(sets.map(({ properties }) => at(properties['SuppressionOptions'], 'SuppressedReasons'))).toEqual([
      ['BOUNCE'],
      ['BOUNCE', 'COMPLAINT'],
      ['BOUNCE', 'COMPLAINT'],
    ]);
    for (const { properties } of resources(template, 'AWS::SES::Tenant')) {
      expect(properties['SuppressionAttributes']).toEqual({
        SuppressionScope: 'TENANT',
        SuppressedReasons: ['BOUNCE', 'COMPLAINT'],
      });
    }
  });

  it('let a tenant use its own set and the stage’s identity, and nothing else', () => {
    const used = resources(template, 'AWS::SES::Tenant').map(({ properties }) =>
      list(properties['ResourceAssociations']).map((one) => referred(at(one, 'ResourceArn'))),
    );
    const [identity] = resources(template, 'AWS::SES::EmailIdentity');
    for (const [i, resourcesOfTenant] of used.entries()) {
      const json = JSON.stringify(
        resources(template, 'AWS::SES::Tenant')[i]?.properties['ResourceAssociations'],
      );
      expect(json).toContain(sets[i + 1]?.id);
      expect(json).toContain(identity?.id);
      expect(resourcesOfTenant).toHaveLength(2);
    }
  });

  it('tell of everything but openings, which are asked for only where the stage switches them on', () => {
    for (const events of destinations(template)) {
      expect(events.map(text).sort()).toEqual([
        'bounce',
        'complaint',
        'delivery',
        'deliveryDelay',
        'reject',
        'send',
      ]);
    }
    const tracking = destinations(templateOf({ trackOpens: true }));
    for (const events of tracking) expect(events).toContain('open');
  });

  it('come back to a part of the mail’s own domain, so that SPF is aligned', () => {
    const [identity] = resources(template, 'AWS::SES::EmailIdentity');
    expect(identity?.properties['EmailIdentity']).toBe('mail.plc.test');
    expect(identity?.properties['MailFromAttributes']).toEqual({
      MailFromDomain: 'bounce.mail.plc.test',
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    });
  });
});

describe('what became of mail', () => {
  const [rule] = resources(template, 'AWS::Events::Rule').filter(
    ({ properties }) => properties['Description'] === functions['record-mail-feedback'].purpose,
  );

  it('is taken from the default bus, of this stage’s own sets alone', () => {
    expect(rule?.properties['EventBusName']).toBe('default');
    expect(at(rule?.properties['EventPattern'], 'source')).toEqual(['aws.ses']);
    const wanted = list(
      at(rule?.properties['EventPattern'], 'detail', 'mail', 'tags', 'ses:configuration-set'),
    );
    const takes = (name: string) =>
      wanted.some((one) => one === name || name.startsWith(text(at(one, 'prefix') ?? 'none')));
    for (const name of setNames) expect(takes(name)).toBe(true);
    for (const name of ['Colloquy-trial-2', 'Colloquy-trial-2_lakeside', 'Other'])
      expect(takes(name)).toBe(false);
  });
});
