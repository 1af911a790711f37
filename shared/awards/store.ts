import { isDeepStrictEqual } from 'node:util';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { EntryFields } from '../credits/hash-entry.ts';
import type { CreditProgram } from '../credits/program-model.ts';
import { createProgramsStore } from '../credits/programs-store.ts';
import { createLedgerStore } from '../credits/store.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { getAll } from '../platform/batches.ts';
import { parse } from '../platform/parse.ts';
import { isConditionFailure, LOOKUP_INDEX, queryAll, scanAll, type Table } from '../platform/table.ts';
import { creditFault } from './check-rules.ts';
import { Grant, Rule } from './model.ts';

/** A rule and the organization whose rule it is. */
export type OrganizationRule = Rule & { readonly organization: string };

/** What a grant is found by: nobody is granted the same twice. */
export type GrantKey = Pick<Grant, 'member' | 'rule' | 'period'>;

const StoredRule = Rule.strip();
const StoredGrant = Grant.strip();

const organizationPk = (organization: string) => `ORG#${organization}`;
const memberPk = (organization: string, member: string) => `ORG#${organization}#MEMBER#${member}`;
const grantSk = ({ rule, period }: Omit<GrantKey, 'member'>) => `GRANT#${rule}#${period}`;
const grantsOfMonth = (organization: string, month: string) => `ORG#${organization}#GRANTS#${month}`;

/** The months (`2026-11`) that two days lie in and between. */
const monthsBetween = (fromDay: string, throughDay: string): string[] => {
  const months: string[] = [];
  const month = new Date(`${fromDay.slice(0, 7)}-01T00:00:00Z`);
  for (
    ;
    month.toISOString().slice(0, 7) <= throughDay.slice(0, 7);
    month.setUTCMonth(month.getUTCMonth() + 1)
  ) {
    months.push(month.toISOString().slice(0, 7));
  }
  return months;
};

/** The envelope of the event that granting a badge is. */
const eventFields = ({ organization, member, grantedAt }: Grant) => ({
  source: OWN_SOURCE,
  time: grantedAt,
  subject: member,
  organization,
});

/** A grant as the table holds it; where it is a badge, with the event that the granting is. */
const grantItem = (grant: Grant) => {
  const { organization, member, rule, period, grantedAt, credential } = grant;
  return {
    ...grant,
    pk: memberPk(organization, member),
    sk: grantSk({ rule, period }),
    lookupPk: grantsOfMonth(organization, grantedAt.slice(0, 7)),
    lookupSk: `${grantedAt}#${member}#${rule}`,
    ...(credential !== undefined && {
      event: makeEvent('badge.granted', {
        ...eventFields(grant),
        id: `badge.granted/${credential}`,
        data: { member, rule, period, credential },
      }),
    }),
  };
};

/** What an entry says of the program it is under, as one of a meeting does. */
const underProgram = (program: CreditProgram, day: string) => ({
  program: program.program,
  programRevision: program.revision,
  ...(program.fieldOfStudy !== undefined && { fieldOfStudy: program.fieldOfStudy }),
  deliveryMethod: program.deliveryMethod,
  ...(program.location !== undefined && { location: program.location }),
  from: day,
  through: day,
});

/** The ledger entry that a grant of credit is. */
const creditEntry = (
  grant: Grant,
  { amount, unit }: NonNullable<Grant['credit']>,
  program: CreditProgram | undefined,
): EntryFields => {
  const { organization, member, rule, ruleName, period, reason, grantedAt, credential, by } = grant;
  return {
    organization,
    member,
    amount,
    unit,
    reason,
    rule,
    period,
    at: grantedAt,
    source: 'award',
    activity: ruleName,
    ...(credential !== undefined && { sourceId: credential }),
    ...(program && underProgram(program, grantedAt.slice(0, 10))),
    ...(by !== undefined && { by }),
  };
};

/** @see createAwardsStore */
export type AwardsStore = ReturnType<typeof createAwardsStore>;

/**
 * Rules, and what was granted by them.
 *
 * | access | table | key |
 * |---|---|---|
 * | an organization's rules | community | pk `ORG#o`, sk begins with `RULE#` |
 * | a member's grants | credentials | pk `ORG#o#MEMBER#m`, sk begins with `GRANT#` |
 * | some grants | credentials | pk `ORG#o#MEMBER#m`, sk `GRANT#rule#period` |
 * | grants of some days | credentials, index `lookup` | pk `ORG#o#GRANTS#month`, sk between two instants |
 * | a grant and its ledger entry (the one commit) | credentials | sk `GRANT#rule#period`, sk `LEDGER#entry` |
 */
