import type { Observer } from '../../shared/platform/observe.ts';
import type { Delivery } from './deliver.ts';

const metrics: Readonly<Record<Delivery | 'not-due', string>> = {
  sent: 'DigestsSent',
  suppressed: 'DigestsSuppressed',
  refused: 'DigestsRefused',
  'claimed-elsewhere': 'DigestsClaimedElsewhere',
  'in-doubt': 'DigestsInDoubt',
  'not-due': 'DigestsNotDue',
};

/** Counts what became of a digest, and logs those that a person should look at; names only identifiers. */
export const reportDelivery = (
  { counter, log }: Observer,
  { organization, member }: { readonly organization: string; readonly member: string },
  delivery: Delivery | 'not-due',
): void => {
  counter.count(metrics[delivery]);
  if (delivery === 'in-doubt')
    log.error('digest perhaps sent: look in the mail service for it', { organization, member });
  if (delivery === 'refused')
    log.warn('digest refused by the mail service for good', { organization, member });
};
