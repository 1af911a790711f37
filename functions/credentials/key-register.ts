import type { KeysStore } from '../../shared/badges/keys/keys-store.ts';
import type { RegisteredKey } from '../../shared/badges/keys/registered-key.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { once } from '../../shared/platform/once.ts';
import type { Signer } from '../../shared/platform/signer.ts';

/** How long a list of keys is kept, in ms: keys change once in years, pages are read all day. */
const KEEP = 60_000;

/**
 * Reads the register of keys, at most once a minute. The keys this deployment signs with are entered first, so that
 * they can be looked up before anything is signed with them.
 */
export const createKeyRegister = ({
  store,
  signers,
  clock,
}: {
  readonly store: KeysStore;
  readonly signers: readonly Signer[];
  readonly clock: Clock;
}): (() => Promise<readonly RegisteredKey[]>) => {
  const enterOwn = once(() => Promise.all(signers.map((signer) => store.register(signer, clock()))));
  let kept: { readonly at: number; readonly keys: readonly RegisteredKey[] } | undefined;
  return async () => {
    const now = clock().getTime();
    if (kept && Math.abs(now - kept.at) < KEEP) return kept.keys;
    await enterOwn();
    kept = { at: now, keys: await store.list() };
    return kept.keys;
  };
};