export const createAwardsStore = (communityTable: Table, credentialsTable: Table) => {
  const ledger = createLedgerStore(credentialsTable);
  const programs = createProgramsStore(communityTable);
  const client = credentialsTable.client;
  const putNew = (Item: Readonly<Record<string, unknown>>) => ({
    TableName: credentialsTable.name,
    Item: { ...Item },
    ConditionExpression: 'attribute_not_exists(pk)',
  });

  const commitBadge = async (grant: Grant): Promise<'granted' | 'known'> => {
    try {
      await client.send(new PutCommand(putNew(grantItem(grant))));
      return 'granted';
    } catch (thrown) {
      if (isConditionFailure(thrown)) return 'known';
      throw thrown;
    }
  };

  return {
    /** All rules of an organization, by identifier; consistent with every rule put before. */
    async listRules(organization: string): Promise<Rule[]> {
      const rules: Rule[] = [];
      for await (const item of queryAll(communityTable, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': organizationPk(organization), ':sk': 'RULE#' },
        ConsistentRead: true,
      })) {
        rules.push(parse(StoredRule, item, 'rule'));
      }
      return rules;
    },

    /**
     * Adds a rule, or puts it in the place of the one with its identifier; what was granted stays granted.
     *
     * @returns `replaced` where the one before said something else.
     */
    async putRule(rule: OrganizationRule): Promise<'added' | 'replaced' | 'unchanged'> {
      const Item = { ...rule, pk: organizationPk(rule.organization), sk: `RULE#${rule.rule}` };
      const { Attributes: before } = await communityTable.client.send(
        new PutCommand({ TableName: communityTable.name, Item, ReturnValues: 'ALL_OLD' }),
      );
      if (!before) return 'added';
      return isDeepStrictEqual(before, Item) ? 'unchanged' : 'replaced';
    },

    /** A member's grants, by rule and period. */
    async grantsOf(organization: string, member: string): Promise<Grant[]> {
      const grants: Grant[] = [];
      for await (const item of queryAll(credentialsTable, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': memberPk(organization, member), ':sk': 'GRANT#' },
      })) {
        grants.push(parse(StoredGrant, item, 'grant'));
      }
      return grants;
    },

    /**
     * Those of the grants that exist, by their natural keys, in no order; sees every commit before. One BatchGetItem
     * per 100, in parallel.
     *
     * @throws {Unavailable} where the table keeps leaving keys unprocessed.
     */
    async grantsAt(organization: string, keys: readonly GrantKey[]): Promise<Grant[]> {
      const items = await getAll(
        credentialsTable,
        keys.map(({ member, ...key }) => ({ pk: memberPk(organization, member), sk: grantSk(key) })),
        { consistent: true },
      );
      return items.map((item) => parse(StoredGrant, item, 'grant'));
    },

    /**
     * The members of an organization that have grants, from one of `segments` parts of the table read side by side; a
     * member may come more than once. Reads the whole table: for a backfill, never for a page or an event.
     */
    async *membersOf(organization: string, segment = 0, segments = 1): AsyncGenerator<string> {
      for await (const item of scanAll(credentialsTable, {
        Segment: segment,
        TotalSegments: segments,
        FilterExpression: 'organization = :organization AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':organization': organization, ':sk': 'GRANT#' },
      })) {
        yield parse(StoredGrant, item, 'grant').member;
      }
    },

    /** An organization's grants of some UTC days, both inclusive, the oldest first; one query per month. */
    async grantsBetween(organization: string, fromDay: string, throughDay: string): Promise<Grant[]> {
      const grants: Grant[] = [];
      // DynamoDB refuses a range that ends before it begins; here it is an empty one.
      if (throughDay < fromDay) return grants;
      for (const month of monthsBetween(fromDay, throughDay)) {
        for await (const item of queryAll(credentialsTable, {
          IndexName: LOOKUP_INDEX,
          KeyConditionExpression: 'lookupPk = :pk AND lookupSk BETWEEN :from AND :through',
          ExpressionAttributeValues: {
            ':pk': grantsOfMonth(organization, month),
            ':from': fromDay,
            ':through': `${throughDay}T~`,
          },
        })) {
          grants.push(parse(StoredGrant, item, 'grant'));
        }
      }
      return grants;
    },

    /**
     * Commits a grant, once for its natural key (rule, member, period): with `badge.granted` riding on it where it
     * is a badge, and in one transaction with the ledger's next entry, which carries `credit.awarded`, where it is
     * credit. Credit under a program that was closed since the rule was put, or changed so that it does not award such
     * an amount any more, is not given: the badge alone is granted then.
     *
     * @returns `known` where the key was granted before, `not-given` where nothing is left to grant; nothing is changed
     *   then.
     * @throws {Unavailable} where others kept adding to the ledger through every attempt.
     */
    async commit(grant: Grant): Promise<'granted' | 'known' | 'not-given'> {
      const { credit, ...badgeAlone } = grant;
      if (!credit) return commitBadge(grant);
      const program =
        credit.program === undefined
          ? undefined
          : await programs.getProgram(grant.organization, credit.program);
      if (creditFault(credit, program) !== undefined)
        return grant.badge ? commitBadge(badgeAlone) : 'not-given';
      const entries = [creditEntry(grant, credit, program)] as const;
      const { outcome } = await ledger.append({ entries, marker: grantItem(grant) });
      return outcome === 'appended' ? 'granted' : 'known';
    },
  };
};
