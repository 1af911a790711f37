import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { sha256Hex } from '../platform/ids.ts';
import { parse } from '../platform/parse.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import {
  authorizationKey,
  CHANGE_PREFIX,
  endingOf,
  keepingOf,
  memberPk,
  PREFIX,
  type Whose,
} from './authorization-items.ts';
import { Authorization, AuthorizationChange, Client, Code, Token } from './model.ts';

/*
 * Access patterns on the table `community`; what carries `expiresAt` is forgotten by the table some time after it:
 *
 * | what                              | pk                  | sk                   |
 * |-----------------------------------|---------------------|----------------------|
 * | a program that registered         | CLIENT#id           | CLIENT               |
 * | a code under way                  | CODE#sha256(code)   | CODE                 |
 * | an access or refresh token        | TOKEN#sha256(token) | TOKEN                |
 * | what a member allows a program    | ORG#o#MEMBER#m      | AUTHORIZATION#client |
 * | what happened to it (audit)       | ORG#o#MEMBER#m      | AUTHORIZATION-CHANGE#at#kind#client |
 */
const clientKey = (client: string) => ({ pk: `CLIENT#${client}`, sk: 'CLIENT' });
const codeKey = (code: string) => ({ pk: `CODE#${sha256Hex(code)}`, sk: 'CODE' });
const tokenKey = (token: string) => ({ pk: `TOKEN#${sha256Hex(token)}`, sk: 'TOKEN' });
const stored = {
  client: Client.strip(),
  code: Code.strip(),
  token: Token.strip(),
  authorization: Authorization.strip(),
  change: AuthorizationChange.strip(),
};

// Time to live deletes late, by up to days; so what is expired is not there, whatever the table says.
const isLive = ({ expiresAt }: { readonly expiresAt?: number | undefined }, now: Date): boolean =>
  expiresAt === undefined || expiresAt * 1000 > now.getTime();

