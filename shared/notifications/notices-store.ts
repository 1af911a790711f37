import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../events/catalogue.ts';
import { Conflict } from '../platform/errors.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import { pageKey } from './note-items.ts';
import { Notice, type NoticeTally } from './notice-model.ts';

// The table of access patterns is in note-items.ts, beside that of the notes.
const noticeKey = (organization: string, notice: string) => ({
  pk: `ORG#${organization}#NOTICES`,
  sk: `NOTICE#${notice}`,
});

const StoredNotice = Notice.strip();

/** Notices by staff, and how many of their readers stand how. */
export const createNoticesStore = (table: Table) => ({
  /**
   * Keeps a notice; the event that sends it out is published from this write.
   *
   * @throws {Conflict} where there is one of that identifier: the form was sent twice.
   */
  publish: async (notice: Notice, event: EventOf<'notice.published'>): Promise<void> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...notice, ...noticeKey(notice.organization, notice.notice), event },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Conflict('this notice was published already', { cause });
    }
  },

  /** The notice, or undefined where the organization has none of that identifier. */
  get: async (organization: string, notice: string): Promise<Notice | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: noticeKey(organization, notice), ConsistentRead: true }),
    );
    return Item && StoredNotice.parse(Item);
  },

  /** The latest notices, the last first; their identifiers begin with their time. */
  latest: async (organization: string, limit: number): Promise<Notice[]> => {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': noticeKey(organization, '').pk },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return Items.map((item) => StoredNotice.parse(item));
  },

  /** Remembers that everybody a notice is for was looked at. */
  finish: async (organization: string, notice: string, at: Date): Promise<void> => {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: noticeKey(organization, notice),
        UpdateExpression: 'SET finishedAt = if_not_exists(finishedAt, :at)',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':at': at.toISOString() },
      }),
    );
  },

  /** Whether the part after a page was handed on already. */
  isForwarded: async (organization: string, notice: string, page: string): Promise<boolean> => {
    const { Item } = await table.client.send(
      new GetCommand({
        TableName: table.name,
        Key: pageKey(organization, notice, page),
        ConsistentRead: true,
      }),
    );
    return Item?.['forwarded'] === true;
  },

  /** Remembers that the part after a page was handed on, so that a page that comes again does not start it again. */
  setForwarded: async (organization: string, notice: string, page: string): Promise<void> => {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: pageKey(organization, notice, page),
        UpdateExpression: 'SET forwarded = :true',
        ExpressionAttributeValues: { ':true': true },
      }),
    );
  },

  /** How many of a notice's readers stand how, part by part: one query of some 100 bytes for each 50 of them. */
  tallies: async (organization: string, notice: string): Promise<NoticeTally[]> => {
    const tallies: NoticeTally[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pageKey(organization, notice, '').pk },
      ConsistentRead: true,
    })) {
      tallies.push(
        Object.fromEntries(
          Object.entries(item).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
        ),
      );
    }
    return tallies;
  },
});

/** @see createNoticesStore */
export type NoticesStore = ReturnType<typeof createNoticesStore>;
