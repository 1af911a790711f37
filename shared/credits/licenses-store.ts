import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { parse } from '../platform/parse.ts';
import type { Table } from '../platform/table.ts';
import { type License, MemberLicenses } from './license-model.ts';

const StoredLicenses = MemberLicenses.strip();

/** @see createLicensesStore */
export type LicensesStore = ReturnType<typeof createLicensesStore>;

/** The licences a member entered: one item of the table `community`, pk `ORG#o#MEMBER#m`, sk `LICENSES`. */
export const createLicensesStore = (table: Table) => {
  const keyOf = (organization: string, member: string) => ({
    pk: `ORG#${organization}#MEMBER#${member}`,
    sk: 'LICENSES',
  });
  return {
    /** A member's licences, in the order they were entered. */
    async licensesOf(organization: string, member: string): Promise<readonly License[]> {
      const Key = keyOf(organization, member);
      const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key }));
      return Item === undefined ? [] : parse(StoredLicenses, Item, 'licences').licenses;
    },

    /** Writes a member's licences over those that were there. */
    async saveLicenses(licenses: MemberLicenses): Promise<void> {
      const Item = { ...licenses, ...keyOf(licenses.organization, licenses.member) };
      await table.client.send(new PutCommand({ TableName: table.name, Item }));
    },
  };
};
