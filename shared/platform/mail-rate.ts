import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { Clock } from './clock.ts';

/** How long a rate is gone by before it is asked for again, in ms. */
const KEPT = 5 * 60_000;

/**
 * Reads how many mails a second SES takes from the account, at most once in {@link KEPT}, and tells one of so many
 * `senders` its share. Infinite where there is no limit, and where SES does not say: what comes too fast is refused by
 * it and sent again.
 */
export const createAccountRate = (
  client: SESv2Client,
  clock: Clock,
  senders: number,
): (() => Promise<number>) => {
  let kept: { readonly at: number; readonly rate: Promise<number> } | undefined;
  const ask = async (): Promise<number> => {
    try {
      const { SendQuota } = await client.send(new GetAccountCommand());
      const rate = SendQuota?.MaxSendRate ?? -1;
      // SES has -1 for "unlimited"; with 0 nothing could ever be sent, and it says so itself.
      return rate > 0 ? rate / senders : Number.POSITIVE_INFINITY;
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  };
  return () => {
    const now = clock().getTime();
    if (!kept || Math.abs(now - kept.at) > KEPT) kept = { at: now, rate: ask() };
    return kept.rate;
  };
};
