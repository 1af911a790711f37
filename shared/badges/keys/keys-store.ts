import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../platform/clock.ts';
import { once } from '../../platform/once.ts';
import type { Signer } from '../../platform/signer-port.ts';
import { isConditionFailure, queryAll, type Table } from '../../platform/table.ts';
import { namedKey, RegisteredKey } from './registered-key.ts';

export type { RegisteredKey } from './registered-key.ts';

/*
 * Access patterns on the table `credentials` (nothing is ever deleted):
 *
 * | what                          | pk   | sk                |
 * |-------------------------------|------|-------------------|
 * | a public key that ever signed | KEYS | KEY#algorithm#key |
 */
const PK = 'KEYS';
const itemKey = ({ algorithm, key }: RegisteredKey) => ({ pk: PK, sk: `KEY#${algorithm}#${key}` });

const StoredKey = RegisteredKey.strip();

/** The register of the keys that ever signed. A key stays in it for ever, so that what it signed keeps verifying. */
export const createKeysStore = (table: Table) => {
  const find = async (registered: RegisteredKey): Promise<RegisteredKey | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: itemKey(registered), ConsistentRead: true }),
    );
    return Item && StoredKey.parse(Item);
  };
  return {
    /** Every key, oldest first. */
    list: async (): Promise<RegisteredKey[]> => {
      const keys: RegisteredKey[] = [];
      for await (const item of queryAll(table, {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': PK },
        // Whoever has just registered a key is shown it.
        ConsistentRead: true,
      })) {
        keys.push(StoredKey.parse(item));
      }
      return keys.sort((a, b) => a.since.localeCompare(b.since));
    },

    /** Enters the key of a signer, once; returns it as it is in the register, with the time of its first entry. */
    register: async (signer: Signer, now: Date): Promise<RegisteredKey> => {
      const named = await namedKey(signer.algorithm, await signer.publicJwk());
      const registered: RegisteredKey = { ...named, since: now.toISOString() };
      const known = await find(registered);
      if (known) return known;
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...registered, ...itemKey(registered) },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return registered;
      } catch (thrown) {
        const first = isConditionFailure(thrown) ? await find(registered) : undefined;
        if (first) return first;
        throw thrown;
      }
    },
  };
};

/** @see createKeysStore */
export type KeysStore = ReturnType<typeof createKeysStore>;

/**
 * The same signer, which enters its key in the register once before its first signature: nothing leaves that is
 * signed with a key nobody can look up. An entry that failed fails the signature, and is tried again with the next.
 */
export const registerOnce = (signer: Signer, keys: Pick<KeysStore, 'register'>, clock: Clock): Signer => {
  const registered = once(() => keys.register(signer, clock()));
  return {
    algorithm: signer.algorithm,
    publicKey: () => signer.publicKey(),
    publicJwk: () => signer.publicJwk(),
    sign: async (data) => {
      await registered();
      return signer.sign(data);
    },
  };
};
