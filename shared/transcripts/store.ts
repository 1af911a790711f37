import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { parse } from '../platform/parse.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import { SignedTranscript } from './model.ts';

/*
 * Access patterns on the table `credentials` (nothing is ever deleted):
 *
 * | what                           | pk             | sk                           |
 * |--------------------------------|----------------|------------------------------|
 * | a signed transcript            | TRANSCRIPT#id  | TRANSCRIPT                   |
 * | a member's, by when they were made | ORG#o#MEMBER#m | TRANSCRIPT#madeAt#id      |
 */
const transcriptKey = (transcript: string) => ({ pk: `TRANSCRIPT#${transcript}`, sk: 'TRANSCRIPT' });
const memberPk = (organization: string, member: string) => `ORG#${organization}#MEMBER#${member}`;
const PREFIX = 'TRANSCRIPT#';

const Stored = SignedTranscript.strip();

/** The writes of a transcript: itself, and its place among its member's. */
const writesOf = (table: Table, transcript: SignedTranscript, ConditionExpression: string) => {
  const { organization, member, madeAt, transcript: id } = transcript;
  const place = { pk: memberPk(organization, member), sk: `${PREFIX}${madeAt}#${id}` };
  return [transcriptKey(id), place].map((key) => ({
    Put: { TableName: table.name, Item: { ...transcript, ...key }, ConditionExpression },
  }));
};

/** Transcripts that their members made to be verified by others. */
export const createTranscriptsStore = (table: Table) => ({
  /** Keeps a transcript, and its place among its member's, both or neither. */
  put: async (transcript: SignedTranscript): Promise<void> => {
    const TransactItems = writesOf(table, transcript, 'attribute_not_exists(pk)');
    await table.client.send(new TransactWriteCommand({ TransactItems }));
  },

  /** Ends a transcript's link, and keeps when; one that was ended before stays ended since then. */
  close: async (transcript: SignedTranscript, at: Date): Promise<void> => {
    const closed = { ...transcript, closedAt: at.toISOString() };
    const TransactItems = writesOf(table, closed, 'attribute_exists(pk) AND attribute_not_exists(closedAt)');
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems }));
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
    }
  },

  /** The transcript, or undefined where none was made under that identifier. */
  get: async (transcript: string): Promise<SignedTranscript | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: transcriptKey(transcript) }),
    );
    return Item && parse(Stored, Item, 'transcript');
  },

  /** Those that a member made, oldest first. */
  listOf: async (organization: string, member: string): Promise<SignedTranscript[]> => {
    const found: SignedTranscript[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': memberPk(organization, member), ':prefix': PREFIX },
    })) {
      found.push(parse(Stored, item, 'transcript'));
    }
    return found;
  },
});
/** @see createTranscriptsStore */
export type TranscriptsStore = ReturnType<typeof createTranscriptsStore>;
