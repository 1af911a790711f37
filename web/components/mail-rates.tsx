import {
  BOUNCE_LIMIT,
  COMPLAINT_LIMIT,
  type DayOfMail,
  mailRates,
  type Rate,
} from '../../shared/mail/mail-counts.ts';
import { formatNumber } from '../format.ts';

const percent = (rate: number): string => `${formatNumber(rate * 100)} %`;

const standings: Readonly<Record<Rate['standing'], { readonly tag: string; readonly text: string }>> = {
  good: { tag: 'tag tag-good', text: 'well below the limit' },
  watch: { tag: 'tag tag-gold', text: 'near the limit' },
  over: { tag: 'tag tag-bad', text: 'over the limit' },
};

const RateLine = ({ name, rate, limit, why }: { name: string; rate: Rate; limit: number; why: string }) => (
  <>
    <dt>{name}</dt>
    <dd>
      <strong>{percent(rate.rate)}</strong>{' '}
      <span class={standings[rate.standing].tag}>{standings[rate.standing].text}</span>
      <br />
      {why} The limit is {percent(limit)}.
    </dd>
  </>
);

/** How much of the mail bounced and was complained of, against what mailbox providers and the mail service allow. */
export const MailRates = ({ total }: { readonly total: Pick<DayOfMail, 'counts'> }) => {
  const { bounces, complaints } = mailRates(total);
  return (
    <dl class="facts">
      <RateLine
        name="Complaints, of what was delivered"
        rate={complaints}
        limit={COMPLAINT_LIMIT}
        why="Mailbox providers put all mail of a sender with more than this into the spam folder."
      />
      <RateLine
        name="Bounces for good, of what was sent"
        rate={bounces}
        limit={BOUNCE_LIMIT}
        why="The mail service reviews a sender whose addresses do not exist, and may stop all its mail."
      />
    </dl>
  );
};
