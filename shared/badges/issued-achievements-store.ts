import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailure, type Table } from '../platform/table.ts';
import { achievementVersion } from './achievement-version.ts';
import { Achievement } from './model.ts';

/*
 * Access patterns on the table `credentials` (nothing is ever deleted):
 *
 * | what                                         | pk                 | sk                 |
 * |----------------------------------------------|--------------------|--------------------|
 * | an achievement as it was issued, by version  | ORG#o#ACHIEVEMENTS | ISSUED#a#version   |
 * | any version of it                            | ORG#o#ACHIEVEMENTS | begins ISSUED#a#   |
 */
const keyOf = (organization: string, achievement: string, version: string) => ({
  pk: `ORG#${organization}#ACHIEVEMENTS`,
  sk: `ISSUED#${achievement}#${version}`,
});

const StoredAchievement = Achievement.strip();

/** Achievements as credentials were issued for them, each version kept for ever. */
export const createIssuedAchievementsStore = (table: Table) => {
  const kept = new Set<string>();
  return {
    /** The achievement as it was issued under a version; undefined where it never was. */
    find: async (
      organization: string,
      achievement: string,
      version: string,
    ): Promise<Achievement | undefined> => {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: keyOf(organization, achievement, version) }),
      );
      return Item && StoredAchievement.parse(Item);
    },

    /** The achievement as it was issued under some version; undefined where it was under none. */
    findAny: async (organization: string, achievement: string): Promise<Achievement | undefined> => {
      const { pk, sk } = keyOf(organization, achievement, '');
      const { Items } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
          Limit: 1,
        }),
      );
      return Items?.[0] && StoredAchievement.parse(Items[0]);
    },

    /** Keeps an achievement as it is issued; a version that this process or another one kept is not written again. */
    keep: async (organization: string, achievement: Achievement): Promise<void> => {
      const key = keyOf(organization, achievement.achievement, achievementVersion(achievement));
      const known = `${key.pk} ${key.sk}`;
      if (kept.has(known)) return;
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...achievement, ...key },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (thrown) {
        if (!isConditionFailure(thrown)) throw thrown;
      }
      kept.add(known);
    },
  };
};

/** @see createIssuedAchievementsStore */
export type IssuedAchievementsStore = ReturnType<typeof createIssuedAchievementsStore>;
