import { countsOf, type MailList } from '../../shared/digests/lists.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import type { MailCountsStore } from '../../shared/mail/mail-counts-store.ts';

/** What ending a list by mail needs. */
export interface Ending {
  readonly digests: Pick<DigestsStore, 'findUnsubscribe' | 'unsubscribe'>;
  readonly mailDays: Pick<MailCountsStore, 'add'>;
}

/**
 * Ends the list that a mail names, for whoever its token belongs to; a second mail changes nothing, and nothing is
 * answered. @returns what it is counted as.
 */
export const endByMail = async (
  { token, list }: { readonly token: string; readonly list: MailList },
  { digests, mailDays }: Ending,
  now: Date,
): Promise<'MailEnded' | 'MailEndedBefore' | 'RepliesIgnored'> => {
  const found = await digests.findUnsubscribe(token);
  if (!found) return 'RepliesIgnored';
  if ((await digests.unsubscribe(token, now, list)) !== 'unsubscribed') return 'MailEndedBefore';
  const added = { counts: { [countsOf(list).ended]: 1 } };
  await mailDays.add(found.organization, now.toISOString().slice(0, 10), added, now.getTime());
  return 'MailEnded';
};
