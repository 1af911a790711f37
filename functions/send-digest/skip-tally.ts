import type { SkipReason } from '../../shared/digests/model.ts';
import type { MailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import type { Observer } from '../../shared/platform/observe.ts';

/** Counts the digests of a batch that were not sent, by organization and reason, and writes them down at its end. */
export const openSkipTally = () => {
  const tally = new Map<string, Record<string, number>>();
  return {
    add: (organization: string, skip: SkipReason): void => {
      const ofOrganization = tally.get(organization) ?? {};
      ofOrganization[skip] = (ofOrganization[skip] ?? 0) + 1;
      tally.set(organization, ofOrganization);
    },
    /**
     * One write for each organization of the batch. Each digest is written down on its own claim already: where this
     * fails, the day's figures are too low, and nothing is done again for them.
     */
    write: async (days: Pick<MailCountsStore, 'add'>, now: Date, { log }: Observer): Promise<void> => {
      const day = now.toISOString().slice(0, 10);
      const written = await Promise.allSettled(
        [...tally].map(([organization, skipped]) => days.add(organization, day, { skipped }, now.getTime())),
      );
      const failed = written.filter(({ status }) => status === 'rejected').length;
      if (failed > 0) log.warn('digests not sent were not counted', { organizations: failed });
    },
  };
};
