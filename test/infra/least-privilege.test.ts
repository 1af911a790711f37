import { describe, expect, it } from 'vitest';
import { functionNames, functions } from '../../infra/functions.ts';
import { CURSOR_KEY, claimKey, scheduleKey, unsubscribeKey } from '../../shared/digests/keys.ts';
import { memberPk } from '../../shared/members/member-items.ts';
import { noteKey, pageKey, reminderKey } from '../../shared/notifications/note-items.ts';
import { at, list, reference, referred, resources, stageTemplate, text, type Value } from './template.ts';

const template = stageTemplate('production');

const rolePolicies = resources(template, 'AWS::IAM::Policy').map(({ id, properties }) => ({
  id,
  role: referred(properties['Roles']),
  statements: list(at(properties['PolicyDocument'], 'Statement')),
}));
const statements = rolePolicies.flatMap(({ role, statements: all }) =>
  all.map((statement) => ({
    role,
    statement,
    actions: list(at(statement, 'Action')).map(text).join(', '),
    json: JSON.stringify(statement),
  })),
);
const lambdas = resources(template, 'AWS::Lambda::Function').map(({ id, properties }) => ({
  id,
  name: functionNames.find((name) => functions[name].purpose === properties['Description']),
  role: referred(properties['Role']),
}));
const [table] = resources(template, 'AWS::DynamoDB::GlobalTable').filter(({ id }) =>
  id.startsWith('StateCredentials'),
);

const actionsOn = (role: string, resource: string | undefined): string[] =>
  statements
    .filter(
      ({ role: of, statement }) =>
        of === role && list(at(statement, 'Resource')).some((r) => reference(r) === resource),
    )
    .flatMap(({ statement }) => list(at(statement, 'Action')).map(String))
    .sort();

const roleOf = (name: (typeof functionNames)[number]): string => {
  const found = lambdas.find((lambda) => lambda.name === name);
  if (!found) throw new Error(`the template has no function ${name}`);
  return found.role;
};

