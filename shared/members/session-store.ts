import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { sha256Hex } from '../platform/ids.ts';
import type { Table } from '../platform/table.ts';
import { Session, SignInAttempt } from './session.ts';

/*
 * Access patterns on the table `community`; both carry `expiresAt`, after which the table forgets them:
 *
 * | what                  | pk                     | sk      |
 * |-----------------------|------------------------|---------|
 * | a session             | SESSION#sha256(token)  | SESSION |
 * | a sign-in under way   | ATTEMPT#state          | ATTEMPT |
 *
 * The table holds a hash of the token, so that whoever reads the table cannot take a session over.
 */
const sessionKey = (token: string) => ({ pk: `SESSION#${sha256Hex(token)}`, sk: 'SESSION' });
const attemptKey = (state: string) => ({ pk: `ATTEMPT#${state}`, sk: 'ATTEMPT' });

const StoredSession = Session.strip();
const StoredAttempt = SignInAttempt.strip();

// Time to live deletes late, by up to days; so what is expired is not there, whatever the table says.
const isLive = ({ expiresAt }: { expiresAt: number }, now: Date): boolean => expiresAt * 1000 > now.getTime();

/** Sessions and the sign-ins under way. */
export const createSessionStore = (table: Table) => ({
  /** Stores a session under its token. */
  open: async (token: string, session: Session): Promise<void> => {
    await table.client.send(
      new PutCommand({ TableName: table.name, Item: { ...session, ...sessionKey(token) } }),
    );
  },
  /** The session of a token; undefined where there is none or it has expired. */
  find: async (token: string, now: Date): Promise<Session | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: sessionKey(token), ConsistentRead: true }),
    );
    const session = Item && StoredSession.parse(Item);
    return session && isLive(session, now) ? session : undefined;
  },
  /** Ends a session; nothing happens where there is none. */
  close: async (token: string): Promise<void> => {
    await table.client.send(new DeleteCommand({ TableName: table.name, Key: sessionKey(token) }));
  },
  /** Remembers a sign-in under way. */
  putAttempt: async (attempt: SignInAttempt): Promise<void> => {
    await table.client.send(
      new PutCommand({ TableName: table.name, Item: { ...attempt, ...attemptKey(attempt.state) } }),
    );
  },
  /** Takes a sign-in under way out, so that it can be used once; undefined where there is none or it is too old. */
  takeAttempt: async (state: string, now: Date): Promise<SignInAttempt | undefined> => {
    const { Attributes } = await table.client.send(
      new DeleteCommand({ TableName: table.name, Key: attemptKey(state), ReturnValues: 'ALL_OLD' }),
    );
    const attempt = Attributes && StoredAttempt.parse(Attributes);
    return attempt && isLive(attempt, now) ? attempt : undefined;
  },
});

/** @see createSessionStore */
export type SessionStore = ReturnType<typeof createSessionStore>;
