import type { DigestClaim, SkipReason } from '../../shared/digests/model.ts';
import type { DayOfMail } from '../../shared/mail/mail-counts.ts';
import { skipWords } from '../digest-words.ts';
import { formatNumber } from '../format.ts';
import { untoldWords } from '../note-words.ts';
import type { Viewer } from '../viewer.ts';
import { MemberLink, type Names } from './people.tsx';
import { Time } from './time.tsx';

/** The digests that were due and not sent. */
export interface MailNotSentProps {
  readonly viewer: Viewer;
  /** The one reason for which those listed were not sent; undefined for all of those that need somebody. */
  readonly reason: SkipReason | undefined;
  /** Newest first, and where the next page begins. */
  readonly skipped: readonly DigestClaim[];
  readonly moreSkipped: string | undefined;
  readonly names: Names;
  /** The figures of all days shown. */
  readonly total: Pick<DayOfMail, 'skipped' | 'untold'>;
}

/** The reasons that somebody has to look into: the address, or the mail itself. */
export const needsSomebody = {
  refused: true,
  bounced: true,
  complained: true,
  unreachable: true,
} as const satisfies Partial<Record<SkipReason, true>>;

/** Each reason, the weightiest first, and how many there were. */
const mostFirst = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts).toSorted(([, a], [, b]) => b - a);

const address = (reason: string | undefined, after?: string): string => {
  const query = new URLSearchParams({ ...(reason && { reason }), ...(after && { skipped: after }) });
  return `/staff/mail${query.size > 0 ? `?${query.toString()}` : ''}#skipped`;
};

const Chosen = ({ reason, is, text }: { reason: string | undefined; is: boolean; text: string }) => (
  <a href={address(reason)} aria-current={is ? 'true' : undefined}>
    {text}
  </a>
);

/** The days' figures by reason; each leads to those it counts. */
const Reasons = ({ total, reason }: Pick<MailNotSentProps, 'total' | 'reason'>) => (
  <dl class="facts">
    <dt>
      <Chosen reason={undefined} is={reason === undefined} text="those that need somebody" />
    </dt>
    <dd>
      {formatNumber(
        mostFirst(total.skipped)
          .filter(([skip]) => skip in needsSomebody)
          .reduce((sum, [, n]) => sum + n, 0),
      )}
    </dd>
    {mostFirst(total.skipped).map(([skip, n]) => (
      <>
        <dt>
          <Chosen
            reason={skip}
            is={reason === skip}
            text={(skipWords as Readonly<Record<string, string>>)[skip] ?? skip}
          />
        </dt>
        <dd>{formatNumber(n)}</dd>
      </>
    ))}
  </dl>
);

const Skipped = ({ skipped, names, viewer }: MailNotSentProps) => (
  <div class="scroll" role="region" aria-label="Table of digests not sent" tabindex={0}>
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Member</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {skipped.map(({ at, member, skip, reason }) => (
          <tr>
            <td data-label="When">
              <Time at={at} zone={viewer.timeZone} />
            </td>
            <th scope="row">
              <MemberLink names={names} member={member} />
            </th>
            <td data-label="Why">{skip === undefined ? reason : skipWords[skip]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/**
 * What was not sent: how many digests for which reason; those that need somebody first, or those of the one reason asked
 * for; and how many notifications were not told, and why.
 */
export const MailNotSent = (props: MailNotSentProps) => {
  const { reason, skipped, moreSkipped, total } = props;
  const untold = mostFirst(total.untold);
  return (
    <>
      <section class="card stack" aria-labelledby="skipped">
        <h2 id="skipped">Digests that were not sent, and why</h2>
        <Reasons {...{ total, reason }} />
        <h3>
          {reason === undefined ? 'Those that need somebody' : `Those not sent because ${skipWords[reason]}`}
        </h3>
        {skipped.length === 0 ? (
          <p class="empty">
            {reason === undefined ? 'No digest was kept back by an address, or refused.' : 'There is none.'}
          </p>
        ) : (
          <Skipped {...props} />
        )}
        {moreSkipped !== undefined && (
          <p>
            <a href={address(reason, moreSkipped)}>Digests before these</a>
          </p>
        )}
      </section>
      <section class="card stack" aria-labelledby="untold">
        <h2 id="untold">Notifications that were not told, and why</h2>
        {untold.length === 0 ? (
          <p class="empty">Every notification was told.</p>
        ) : (
          <dl class="facts">
            {untold.map(([why, n]) => (
              <>
                <dt>{(untoldWords as Readonly<Record<string, string>>)[why] ?? why}</dt>
                <dd>{formatNumber(n)}</dd>
              </>
            ))}
          </dl>
        )}
      </section>
    </>
  );
};
