import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Instant } from '../events/envelope.ts';
import { epochSeconds } from '../platform/clock.ts';
import { Defect, Unavailable } from '../platform/errors.ts';
import { sha256Hex } from '../platform/ids.ts';
import { isConditionFailure, type Table } from '../platform/table.ts';
import { headerOf, type IncomingMail } from './incoming-mail.ts';
import { ADDRESS_SECONDS, MOST_POSTS, type ReplyAddress } from './model.ts';

/*
 * Access patterns on the table `community`; all carry `expiresAt`, after which the table forgets them:
 *
 * | what                                    | pk                      | sk       |
 * |-----------------------------------------|-------------------------|----------|
 * | that a mail was taken in hand           | REPLY_MAIL#hash         | RECEIVED |
 * | how often a member was answered on a day| REPLY_ANSWERS#o#m       | day      |
 * | which mails became posts of a day       | REPLY_POSTS#o#m#topic   | day      |
 */
const receivedKey = (name: string) => ({ pk: `REPLY_MAIL#${name}`, sk: 'RECEIVED' });
const answersKey = (organization: string, member: string, day: string) => ({
  pk: `REPLY_ANSWERS#${organization}#${member}`,
  sk: day,
});

const postsKey = ({ organization, member, topic }: Poster, day: string) => ({
  pk: `REPLY_POSTS#${organization}#${member}#${topic}`,
  sk: day,
});

const StoredReceived = z.object({ receivedAt: Instant });

/** Most answers that a member gets in a day (UTC), so that no two programs write to each other for long. */
export const MOST_ANSWERS = 5;

/** Whose answers in which topic are counted. */
type Poster = Pick<ReplyAddress, 'organization' | 'member' | 'topic'>;

/** Characters of a mail's name by which it is known within a day. */
const SHORT_NAME = 16;

/** Seconds that a day's count is kept: two days, because a day ends at another time where the clock is another. */
const COUNT_SECONDS = 2 * 24 * 60 * 60;

/**
 * What a mail is known by: its member and its `Message-ID`, however often it comes. A mail without one is known by when
 * and about what it was written, and its words.
 */
export const nameOfMail = (
  { organization, member }: { readonly organization: string; readonly member: string },
  mail: Pick<IncomingMail, 'headers' | 'messageId' | 'subject' | 'text' | 'html'>,
): string => {
  const { messageId, subject, text, html } = mail;
  const otherwise = () => JSON.stringify([headerOf(mail, 'date')[0], subject, text, html]);
  return sha256Hex(`${organization}#${member}#${messageId?.trim() || otherwise()}`);
};

/** That a mail may be answered, was before, or that its member was answered often enough today. */
export type AnswerOutcome = 'claimed' | 'known' | 'too-many';

/** That an answer may become a post, is the first of its day that may not, or another beyond that one. */
export type PostOutcome = 'counted' | 'first-beyond' | 'beyond';

