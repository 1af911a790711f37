import type { Authorization, AuthorizationChange } from './model.ts';

/** Whose authorization, and of which program. */
export type Whose = Pick<Authorization, 'organization' | 'member' | 'client'>;

/** A member's partition in the table `community`. */
export const memberPk = (organization: string, member: string): string =>
  `ORG#${organization}#MEMBER#${member}`;

/** What every authorization of a member is sorted behind. */
export const PREFIX = 'AUTHORIZATION#';

/** What everything that happened to them is sorted behind. */
export const CHANGE_PREFIX = 'AUTHORIZATION-CHANGE#';

/** Where an authorization lies. */
export const authorizationKey = ({ organization, member, client }: Whose) => ({
  pk: memberPk(organization, member),
  sk: `${PREFIX}${client}`,
});

const changeItem = (
  { organization, member, client, clientName, scopes }: Authorization,
  kind: AuthorizationChange['kind'],
  at: string,
) => ({
  pk: memberPk(organization, member),
  sk: `${CHANGE_PREFIX}${at}#${kind}#${client}`,
  organization,
  member,
  client,
  clientName,
  scopes,
  kind,
  at,
});

/** The writes that keep what a member allows a program, and that they did, for one transaction. */
export const keepingOf = (TableName: string, authorization: Authorization) => [
  { Put: { TableName, Item: { ...authorization, ...authorizationKey(authorization) } } },
  { Put: { TableName, Item: changeItem(authorization, 'allowed', authorization.grantedAt) } },
];

/**
 * The writes that end an authorization, and keep why, for one transaction; they hold while it stands as it was read.
 */
export const endingOf = (
  TableName: string,
  authorization: Authorization,
  kind: 'withdrawn' | 'reused',
  now: Date,
) => [
  {
    Update: {
      TableName,
      Key: authorizationKey(authorization),
      UpdateExpression: 'SET endedAt = :now',
      ConditionExpression: '#authorization = :authorization AND attribute_not_exists(endedAt)',
      // A word that DynamoDB keeps for itself.
      ExpressionAttributeNames: { '#authorization': 'authorization' },
      ExpressionAttributeValues: {
        ':now': now.toISOString(),
        ':authorization': authorization.authorization,
      },
    },
  },
  { Put: { TableName, Item: changeItem(authorization, kind, now.toISOString()) } },
];
