import type { MailCountsStore } from './mail-counts-store.ts';

/** Told where figures could not be written down. */
interface Telling {
  readonly log: { readonly warn: (message: string, about: Readonly<Record<string, number>>) => void };
}

/**
 * Counts what of a batch was not sent, digests (`skipped`) or notifications (`untold`), by organization and reason, and
 * writes it down at its end.
 */
export const openSkipTally = (what: 'skipped' | 'untold') => {
  const tally = new Map<string, Record<string, number>>();
  return {
    add: (organization: string, reason: string): void => {
      const ofOrganization = tally.get(organization) ?? {};
      ofOrganization[reason] = (ofOrganization[reason] ?? 0) + 1;
      tally.set(organization, ofOrganization);
    },
    /**
     * One write for each organization of the batch. Each is written down on its own claim already: where this
     * fails, the day's figures are too low, and nothing is done again for them.
     */
    write: async (days: Pick<MailCountsStore, 'add'>, now: Date, { log }: Telling): Promise<void> => {
      const day = now.toISOString().slice(0, 10);
      const written = await Promise.allSettled(
        [...tally].map(([organization, reasons]) =>
          days.add(organization, day, { [what]: reasons }, now.getTime()),
        ),
      );
      const failed = written.filter(({ status }) => status === 'rejected').length;
      if (failed > 0) log.warn('mails not sent were not counted', { organizations: failed });
    },
  };
};
