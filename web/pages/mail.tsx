import { addDays, type DayOfMail, quietDay } from '../../shared/mail/mail-counts.ts';
import type { Suppression } from '../../shared/mail/standing.ts';
import { MailChart } from '../charts/mail-chart.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { MailNotSent, type MailNotSentProps } from '../components/mail-not-sent.tsx';
import { MailRates } from '../components/mail-rates.tsx';
import { MemberLink } from '../components/people.tsx';
import { Time } from '../components/time.tsx';
import { suppressionEnds, suppressionWords } from '../suppression-words.ts';

/** What staff see of their organization's mail. */
export interface MailProps extends Omit<MailNotSentProps, 'total'> {
  /** Oldest first. */
  readonly days: readonly DayOfMail[];
  readonly trackOpens: boolean;
  /** Members whose address gets no mail now, newest first, and where the next page begins. */
  readonly suppressed: readonly { readonly member: string; readonly suppression: Suppression }[];
  readonly moreSuppressed: string | undefined;
}

const SuppressedTable = ({ suppressed, names, viewer, moreSuppressed }: MailProps) => (
  <section class="card stack" aria-labelledby="suppressed">
    <h2 id="suppressed">Members who get no mail</h2>
    {suppressed.length === 0 ? (
      <p class="empty">Every address takes mail.</p>
    ) : (
      <div class="scroll" role="region" aria-label="Table of members who get no mail" tabindex={0}>
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">Member</th>
              <th scope="col">Why</th>
              <th scope="col">Since</th>
              <th scope="col">How long</th>
              <th scope="col">What to do</th>
            </tr>
          </thead>
          <tbody>
            {suppressed.map(({ member, suppression }) => (
              <tr>
                <th scope="row">
                  <MemberLink names={names} member={member} />
                </th>
                <td data-label="Why">{suppressionWords[suppression.reason]}</td>
                <td data-label="Since">
                  <Time at={suppression.since} zone={viewer.timeZone} style="day" />
                </td>
                <td data-label="How long">{suppressionEnds(suppression, viewer.timeZone)}</td>
                <td data-label="What to do">
                  <a href={`/staff/mail/suppressed/${member}`}>Look into it</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
    {moreSuppressed !== undefined && (
      <p>
        <a href={`/staff/mail?${new URLSearchParams({ suppressed: moreSuppressed }).toString()}#suppressed`}>
          Members before these
        </a>
      </p>
    )}
  </section>
);

/** An organization's mail in the last days: what became of it, who gets none, and which digests were not sent. */
export const MailPage = (props: MailProps) => {
  const { viewer, days, trackOpens } = props;
  const total = days.reduce(addDays, quietDay('all'));
  return (
    <Layout title="Mail" viewer={viewer}>
      <PageHead title="Mail" trail={[{ href: '/staff', text: 'Staff' }]}>
        <p class="lead">What became of your organization’s mail in the last {days.length} days.</p>
      </PageHead>
      <div class="stack-wide">
        <section class="card stack" aria-labelledby="rates">
          <h2 id="rates">How it is received</h2>
          <MailRates total={total} />
        </section>
        <section class="card stack" aria-labelledby="by-day">
          <h2 id="by-day">Day by day</h2>
          {!trackOpens && (
            <p class="quiet">
              Who opens a mail is not counted: it would take a picture in each that tells when and where it is
              read.
            </p>
          )}
          <MailChart days={days} trackOpens={trackOpens} />
        </section>
        <SuppressedTable {...props} />
        <MailNotSent {...props} total={total} />
      </div>
    </Layout>
  );
};
