import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { epochSeconds } from '../platform/clock.ts';
import { sha256Hex } from '../platform/ids.ts';
import type { Table } from '../platform/table.ts';
import { ADDRESS_SECONDS, KNOWN_SECONDS, ReplyAddress } from './model.ts';
import { replyAddress } from './token.ts';

/*
 * Access patterns on the table `community`; the item carries `expiresAt`, after which the table forgets it:
 *
 * | what                            | pk                    | sk      |
 * |---------------------------------|-----------------------|---------|
 * | an address to answer at         | REPLY#sha256(token)   | ADDRESS |
 *
 * The table holds a hash of the token, so that whoever reads the table cannot write in somebody's name (decision 0014).
 */
const addressKey = (token: string) => ({ pk: `REPLY#${sha256Hex(token)}`, sk: 'ADDRESS' });

const StoredAddress = ReplyAddress.strip();

/** Where addresses are, and what makes their tokens. */
export interface ReplyPlace {
  /** The domain whose mail this system receives. */
  readonly replyDomain: string;
  /** `newReplyToken`; an argument, so that tests can know the addresses beforehand. */
  readonly tokens: () => string;
}

/** Addresses that an answer by mail can be sent to. */
export const createRepliesStore = (table: Table, { replyDomain, tokens }: ReplyPlace) => ({
  /**
   * Opens an address for one member and one post they are told of: one write. Open for {@link ADDRESS_SECONDS}, and
   * known for {@link KNOWN_SECONDS}, so that whoever answers late hears of it.
   */
  openAddress: async (
    about: Omit<ReplyAddress, 'expiresAt' | 'answersUntil'>,
    now: Date,
  ): Promise<string> => {
    const opened = epochSeconds(now);
    const { organization, member, community, topic, post } = about;
    const token = tokens();
    const address = ReplyAddress.parse({
      ...{ organization, member, community, topic, post },
      answersUntil: opened + ADDRESS_SECONDS,
      expiresAt: opened + KNOWN_SECONDS,
    });
    await table.client.send(
      new PutCommand({ TableName: table.name, Item: { ...address, ...addressKey(token) } }),
    );
    return replyAddress(token, replyDomain);
  },
  /** What a token was opened for, also where its time to answer is over; undefined where it is not known any more. */
  findAddress: async (token: string, now: Date): Promise<ReplyAddress | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: addressKey(token), ConsistentRead: true }),
    );
    const address = Item && StoredAddress.parse(Item);
    // Time to live deletes late, by up to days; so what is expired is not there, whatever the table says.
    return address && address.expiresAt * 1000 > now.getTime() ? address : undefined;
  },
});

/** @see createRepliesStore */
export type RepliesStore = ReturnType<typeof createRepliesStore>;