/** Programs that registered, what members allow them, and the codes and tokens they hold. */
export const createAuthorizationStore = (table: Table) => {
  const get = async (key: { pk: string; sk: string }) => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
    );
    return Item;
  };
  const put = async (item: Readonly<Record<string, unknown>>) => {
    await table.client.send(new PutCommand({ TableName: table.name, Item: { ...item } }));
  };
  const authorizationOf = async (held: Whose): Promise<Authorization | undefined> => {
    const item = await get(authorizationKey(held));
    const found = item && parse(stored.authorization, item, 'authorization');
    return found?.endedAt === undefined ? found : undefined;
  };
  /** Marks a code or a token as used; false where somebody was first, or it is another program's. */
  const use = async (key: { pk: string; sk: string }, client: string, now: Date): Promise<boolean> => {
    try {
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: key,
          UpdateExpression: 'SET usedAt = :now',
          ConditionExpression: 'client = :client AND attribute_not_exists(usedAt)',
          ExpressionAttributeValues: { ':now': now.toISOString(), ':client': client },
        }),
      );
      return true;
    } catch (thrown) {
      if (isConditionFailure(thrown)) return false;
      throw thrown;
    }
  };
  /** True while the member has not taken back what the code or token was given by. */
  const stands = async (held: Pick<Token, 'organization' | 'member' | 'client' | 'authorization'>) =>
    (await authorizationOf(held))?.authorization === held.authorization;

  return {
    /** Keeps a program that registered. */
    putClient: (client: Client): Promise<void> => put({ ...client, ...clientKey(client.client) }),

    /** The program of that identifier; undefined where none registered, or nobody used it for too long. */
    getClient: async (client: string, now: Date): Promise<Client | undefined> => {
      const item = await get(clientKey(client));
      const found = item && parse(stored.client, item, 'client');
      return found && isLive(found, now) ? found : undefined;
    },

    /** Keeps what a member allows a program, over what they allowed it before, and the program with it. */
    authorize: async (authorization: Authorization): Promise<void> => {
      await table.client.send(
        new TransactWriteCommand({ TransactItems: keepingOf(table.name, authorization) }),
      );
      try {
        await table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: clientKey(authorization.client),
            UpdateExpression: 'REMOVE expiresAt',
            ConditionExpression: 'attribute_exists(pk)',
          }),
        );
      } catch (thrown) {
        // The program is gone meanwhile: its codes and tokens then find no client and are refused.
        if (!isConditionFailure(thrown)) throw thrown;
      }
    },

    /** The programs a member allows something, by identifier. */
    authorizationsOf: async (organization: string, member: string): Promise<Authorization[]> => {
      const found: Authorization[] = [];
      for await (const item of queryAll(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': memberPk(organization, member), ':prefix': PREFIX },
      })) {
        const authorization = parse(stored.authorization, item, 'authorization');
        if (authorization.endedAt === undefined) found.push(authorization);
      }
      return found;
    },

    /** What happened to the programs of a member, the last first; kept for ever. */
    changesOf: async (organization: string, member: string): Promise<AuthorizationChange[]> => {
      const found: AuthorizationChange[] = [];
      for await (const item of queryAll(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': memberPk(organization, member), ':prefix': CHANGE_PREFIX },
        ScanIndexForward: false,
      })) {
        found.push(parse(stored.change, item, 'change of an authorization'));
      }
      return found;
    },

    /**
     * Ends what a member allowed a program: every code and token of it is dead from now on, and why is kept. Nothing
     * happens where it has ended, or the member allowed it anew since the authorization that is named.
     */
    end: async (
      whose: Whose & { readonly authorization?: string },
      kind: 'withdrawn' | 'reused',
      now: Date,
    ): Promise<void> => {
      const standing = await authorizationOf(whose);
      if (!standing || standing.authorization !== (whose.authorization ?? standing.authorization)) return;
      try {
        const TransactItems = endingOf(table.name, standing, kind, now);
        await table.client.send(new TransactWriteCommand({ TransactItems }));
      } catch (thrown) {
        // Somebody else ended it, or the member allowed it anew: then this one is dead as well.
        if (!isConditionFailure(thrown)) throw thrown;
      }
    },

    /** Keeps a code until it is too old. */
    putCode: (code: string, held: Code): Promise<void> => put({ ...held, ...codeKey(code) }),

    /** The code, where it lives and the member still allows it; one with `usedAt` was used. Nothing is changed. */
    getCode: async (code: string, now: Date): Promise<Code | undefined> => {
      const item = await get(codeKey(code));
      const held = item && parse(stored.code, item, 'code');
      return held && isLive(held, now) && (await stands(held)) ? held : undefined;
    },

    /** Marks a code as used; false where somebody was first (RFC 6749 §4.1.2). */
    useCode: (code: string, client: string, now: Date): Promise<boolean> => use(codeKey(code), client, now),

    /** Keeps a token under its hash. */
    putToken: (token: string, held: Token): Promise<void> => put({ ...held, ...tokenKey(token) }),

    /** The token, where it lives and the member still allows it; one with `usedAt` was used. Two reads. */
    getToken: async (token: string, use: Token['use'], now: Date): Promise<Token | undefined> => {
      const item = await get(tokenKey(token));
      const held = item && parse(stored.token, item, 'token');
      if (held?.use !== use || !isLive(held, now)) return undefined;
      return (await stands(held)) ? held : undefined;
    },

    /** Marks a refresh token as used; false where somebody was first, or it is another program's. */
    useToken: (token: string, client: string, now: Date): Promise<boolean> =>
      use(tokenKey(token), client, now),

    /** Ends a token of a program; false where there was none, or another program's. */
    endToken: async (token: string, client: string): Promise<boolean> => {
      try {
        const { Attributes } = await table.client.send(
          new DeleteCommand({
            TableName: table.name,
            Key: tokenKey(token),
            ConditionExpression: 'client = :client',
            ExpressionAttributeValues: { ':client': client },
            ReturnValues: 'ALL_OLD',
          }),
        );
        return Attributes !== undefined;
      } catch (thrown) {
        if (isConditionFailure(thrown)) return false;
        throw thrown;
      }
    },
  };
};
/** @see createAuthorizationStore */
export type AuthorizationStore = ReturnType<typeof createAuthorizationStore>;
