import type { DigestClaim } from '../../shared/digests/model.ts';
import { addDays, type DayOfMail, quietDay } from '../../shared/mail/mail-counts.ts';
import type { Suppression } from '../../shared/mail/standing.ts';
import { MailChart } from '../charts/mail-chart.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { MailRates } from '../components/mail-rates.tsx';
import { MemberLink, type Names } from '../components/people.tsx';
import { Time } from '../components/time.tsx';
import { skipWords } from '../digest-words.ts';
import { formatNumber } from '../format.ts';
import { suppressionEnds, suppressionWords } from '../suppression-words.ts';
import type { Viewer } from '../viewer.ts';

/** What staff see of their organization's mail. */
export interface MailProps {
  readonly viewer: Viewer;
  /** Oldest first. */
  readonly days: readonly DayOfMail[];
  readonly trackOpens: boolean;
  /** Members whose address gets no mail now, newest first, and where the next page begins. */
  readonly suppressed: readonly { readonly member: string; readonly suppression: Suppression }[];
  readonly moreSuppressed: string | undefined;
  /** Digests that were due and not sent, newest first, and where the next page begins. */
  readonly skipped: readonly DigestClaim[];
  readonly moreSkipped: string | undefined;
  readonly names: Names;
}

const More = ({ name, next, text }: { name: string; next: string | undefined; text: string }) =>
  next === undefined ? null : (
    <p>
      <a href={`/staff/mail?${new URLSearchParams({ [name]: next }).toString()}#${name}`}>{text}</a>
    </p>
  );

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
    <More name="suppressed" next={moreSuppressed} text="Members before these" />
  </section>
);

const Reasons = ({ total }: { readonly total: DayOfMail }) => {
  const reasons = Object.entries(total.skipped).toSorted(([, a], [, b]) => b - a);
  return reasons.length === 0 ? null : (
    <dl class="facts">
      {reasons.map(([skip, n]) => (
        <>
          <dt>{(skipWords as Readonly<Record<string, string>>)[skip] ?? skip}</dt>
          <dd>{formatNumber(n)}</dd>
        </>
      ))}
    </dl>
  );
};

const SkippedTable = ({ skipped, names, viewer, moreSkipped, total }: MailProps & { total: DayOfMail }) => (
  <section class="card stack" aria-labelledby="skipped">
    <h2 id="skipped">Digests that were not sent, and why</h2>
    <Reasons total={total} />
    {skipped.length === 0 ? (
      <p class="empty">Every digest that was due was sent.</p>
    ) : (
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
    )}
    <More name="skipped" next={moreSkipped} text="Digests before these" />
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
        <SkippedTable {...props} total={total} />
      </div>
    </Layout>
  );
};
