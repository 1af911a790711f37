import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { memberPk } from '../members/member-items.ts';
import { getAll } from '../platform/batches.ts';
import { chunksOf } from '../platform/chunks-of.ts';
import { Unavailable } from '../platform/errors.ts';
import { isConditionFailure, LOOKUP_INDEX, queryAll, type Table } from '../platform/table.ts';
import { doubtPk, heldDueKey, noteKey, reminderItem, reminderKey } from './note-items.ts';
import { Note } from './note-model.ts';
import { type NoteMove, type Step, writesOf } from './note-writes-store.ts';

const StoredNote = Note.strip();

/** What waits for an instant. */
const HeldDue = z.object({ notes: z.set(z.string()) });

/** A page of what is in doubt: at most `limit`, after a place in the list. */
interface DoubtPage {
  readonly after?: string | undefined;
  readonly limit: number;
}

const doubtsOf = (organization: string, { after, limit }: DoubtPage) => ({
  IndexName: LOOKUP_INDEX,
  KeyConditionExpression: `lookupPk = :pk${after === undefined ? '' : ' AND lookupSk > :after'}`,
  ExpressionAttributeValues: {
    ':pk': doubtPk(organization),
    ...(after !== undefined && { ':after': after }),
  },
  Limit: limit,
});

/** Notes of one transaction: each may need two writes, their pages a few more, and a transaction takes 100. */
export const NOTES_AT_ONCE = 45;

/**
 * Notes: the claims on telling members something, what is held back, and the reminders of cycles. Every change of a
 * note is conditional on the note as it was read, so that of two who would tell it one does; the counts of a notice
 * change in the same transaction as the notes they count.
 */
export const createNotesStore = (table: Table) => {
  const TableName = table.name;

  /** All of the steps or none. @throws {Unavailable} where the table did not decide. */
  const commit = async (steps: readonly Step[]): Promise<'done' | 'taken'> => {
    try {
      await table.client.send(
        new TransactWriteCommand({
          TransactItems: writesOf(TableName, steps),
        }),
      );
      return 'done';
    } catch (cause) {
      if (isConditionFailure(cause)) return 'taken';
      if (!(cause instanceof TransactionCanceledException)) throw cause;
      throw new Unavailable('Notes were being changed by somebody else. It will be tried again.', { cause });
    }
  };

  const find = async (notes: readonly Pick<Note, 'organization' | 'member' | 'id'>[]): Promise<Note[]> =>
    (await getAll(table, notes.map(noteKey), { consistent: true })).map((item) => StoredNote.parse(item));

  return {
    /**
     * Takes something in hand that nobody was told yet, held or told at once or not at all: all of the notes or, where
     * one of them is there already, none. At most {@link NOTES_AT_ONCE}.
     *
     * @throws {Unavailable} where the table did not decide; nothing was written.
     */
    claim: async (notes: readonly Note[]): Promise<'claimed' | 'taken'> =>
      (await commit(notes.map((to) => ({ from: undefined, to })))) === 'done' ? 'claimed' : 'taken',

    /**
     * Takes held notes in hand: all of them or, where somebody else changed one of them first, none. At most
     * {@link NOTES_AT_ONCE}.
     *
     * @throws {Unavailable} where the table did not decide; nothing was written.
     */
    take: async (steps: readonly NoteMove[]): Promise<'claimed' | 'taken'> =>
      (await commit(steps)) === 'done' ? 'claimed' : 'taken',

    /**
     * Changes notes from how they were read to how they are now, {@link NOTES_AT_ONCE} in a transaction.
     *
     * @throws {Unavailable} where somebody else changed one of them first: what to do is to be decided anew.
     */
    move: async (steps: readonly NoteMove[]): Promise<void> => {
      for (const chunk of chunksOf(steps, NOTES_AT_ONCE)) {
        if ((await commit(chunk)) === 'taken')
          throw new Unavailable('A notification was changed by somebody else at the same time.');
      }
    },

    /** Those of a few notes that are there, as they are now, in no order. */
    find,

    /**
     * A member's notes that waited until now and are not told yet, or are on their way out of there; the oldest happening
     * first. Reads what is due of the member and the notes named there, however many others they have: consistently.
     */
    listOpen: async (organization: string, member: string, now: Date): Promise<Note[]> => {
      const ids = new Set<string>();
      for await (const item of queryAll(table, {
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': memberPk(organization, member),
          ':first': heldDueKey(organization, member, '').sk,
          ':last': heldDueKey(organization, member, now.toISOString()).sk,
        },
        ConsistentRead: true,
      })) {
        for (const id of HeldDue.parse(item).notes) ids.add(id);
      }
      const notes = await find([...ids].map((id) => ({ organization, member, id })));
      return notes
        .filter(({ status }) => status === 'HELD' || status === 'SENDING')
        .sort((a, b) => a.since.localeCompare(b.since));
    },

    /**
     * What of an organization's notifications was perhaps mailed and perhaps not, the oldest first, at most `limit`
     * after the last of the page before ({@link doubtPlace} of it). One query.
     */
    listInDoubt: async (organization: string, page: DoubtPage): Promise<Note[]> => {
      const { Items = [] } = await table.client.send(
        new QueryCommand({ TableName, ...doubtsOf(organization, page) }),
      );
      return Items.map((item) => StoredNote.parse(item));
    },

    /** How many {@link listInDoubt} would list, counted up to `limit` in one query. */
    countInDoubt: async (organization: string, page: DoubtPage): Promise<number> => {
      const { Count = 0 } = await table.client.send(
        new QueryCommand({ TableName, ...doubtsOf(organization, page), Select: 'COUNT' }),
      );
      return Count;
    },

    /** Takes a member out of the due index for an instant; what is held until another one stays due then. */
    clearDue: async (organization: string, member: string, dueAt: string): Promise<void> => {
      await table.client.send(new DeleteCommand({ TableName, Key: heldDueKey(organization, member, dueAt) }));
    },

    /** Puts a cycle's reminder into the due index; a second time changes nothing. */
    putReminder: async (
      organization: string,
      community: string,
      cycle: string,
      dueAt: string,
    ): Promise<void> => {
      await table.client.send(
        new PutCommand({ TableName, Item: reminderItem(organization, community, cycle, dueAt) }),
      );
    },

    /** Takes a reminder out of the due index. */
    clearReminder: async (
      organization: string,
      community: string,
      cycle: string,
      dueAt: string,
    ): Promise<void> => {
      await table.client.send(
        new DeleteCommand({ TableName, Key: reminderKey(organization, community, cycle, dueAt) }),
      );
    },
  };
};

/** @see createNotesStore */
export type NotesStore = ReturnType<typeof createNotesStore>;
