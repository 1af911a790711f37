import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Conflict } from '../platform/errors.ts';
import { parse } from '../platform/parse.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import { CatalogueEntry } from './catalogue-entry.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                             | pk    | sk                      |
 * |----------------------------------|-------|-------------------------|
 * | an achievement of the catalogue  | ORG#o | ACHIEVEMENT#a           |
 * | the catalogue, by identifier     | ORG#o | begins with ACHIEVEMENT# |
 * | each revision of one, for ever   | ORG#o | ACHIEVEMENT-REVISION#a#00001 |
 */
const PREFIX = 'ACHIEVEMENT#';
const revisionsOf = (achievement: string): string => `ACHIEVEMENT-REVISION#${achievement}#`;
const keyOf = (organization: string, achievement: string) => ({
  pk: `ORG#${organization}`,
  sk: `${PREFIX}${achievement}`,
});

/** @see createAchievementsStore */
export type AchievementsStore = ReturnType<typeof createAchievementsStore>;

/** The achievements that an organization's staff make and award by hand. */
export const createAchievementsStore = (table: Table) => ({
  /** The whole catalogue, by identifier. */
  async list(organization: string): Promise<CatalogueEntry[]> {
    const entries: CatalogueEntry[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': `ORG#${organization}`, ':sk': PREFIX },
    })) {
      entries.push(parse(CatalogueEntry, item, 'achievement'));
    }
    return entries;
  },

  /** One of the catalogue, or undefined where it has none of that identifier. */
  async get(organization: string, achievement: string): Promise<CatalogueEntry | undefined> {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keyOf(organization, achievement) }),
    );
    return Item && parse(CatalogueEntry, Item, 'achievement');
  },

  /** Every revision of an achievement that was kept, the last first: who changed it when, and what it then was. */
  async revisionsOf(organization: string, achievement: string): Promise<CatalogueEntry[]> {
    const entries: CatalogueEntry[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': `ORG#${organization}`, ':sk': revisionsOf(achievement) },
      ScanIndexForward: false,
    })) {
      entries.push(parse(CatalogueEntry, item, 'revision of an achievement'));
    }
    return entries;
  },

  /**
   * Adds an entry of revision 1, or puts one in the place of the revision before it; the revision itself is kept beside
   * it for ever, in the same transaction.
   *
   * @throws {Conflict} where the identifier is taken, or somebody else changed the entry in the meantime.
   */
  async put(entry: CatalogueEntry): Promise<void> {
    const { organization, achievement, revision } = entry;
    const isNew = revision === 1;
    try {
      await table.client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName: table.name,
                Item: { ...entry, ...keyOf(organization, achievement.achievement) },
                ConditionExpression: isNew ? 'attribute_not_exists(pk)' : 'revision = :before',
                ...(!isNew && { ExpressionAttributeValues: { ':before': revision - 1 } }),
              },
            },
            {
              Put: {
                TableName: table.name,
                Item: {
                  ...entry,
                  pk: `ORG#${organization}`,
                  sk: `${revisionsOf(achievement.achievement)}${String(revision).padStart(5, '0')}`,
                },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        }),
      );
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Conflict(
        isNew
          ? `achievement: "${achievement.achievement}" is the identifier of another achievement; choose another`
          : 'somebody changed this achievement in the meantime; open it again and make your change on top of theirs',
        { cause },
      );
    }
  },
});