describe('roles', () => {
  it('are one for each function, and one for each schedule, with nothing from elsewhere', () => {
    expect(new Set(lambdas.map(({ role }) => role)).size).toBe(functionNames.length);
    const roles = resources(template, 'AWS::IAM::Role');
    expect(roles).toHaveLength(functionNames.length + 2);
    for (const { properties } of roles) {
      expect(properties['ManagedPolicyArns']).toBeUndefined();
      expect(properties['Policies']).toBeUndefined();
    }
    expect(rolePolicies).toHaveLength(roles.length);
  });

  it.each(statements)('$role: $actions are named in full', ({ statement, actions }) => {
    expect(at(statement, 'Effect')).toBe('Allow');
    expect(actions).toMatch(/^[a-z0-9]+:[A-Za-z]+(, [a-z0-9]+:[A-Za-z]+)*$/);
    expect(at(statement, 'NotAction')).toBeUndefined();
    expect(at(statement, 'NotResource')).toBeUndefined();
  });

  it('name their resources, but for the four actions that know none', () => {
    const open = statements
      .filter(({ statement }) =>
        // The objects of a bucket have no name before they are there, nor do the sets that organizations get later; a
        // template in the call has none.
        list(at(statement, 'Resource')).some((r: Value) =>
          /\*/.test(
            JSON.stringify(r).replace(
              /"\/inbox\/\*"|:configuration-set\/Colloquy-production_\*|:template\/\*/,
              '',
            ),
          ),
        ),
      )
      .flatMap(({ statement }) => list(at(statement, 'Action')).map(String));
    expect([...new Set(open)].sort()).toEqual([
      'dynamodb:ListStreams',
      'ses:DeleteSuppressedDestination',
      'ses:GetAccount',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });
});

describe('the credentials table', () => {
  /** Who writes into it, and what for; in the order of `functions`. */
  const writers = Object.keys({
    award: 'grants, credit entries',
    'award-batch': 'grants',
    'issue-credential': 'credentials, its key',
    'publish-status-lists': 'status lists, its key',
    'refresh-status-lists': 'status lists, its key',
    'reissue-credentials': 'grants in the place of others',
    'credit-meeting': 'credit entries',
    web: 'what staff and members decide of credentials and credit',
    credentials: 'forms it signs when they are first asked for, its keys',
    'open-badges-api': 'credentials from elsewhere in a member’s backpack',
  });

  it('can be deleted from by no role', () => {
    for (const { role } of lambdas) {
      const actions = actionsOn(role, table?.id);
      expect(actions.filter((action) => /Delete|BatchWrite|PartiQL/.test(action))).toEqual([]);
    }
  });

  it('refuses every way of deleting by its own policy, whoever asks', () => {
    expect(at(table?.properties['Replicas'], 0, 'ResourcePolicy', 'PolicyDocument', 'Statement')).toEqual([
      {
        Sid: 'NobodyDeletes',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: [
          'dynamodb:DeleteItem',
          'dynamodb:BatchWriteItem',
          'dynamodb:PartiQLDelete',
          'dynamodb:UpdateTimeToLive',
        ],
        Resource: '*',
      },
    ]);
  });

  it('is written by those who have something to write, and by nobody else', () => {
    const writing = functionNames.filter((name) =>
      actionsOn(roleOf(name), table?.id).some((action) => /Put|Update/.test(action)),
    );
    expect(writing).toEqual(writers);
  });

  it.each(['send-digest'] as const)('is read-only to %s', (name) => {
    for (const action of actionsOn(roleOf(name), table?.id)) {
      expect(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']).toContain(action);
    }
    expect(actionsOn(roleOf(name), table?.id).length).toBeGreaterThan(0);
  });

  it('has a key that is used through DynamoDB alone, to encrypt by those who write', () => {
    const key = referred(at(table?.properties['Replicas'], 0, 'SSESpecification'));
    const uses = statements.filter(({ statement }) =>
      list(at(statement, 'Resource')).some((r) => reference(r) === key),
    );
    for (const { statement } of uses) {
      expect(JSON.stringify(at(statement, 'Condition', 'StringEquals', 'kms:ViaService'))).toContain(
        'dynamodb.',
      );
    }
    const encrypting = uses.filter(({ statement }) => list(at(statement, 'Action')).includes('kms:Encrypt'));
    expect(encrypting.map(({ role }) => role).sort()).toEqual(
      functionNames
        .filter((name) => writers.includes(name))
        .map(roleOf)
        .sort(),
    );
  });
});

const [community] = resources(template, 'AWS::DynamoDB::GlobalTable').filter(({ id }) =>
  id.startsWith('StateCommunity'),
);

/** How a function's doing something with a table's items is limited: by each statement that lets it. */
const limitsOf = (name: (typeof functionNames)[number], resource: string | undefined, action: string) =>
  statements
    .filter(
      ({ role, statement, actions }) =>
        role === roleOf(name) &&
        actions.split(', ').includes(`dynamodb:${action}`) &&
        list(at(statement, 'Resource')).some((r) => reference(r) === resource),
    )
    .map(({ statement }) => ({
      partitions: list(at(statement, 'Condition', 'ForAllValues:StringLike', 'dynamodb:LeadingKeys')).map(
        text,
      ),
      attributes: at(statement, 'Condition', 'ForAllValues:StringEquals', 'dynamodb:Attributes'),
    }));

describe('what sends mail, or plans it, writes in community', () => {
  /** True where a function may do something with an item of a partition, as IAM reads the patterns. */
  const may = (name: (typeof functionNames)[number], action: string, pk: string): boolean =>
    limitsOf(name, community?.id, action).some(
      ({ partitions }) =>
        partitions.length === 0 ||
        partitions.some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(pk)),
    );
  const member = memberPk('o', 'm');

  it.each([
    ['plan-digests', 'GetItem', ['PLANNER']],
    ['plan-digests', 'PutItem', ['PLANNER']],
    ['plan-digests', 'UpdateItem', undefined],
    ['plan-digests', 'DeleteItem', undefined],
    ['send-digest', 'PutItem', ['ORG#*#MEMBER#*']],
    ['send-digest', 'UpdateItem', ['ORG#*#MEMBER#*', 'ORG#*#MAIL-COUNTS']],
    ['send-digest', 'DeleteItem', undefined],
    ['notify', 'PutItem', ['ORG#*#MEMBER#*', 'ORG#*#COMMUNITY#*', 'REPLY#*', 'UNSUBSCRIBE#*']],
    ['notify', 'UpdateItem', ['ORG#*#MEMBER#*', 'ORG#*#MAIL-COUNTS', 'ORG#*#NOTICE#*', 'ORG#*#NOTICES']],
    ['notify', 'DeleteItem', ['ORG#*#MEMBER#*', 'ORG#*#COMMUNITY#*']],
    ['record-mail-feedback', 'PutItem', ['ORG#*#MEMBER#*']],
    ['record-mail-feedback', 'UpdateItem', ['ORG#*#MEMBER#*', 'ORG#*#MAIL-COUNTS']],
    ['record-mail-feedback', 'DeleteItem', undefined],
    ['receive-mail', 'PutItem', ['ORG#*#MEMBER#*', 'ORG#*#TOPIC#*', 'REPLY_*']],
    ['receive-mail', 'UpdateItem', ['ORG#*#MAIL-COUNTS', 'REPLY_*']],
    ['receive-mail', 'DeleteItem', undefined],
    ['resend-digest', 'PutItem', ['ORG#*#MEMBER#*']],
    ['resend-digest', 'UpdateItem', ['ORG#*#MEMBER#*']],
    ['resend-digest', 'DeleteItem', undefined],
  ] as const)('by %s with %s is %j, and by no other statement', (name, action, partitions) => {
    expect(limitsOf(name, community?.id, action).map((limits) => limits.partitions)).toEqual(
      partitions ? [partitions] : [],
    );
  });

  it.each([
    ['plan-digests', 'PutItem', CURSOR_KEY.pk],
    ['send-digest', 'PutItem', scheduleKey('o', 'm').pk],
    ['send-digest', 'UpdateItem', claimKey('o', 'm', 'until').pk],
    ['notify', 'PutItem', noteKey({ organization: 'o', member: 'm', id: 'n' }).pk],
    ['notify', 'PutItem', reminderKey('o', 'c', 'cycle', 'at').pk],
    ['notify', 'DeleteItem', reminderKey('o', 'c', 'cycle', 'at').pk],
    ['notify', 'PutItem', unsubscribeKey('token').pk],
    ['notify', 'UpdateItem', pageKey('o', 'n', 'p').pk],
    ['record-mail-feedback', 'PutItem', member],
    ['receive-mail', 'PutItem', scheduleKey('o', 'm').pk],
  ] as const)('lets %s do %s in %s, where its items are', (name, action, pk) => {
    expect(may(name, action, pk)).toBe(true);
  });

  it.each(['plan-digests', 'send-digest', 'notify', 'record-mail-feedback', 'receive-mail'] as const)(
    'lets %s touch no organization, sign-in, session or client, nor the planner’s cursor unless it is its own',
    (name) => {
      const others = ['ORG#o', 'SIGNIN#h', 'SESSION#h', 'CLIENT#c', 'TOKEN#h', 'FEED-LINK#h', CURSOR_KEY.pk];
      const touched = others.filter((pk) =>
        ['PutItem', 'UpdateItem', 'DeleteItem'].some((action) => may(name, action, pk)),
      );
      expect(touched).toEqual(name === 'plan-digests' ? [CURSOR_KEY.pk] : []);
    },
  );

  it('lets the planner write nothing of a member', () => {
    for (const action of ['PutItem', 'UpdateItem', 'DeleteItem'])
      expect(may('plan-digests', action, member)).toBe(false);
  });
});

describe('the Open Badges API, which strangers call', () => {
  const limitsOn = (resource: string | undefined, action: string) =>
    limitsOf('open-badges-api', resource, action);

  it.each([
    ['PutItem', [['CLIENT#*', 'TOKEN#*'], ['ORG#*#MEMBER#*']]],
    ['UpdateItem', [['CODE#*', 'TOKEN#*'], ['ORG#*#MEMBER#*']]],
    ['DeleteItem', [['TOKEN#*']]],
  ] as const)('does %s of its own items in community alone', (action, partitions) => {
    expect(limitsOn(community?.id, action).map((limits) => limits.partitions)).toEqual(partitions);
  });

  it('puts into credentials what members bring, into their profiles alone', () => {
    expect(limitsOn(table?.id, 'PutItem').map(({ partitions }) => partitions)).toEqual([['ORG#*#MEMBER#*']]);
  });

  it.each([
    ['community', 'PutItem'],
    ['community', 'UpdateItem'],
    ['credentials', 'PutItem'],
  ] as const)(
    'writes no address, role, time to live, event or index into a member’s items in %s by %s',
    (name, action) => {
      const [limits] = limitsOn(name === 'community' ? community?.id : table?.id, action).filter(
        ({ partitions }) => partitions.includes('ORG#*#MEMBER#*'),
      );
      const attributes = list(limits?.attributes);
      expect(attributes).toContain('pk');
      for (const kept of ['email', 'role', 'expiresAt', 'event', 'lookupPk', 'standing', 'visibility']) {
        expect(attributes).not.toContain(kept);
      }
    },
  );
});

describe('a signing key', () => {
  const keys = resources(template, 'AWS::KMS::Key').filter(
    ({ properties }) => properties['KeyUsage'] === 'SIGN_VERIFY',
  );
  const keyOf = (spec: string) => keys.find(({ properties }) => properties['KeySpec'] === spec);

  it('is there for each algorithm, and kept', () => {
    expect(keys.map(({ properties }) => properties['KeySpec'])).toEqual([
      'ECC_NIST_EDWARDS25519',
      'RSA_2048',
      'ECC_NIST_P256',
    ]);
    for (const { deletionPolicy } of keys) expect(deletionPolicy).toBe('Retain');
  });

  it.each([
    ['ECC_NIST_EDWARDS25519', ['issue-credential', 'publish-status-lists', 'refresh-status-lists']],
    ['RSA_2048', ['credentials']],
    ['ECC_NIST_P256', ['credentials']],
  ] as const)('of %s signs for %j alone, administrators included', (spec, allowed) => {
    const key = keyOf(spec);
    const signing = functionNames.filter((name) => actionsOn(roleOf(name), key?.id).includes('kms:Sign'));
    expect(signing).toEqual(allowed);
    expect(list(at(key?.properties['KeyPolicy'], 'Statement'))).toContainEqual({
      Sid: 'NobodyElseSigns',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'kms:Sign',
      Resource: '*',
      Condition: {
        ArnNotEquals: {
          'aws:PrincipalArn': allowed.map((name) => ({ 'Fn::GetAtt': [roleOf(name), 'Arn'] })),
        },
      },
    });
  });

  it('of credentials themselves shows its public half to credentials, which signs nothing with it', () => {
    expect(actionsOn(roleOf('credentials'), keyOf('ECC_NIST_EDWARDS25519')?.id)).toEqual([
      'kms:GetPublicKey',
    ]);
  });
});

/** Who sends mail. */
const SENDERS = new Set<string>(['send-digest', 'resend-digest', 'notify', 'receive-mail']);

describe('mail', () => {
  it("is sent by those who have something to tell, from the stage's own address", () => {
    const sending = statements.filter(({ json }) => json.includes('"ses:Send'));
    for (const { statement, actions } of sending) {
      // SendBulkEmail knows no condition on an address, so that with one it would never be allowed; whoever may do it
      // needs SendBulkTemplatedEmail as well, which does.
      expect(at(statement, 'Condition')).toEqual(
        actions === 'ses:SendBulkEmail'
          ? undefined
          : { StringEquals: { 'ses:FromAddress': 'digest@colloquy.example' } },
      );
    }
    const doing = (action: string) =>
      sending.filter(({ actions }) => actions === `ses:${action}`).map(({ role }) => role);
    expect(doing('SendBulkEmail')).toEqual([roleOf('notify')]);
    expect(doing('SendBulkTemplatedEmail')).toEqual([roleOf('notify')]);
    const senders = functionNames.filter((name) => sending.some(({ role }) => role === roleOf(name)));
    expect(senders).toEqual(functionNames.filter((name) => SENDERS.has(name)));
  });
});

describe('the bus', () => {
  it('is written to by publish-events alone', () => {
    const publishing = functionNames.filter((name) =>
      statements.some(({ role, json }) => role === roleOf(name) && json.includes('events:PutEvents')),
    );
    expect(publishing).toEqual(['publish-events']);
  });
});
