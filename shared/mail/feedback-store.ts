import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { memberPk } from '../members/member-items.ts';
import { chunksOf } from '../platform/chunks-of.ts';
import { Unavailable } from '../platform/errors.ts';
import type { Table } from '../platform/table.ts';
import type { Feedback } from './feedback.ts';
import { addToDay } from './mail-counts-store.ts';
import type { MailStanding } from './standing.ts';
import { putStanding } from './standing-store.ts';

/*
 * What became of a mail is kept on its claim (`DIGEST#…` or `NOTE#…` in the partition of its member), an attribute for
 * each: `deliveredAt`, `bouncedAt` and so on. That, the day's figure and the standing of an address change together or
 * not at all, so that what SES tells twice, or a function does twice, is counted once.
 *
 * Cost: a mail that is sent and delivered is told of twice. Where both are in one batch they are one write of its claim
 * in a transaction (2 units per KB), else two; the day's figure is one more for the whole batch of an organization. A
 * million mails so cost 2 to 4 million write units, and nothing is read.
 */

/** Claims that one transaction marks; the rest of DynamoDB's 100 actions is for the figures of several days. */
const CLAIMS_AT_ONCE = 80;

/** How often a transaction is tried that others were in the way of. */
const ATTEMPTS = 8;

type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const claimName = ({ organization, member, claim }: Feedback): string => `${organization}#${member}#${claim}`;

/** What is told of one claim, each kind once. */
const distinct = (told: readonly Feedback[]): Feedback[] => [
  ...new Map(told.map((one) => [`${claimName(one)} ${one.fate}`, one])).values(),
];

/** Marks a claim with what became of its mail, if it is there and says none of that yet. */
const markClaim = (table: Table, told: readonly [Feedback, ...Feedback[]]): Action => {
  const [{ organization, member, claim }] = told;
  return {
    Update: {
      TableName: table.name,
      Key: { pk: memberPk(organization, member), sk: claim },
      UpdateExpression: `SET ${told.map((_, i) => `#f${i} = :f${i}`).join(', ')}`,
      ConditionExpression: [
        'attribute_exists(pk)',
        ...told.map((_, i) => `attribute_not_exists(#f${i})`),
      ].join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(told.map(({ fate }, i) => [`#f${i}`, `${fate}At`])),
      ExpressionAttributeValues: Object.fromEntries(told.map(({ at }, i) => [`:f${i}`, at])),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
};

/** The figures of each day that the told things add to. */
const countDays = (table: Table, told: readonly Feedback[], part: number): Action[] =>
  Object.entries(Object.groupBy(told, ({ organization, day }) => `${organization} ${day}`)).map(
    ([, ofDay = []]) => {
      const counts: Record<string, number> = {};
      for (const { fate } of ofDay) counts[fate] = (counts[fate] ?? 0) + 1;
      const [{ organization, day } = { organization: '', day: '' }] = ofDay;
      return { Update: addToDay(table, organization, day, part, { counts }) };
    },
  );

/** What is told and may be written yet, by its claim. */
const byClaim = (told: readonly Feedback[]): (readonly [Feedback, ...Feedback[]])[] =>
  [...Map.groupBy(told, claimName).values()].flatMap(([first, ...others]) =>
    first ? [[first, ...others] as const] : [],
  );

/** Records what became of mail. `parts` chooses the part of a day that is counted in; random on AWS. */
export const createFeedbackStore = (
  table: Table,
  parts: () => number = () => Math.floor(Math.random() * 1e6),
) => {
  /**
   * Writes what is told, with whatever `also` adds, in one transaction; what its claim says already, or what has no
   * claim, is left out.
   *
   * @param told - each kind once of a claim.
   *
   * @returns what was written, and whether the condition of `also` is what stopped it.
   * @throws {Unavailable} where others were in the way each time; nothing was written.
   */
  const write = async (
    told: readonly Feedback[],
    also?: Action,
  ): Promise<{ readonly written: readonly Feedback[]; readonly outdated: boolean }> => {
    let left = told;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const claims = byClaim(left);
      if (claims.length === 0) return { written: [], outdated: false };
      const actions = [
        ...claims.map((ofClaim) => markClaim(table, ofClaim)),
        ...(also ? [also] : []),
        ...countDays(table, left, parts()),
      ];
      try {
        await table.client.send(new TransactWriteCommand({ TransactItems: actions }));
        return { written: left, outdated: false };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const reasons = error.CancellationReasons ?? [];
        left = claims.flatMap((ofClaim, i) => {
          if (reasons[i]?.Code !== 'ConditionalCheckFailed') return ofClaim;
          const known = reasons[i].Item;
          // No item: there is no such claim. Else what it says already is left out.
          return known ? ofClaim.filter(({ fate }) => known[`${fate}At`] === undefined) : [];
        });
        const stale = also !== undefined && reasons[claims.length]?.Code === 'ConditionalCheckFailed';
        if (stale && left.length > 0) return { written: [], outdated: true };
      }
    }
    throw new Unavailable('The figures of mail were changed by others each time. They will be tried again.');
  };

  return {
    /** Records what became of many mails. @returns what of it was not known yet. @throws {Unavailable} */
    record: async (told: readonly Feedback[]): Promise<readonly Feedback[]> => {
      const claims = [...Map.groupBy(distinct(told), claimName).values()];
      const written: Feedback[] = [];
      for (const some of chunksOf(claims, CLAIMS_AT_ONCE))
        written.push(...(await write(some.flat())).written);
      return written;
    },

    /**
     * Records that a mail came back, and how its address stands now, together.
     *
     * @returns `known` where it was recorded before, or has no claim; `outdated` where the standing has changed since
     *   it was read, so that it has to be decided anew.
     * @throws {Unavailable}
     */
    recordSetback: async (
      told: Feedback,
      standing: MailStanding,
      event: object,
    ): Promise<'recorded' | 'known' | 'outdated'> => {
      const { written, outdated } = await write([told], { Put: putStanding(table, standing, event) });
      if (outdated) return 'outdated';
      return written.length > 0 ? 'recorded' : 'known';
    },
  };
};

/** @see createFeedbackStore */
export type FeedbackStore = ReturnType<typeof createFeedbackStore>;