/** Which mails were taken in hand, so that each becomes one post or one answer, however often it comes. */
export const createReceivedStore = (table: Table) => ({
  /** When a mail was first taken in hand: now, or as it was before. A post is written with this time. */
  receive: async (name: string, now: Date): Promise<string> => {
    const receivedAt = now.toISOString();
    const expiresAt = epochSeconds(now) + ADDRESS_SECONDS;
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...receivedKey(name), receivedAt, expiresAt },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return receivedAt;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: receivedKey(name), ConsistentRead: true }),
    );
    if (!Item) throw new Defect('A mail that was taken in hand is not known any more.');
    return StoredReceived.parse(Item).receivedAt;
  },
  /**
   * Counts an answer among those that may become posts of a member in a topic on a day, {@link MOST_POSTS} of them: one
   * write, and a second only beyond that. The day keeps the mails' names, so that one that comes again counts once, and
   * hears the same.
   */
  countPost: async (name: string, poster: Poster, now: Date): Promise<PostOutcome> => {
    const short = name.slice(0, SHORT_NAME);
    const Key = postsKey(poster, now.toISOString().slice(0, 10));
    const isWritten = async (input: Omit<UpdateCommandInput, 'TableName' | 'Key'>): Promise<boolean> => {
      try {
        await table.client.send(new UpdateCommand({ TableName: table.name, Key, ...input }));
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    };
    const isCounted = await isWritten({
      UpdateExpression: 'SET expiresAt = :expiresAt ADD mails :mails',
      ConditionExpression: 'attribute_not_exists(mails) OR size(mails) < :most OR contains(mails, :mail)',
      ExpressionAttributeValues: {
        ':expiresAt': epochSeconds(now) + COUNT_SECONDS,
        ':mails': new Set([short]),
        ':mail': short,
        ':most': MOST_POSTS,
      },
    });
    if (isCounted) return 'counted';
    const isFirst = await isWritten({
      UpdateExpression: 'SET firstBeyond = :mail',
      ConditionExpression: 'attribute_not_exists(firstBeyond) OR firstBeyond = :mail',
      ExpressionAttributeValues: { ':mail': short },
    });
    return isFirst ? 'first-beyond' : 'beyond';
  },
  /**
   * Claims the one answer to a mail, before it is sent: what stops between the two answers nothing, rather than twice.
   *
   * @throws {Unavailable} where another did the same just now; the mail should come again.
   */
  claimAnswer: async (
    name: string,
    { organization, member }: { readonly organization: string; readonly member: string },
    now: Date,
  ): Promise<AnswerOutcome> => {
    const at = now.toISOString();
    const seconds = epochSeconds(now);
    try {
      await table.client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName: table.name,
                Item: {
                  ...receivedKey(name),
                  receivedAt: at,
                  answer: 'CLAIMED',
                  expiresAt: seconds + ADDRESS_SECONDS,
                },
                ConditionExpression: 'attribute_not_exists(pk) OR answer = :returned',
                ExpressionAttributeValues: { ':returned': 'RETURNED' },
              },
            },
            {
              Update: {
                TableName: table.name,
                Key: answersKey(organization, member, at.slice(0, 10)),
                UpdateExpression: 'SET expiresAt = :expiresAt ADD answers :one',
                ConditionExpression: 'attribute_not_exists(answers) OR answers < :most',
                ExpressionAttributeValues: {
                  ':expiresAt': seconds + COUNT_SECONDS,
                  ':one': 1,
                  ':most': MOST_ANSWERS,
                },
              },
            },
          ],
        }),
      );
      return 'claimed';
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const [ofMail, ofDay] = error.CancellationReasons ?? [];
      if (ofMail?.Code === 'ConditionalCheckFailed') return 'known';
      if (ofDay?.Code === 'ConditionalCheckFailed') return 'too-many';
      throw new Unavailable('The answer to a mail was claimed by another at once.', { cause: error });
    }
  },
  /** Gives a claim back, where the answer was certainly not sent, and what it counted on its day. */
  returnAnswer: async (
    name: string,
    { organization, member }: { readonly organization: string; readonly member: string },
    now: Date,
  ): Promise<void> => {
    const returned = {
      Update: {
        TableName: table.name,
        Key: receivedKey(name),
        UpdateExpression: 'SET answer = :returned',
        ConditionExpression: 'answer = :claimed',
        ExpressionAttributeValues: { ':returned': 'RETURNED', ':claimed': 'CLAIMED' },
      },
    };
    const uncounted = {
      Update: {
        TableName: table.name,
        Key: answersKey(organization, member, now.toISOString().slice(0, 10)),
        UpdateExpression: 'ADD answers :less',
        ConditionExpression: 'answers > :none',
        ExpressionAttributeValues: { ':less': -1, ':none': 0 },
      },
    };
    await table.client.send(new TransactWriteCommand({ TransactItems: [returned, uncounted] }));
  },
});

/** @see createReceivedStore */
export type ReceivedStore = ReturnType<typeof createReceivedStore>;
