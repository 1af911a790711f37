import { earnedOn } from '../../shared/credits/standing.ts';
import type { SignedTranscript } from '../../shared/transcripts/model.ts';
import type { Transcript } from '../../shared/transcripts/transcript.ts';
import { Layout, PageHead } from '../components/layout.tsx';
import { CreditTotals } from '../components/ledger.tsx';
import { PeriodFormCard } from '../components/period.tsx';
import { StandingTag } from '../components/standing.tsx';
import { Time } from '../components/time.tsx';
import { formatAmount, formatDay } from '../format.ts';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What a transcript's page shows. */
export interface TranscriptProps {
  readonly viewer: Viewer;
  readonly member: string;
  readonly name: string;
  readonly isOwn: boolean;
  readonly transcript: Transcript;
  readonly form: FormState;
  /** Those that the member made to be verified, the latest first, each with its link; empty for everybody else. */
  readonly signed: readonly (SignedTranscript & { readonly link: string })[];
}

const Entries = ({ member, transcript }: Pick<TranscriptProps, 'member' | 'transcript'>) => (
  <div class="scroll" role="region" aria-label="Credit in this period" tabindex={0}>
    <table>
      <thead>
        <tr>
          <th scope="col">Earned</th>
          <th scope="col">For what</th>
          <th scope="col" class="number">
            Credit
          </th>
          <th scope="col">Unit</th>
          <th scope="col">Certificate</th>
        </tr>
      </thead>
      <tbody>
        {transcript.entries.map((entry) => (
          <tr>
            <td>{formatDay(earnedOn(entry))}</td>
            <td>{entry.activity ?? entry.reason}</td>
            <td class="number">{formatAmount(entry.amount)}</td>
            <td>{entry.unit}</td>
            <td>
              {entry.program === undefined ? (
                <span class="quiet">None</span>
              ) : (
                <a href={`/members/${member}/credits/${entry.entry}/certificate.pdf`}>
                  PDF<span class="visually-hidden"> of entry {entry.entry}</span>
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Badges = ({ transcript, zone }: { readonly transcript: Transcript; readonly zone: string }) => (
  <ul>
    {transcript.badges.map(({ name, issued, standing, validUntil }) => (
      <li>
        {name}, issued {formatDay(issued)}
        {validUntil !== undefined && (
          <>
            , valid until <Time at={validUntil} zone={zone} style="day" />
          </>
        )}{' '}
        <StandingTag standing={standing} />
      </li>
    ))}
  </ul>
);

const SignedPeriod = ({
  from,
  through,
  link,
  isOpen,
}: Pick<SignedTranscript, 'from' | 'through'> & { readonly link: string; readonly isOpen: boolean }) => {
  const period = `${formatDay(from)} to ${formatDay(through)}`;
  return isOpen ? <a href={link}>{period}</a> : <>{period}</>;
};

const Signed = ({ viewer, member, transcript, signed, form }: TranscriptProps) => (
  <section class="card stack" aria-labelledby="signed">
    <h2 id="signed">For others to verify</h2>
    <p>
      A Comprehensive Learner Record (CLR 2.0) holds the badges of a period, each still signed by itself, and
      is signed as a whole. Give its link, or the file behind it, to whoever should check it. Where you end a
      link, it opens for nobody any more; a copy that somebody took before stays with them.
    </p>
    {transcript.badges.length > 0 ? (
      <form method="post" action={`/members/${member}/transcripts`}>
        <input type="hidden" name="from" value={transcript.period.from} />
        <input type="hidden" name="through" value={transcript.period.through} />
        <button class="button" type="submit" disabled={form.errors.length > 0}>
          Make one of this period
        </button>
      </form>
    ) : (
      <p class="empty">There is no badge in this period to put into one.</p>
    )}
    {signed.length > 0 && (
      <ul>
        {signed.map(({ transcript: id, closedAt, ...made }) => (
          <li>
            <SignedPeriod {...made} isOpen={closedAt === undefined} />
            <span class="quiet">
              , {made.badges.length} {made.badges.length === 1 ? 'badge' : 'badges'}, made{' '}
              <Time at={made.madeAt} zone={viewer.timeZone} style="day" />
              {closedAt !== undefined && (
                <>
                  ; you ended its link <Time at={closedAt} zone={viewer.timeZone} style="day" />
                </>
              )}
            </span>
            {closedAt === undefined && (
              <form method="post" action={`/members/${member}/transcripts/${id}/end`}>
                <button class="button plain" type="submit">
                  End this link
                  <span class="visually-hidden">
                    {' '}
                    of {formatDay(made.from)} to {formatDay(made.through)}
                  </span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    )}
  </section>
);

/** What a member earned in a period, to be printed, downloaded, or signed for others. */
export const TranscriptPage = (props: TranscriptProps) => {
  const { viewer, member, name, isOwn, transcript, form } = props;
  const query = new URLSearchParams({ ...transcript.period }).toString();
  const address = `/members/${member}`;
  return (
    <Layout title={`Transcript of ${name}`} viewer={viewer}>
      <PageHead title={`Transcript of ${name}`} trail={[{ href: address, text: isOwn ? 'Profile' : name }]}>
        <p class="lead">
          Credits and badges from {formatDay(transcript.period.from)} to{' '}
          {formatDay(transcript.period.through)}. What was taken back or revoked is not on it.
        </p>
      </PageHead>
      <div class="stack-wide">
        <PeriodFormCard form={form} action={`${address}/transcript`} />
        <section class="card stack" aria-labelledby="files">
          <h2 id="files">Take it with you</h2>
          <p class="actions">
            <a class="button" href={`${address}/transcript.pdf?${query}`}>
              PDF
            </a>
            <a class="button plain" href={`${address}/transcript.csv?${query}`}>
              CSV
            </a>
            <a class="button plain" href={`${address}/roster.csv?${query}`}>
              Roster for CE Broker
            </a>
          </p>
        </section>
        {isOwn && <Signed {...props} />}
        <section class="stack" aria-labelledby="credit">
          <h2 id="credit">Credit</h2>
          {transcript.entries.length > 0 ? (
            <>
              <CreditTotals totals={transcript.totals} />
              <Entries member={member} transcript={transcript} />
            </>
          ) : (
            <p class="empty">No credit in this period.</p>
          )}
        </section>
        <section class="stack" aria-labelledby="badges">
          <h2 id="badges">Badges</h2>
          {transcript.badges.length > 0 ? (
            <Badges transcript={transcript} zone={viewer.timeZone} />
          ) : (
            <p class="empty">No badge in this period.</p>
          )}
        </section>
      </div>
    </Layout>
  );
};
