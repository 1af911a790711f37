import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { parse } from '../platform/parse.ts';
import type { Table } from '../platform/table.ts';
import { Introduction } from './introduction.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                                       | pk                | sk           |
 * |--------------------------------------------|-------------------|--------------|
 * | the introduction of a community's digests  | ORG#o#COMMUNITY#c | INTRODUCTION |
 */
const keyOf = (organization: string, community: string) => ({
  pk: `ORG#${organization}#COMMUNITY#${community}`,
  sk: 'INTRODUCTION',
});

const StoredIntroduction = Introduction.strip();

/** What facilitators say before the rest of their community's digests; one item read or written per call. */
export const createCurationStore = (table: Table) => ({
  /** The community's introduction, of whatever days; undefined where there is none. */
  getIntroduction: async (organization: string, community: string): Promise<Introduction | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keyOf(organization, community) }),
    );
    return Item && StoredIntroduction.parse(Item);
  },

  /**
   * Writes the community's introduction, over what was there.
   *
   * @throws {InvalidInput} naming the field: no text, too long a text, or days that end before they begin.
   */
  putIntroduction: async (introduction: Introduction): Promise<void> => {
    const { organization, community } = introduction;
    const Item = { ...parse(Introduction, introduction, 'introduction'), ...keyOf(organization, community) };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
  },

  /** Takes the community's introduction away; nothing happens where there is none. */
  removeIntroduction: async (organization: string, community: string): Promise<void> => {
    await table.client.send(
      new DeleteCommand({ TableName: table.name, Key: keyOf(organization, community) }),
    );
  },
});

/** @see createCurationStore */
export type CurationStore = ReturnType<typeof createCurationStore>;
