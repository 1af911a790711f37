import type { DigestClaim, DigestSchedule } from '../../shared/digests/model.ts';
import { type DigestRequest, resendName } from '../../shared/digests/request-model.ts';
import { mayResend, resendsOf } from '../../shared/digests/resend.ts';
import type { SuppressionReason } from '../../shared/mail/standing.ts';
import type { Member } from '../../shared/members/model.ts';
import { ErrorSummary, Select, TextArea } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { type Names, nameOf } from '../components/people.tsx';
import { Time } from '../components/time.tsx';
import { outcomeOf, requestWords, skipWords } from '../digest-words.ts';
import { formatInstant } from '../format.ts';
import type { FormState } from '../forms.ts';
import { hourInWords, kindWords, languageNames, scheduleInWords } from '../mail-words.ts';
import type { Viewer } from '../viewer.ts';

/** The next digest as it would be now: its subject and plain text, or why there is none. */
export type Preview =
  | { readonly kind: 'mail'; readonly subject: string; readonly text: string }
  | { readonly kind: 'none'; readonly because: string };

/** What staff see of a member's digests. */
export interface StaffDigestProps {
  readonly viewer: Viewer;
  readonly member: Member;
  readonly schedule: DigestSchedule | undefined;
  readonly heldBack: SuppressionReason | undefined;
  readonly communities: readonly { readonly community: string; readonly name: string }[];
  readonly preview: Preview;
  /** The last ones, newest first. */
  readonly claims: readonly DigestClaim[];
  /** Newest first. */
  readonly requests: readonly DigestRequest[];
  readonly names: Names;
  /** Names the test that the page's form asks for. */
  readonly once: string;
  readonly asked: boolean;
  readonly form: FormState;
}

const Chosen = ({ schedule, communities }: Pick<StaffDigestProps, 'schedule' | 'communities'>) => {
  if (schedule === undefined) return <p class="empty">They have no digest yet: they were never given one.</p>;
  const { language, off = [], quietHours: quiet } = schedule;
  const told = communities.flatMap(({ community, name }) => {
    const level = schedule.communities?.[community];
    return level === undefined ? [] : [`${name}: ${level === 'muted' ? 'nothing' : 'mentions only'}`];
  });
  const without = off.map((kind) => kindWords[kind].choice.toLowerCase());
  return (
    <dl class="stack">
      <div>
        <dt>Digest</dt>
        <dd>{scheduleInWords(schedule)}</dd>
      </div>
      {schedule.dueAt !== undefined && (
        <div>
          <dt>Next one</dt>
          <dd>
            <Time at={schedule.dueAt} zone={schedule.timeZone} style="weekday-time" />
          </dd>
        </div>
      )}
      <div>
        <dt>Language</dt>
        <dd>{language === undefined ? 'As the organization' : languageNames[language]}</dd>
      </div>
      <div>
        <dt>Communities</dt>
        <dd>{told.length === 0 ? 'Everything of all of them' : told.join('; ')}</dd>
      </div>
      <div>
        <dt>Mail at once</dt>
        <dd>
          {without.length === 0 ? 'All of it' : `All but ${without.join(', ')}`}
          {quiet !== undefined && `; none from ${hourInWords(quiet.from)} until ${hourInWords(quiet.until)}`}
        </dd>
      </div>
    </dl>
  );
};

const NextMail = ({ member, preview, once }: Pick<StaffDigestProps, 'member' | 'preview' | 'once'>) => (
  <section class="card stack" aria-labelledby="next">
    <h2 id="next">The next digest, if it came now</h2>
    {preview.kind === 'none' ? (
      <p class="empty">None: {preview.because}.</p>
    ) : (
      <>
        <p>
          Subject: <strong>{preview.subject}</strong>
        </p>
        <iframe
          class="mail-preview"
          title={`The next digest of ${member.name}`}
          src={`/staff/digests/${member.member}/preview`}
          sandbox=""
        />
        <details>
          <summary>The same as plain text</summary>
          <pre class="mail-text">{preview.text}</pre>
        </details>
        <form method="post" action={`/staff/digests/${member.member}/test`}>
          <input type="hidden" name="once" value={once} />
          <p class="quiet">
            Its links that change or end mail are dead in the preview and in a test. A test is kept on record.
          </p>
          <p class="actions">
            <button class="button plain" type="submit">
              Send me this as a test
            </button>
          </p>
        </form>
      </>
    )}
  </section>
);

const Sent = ({ claims, viewer }: Pick<StaffDigestProps, 'claims' | 'viewer'>) => (
  <div class="scroll" role="region" aria-label="Table of digests" tabindex={0}>
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">Until</th>
          <th scope="col">From</th>
          <th scope="col">Items</th>
          <th scope="col">What became of it</th>
        </tr>
      </thead>
      <tbody>
        {claims.map((claim) => (
          <tr>
            <th scope="row">
              <Time at={claim.until} zone={viewer.timeZone} />
            </th>
            <td data-label="From">
              <Time at={claim.from} zone={viewer.timeZone} />
            </td>
            <td data-label="Items">{claim.items}</td>
            <td data-label="What became of it">{outcomeOf(claim)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const SendAgain = ({
  member,
  claims,
  requests,
  form,
  viewer,
}: Pick<StaffDigestProps, 'member' | 'claims' | 'requests' | 'form' | 'viewer'>) => {
  const choices = claims.flatMap((claim) => {
    const resends = resendsOf(requests, claim);
    if (!mayResend(claim, resends)) return [];
    const value = resendName(claim.until, resends.length + 1);
    return [
      { value, text: `${formatInstant(claim.until, viewer.timeZone)}: ${outcomeOf(claim).toLowerCase()}` },
    ];
  });
  if (choices.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="again">
      <h2 id="again">Send one again</h2>
      <p>
        It tells of the same time, with what the member may see and has not read by now, and goes to the
        address they have now. Nothing is sent to whoever ended their digests meanwhile.
      </p>
      <form class="stack" method="post" action={`/staff/digests/${member.member}/resend`}>
        <Select form={form} name="request" label="Which one" choices={choices} />
        <TextArea
          form={form}
          name="reason"
          label="Why"
          hint="Kept with your name, for staff alone."
          required
          maxLength={500}
          short
        />
        <p class="actions">
          <button class="button" type="submit">
            Send it again
          </button>
        </p>
      </form>
    </section>
  );
};

const Asked = ({ requests, names, viewer }: Pick<StaffDigestProps, 'requests' | 'names' | 'viewer'>) => (
  <section class="card stack" aria-labelledby="asked">
    <h2 id="asked">What staff asked for</h2>
    <ul>
      {requests.map((request) => (
        <li>
          <Time at={request.at} zone={viewer.timeZone} />, {nameOf(names, request.by)}:{' '}
          {request.kind === 'test' ? 'a test for themselves' : 'sent again'} (until{' '}
          <Time at={request.until} zone={viewer.timeZone} />
          ), {requestWords(request)}
          {request.reason !== undefined && `. Why: ${request.reason}`}
        </li>
      ))}
    </ul>
  </section>
);

/** A member's digests as staff look after them: what they chose, the next one, and what became of those before. */
export const StaffDigestPage = (props: StaffDigestProps) => {
  const { viewer, member, schedule, heldBack, claims, requests, asked, form } = props;
  return (
    <Layout title={`Digests of ${member.name}`} viewer={viewer}>
      <PageHead
        title={`Digests of ${member.name}`}
        trail={[
          { href: '/staff', text: 'Staff' },
          { href: '/staff/digests', text: 'Digests' },
        ]}
      >
        <p class="lead">
          {schedule === undefined ? 'No digest' : scheduleInWords(schedule)}.{' '}
          <a href={`/staff/members/${member.member}`}>Address and badges</a>
        </p>
      </PageHead>
      <div class="stack-wide">
        <ErrorSummary form={form} title="Nothing was sent. Please look at this again:" />
        {asked && (
          <p class="notice good" role="status">
            Asked for. It is sent within a minute; load this page again to see what became of it.
          </p>
        )}
        {heldBack !== undefined && (
          <p class="notice bad" role="note">
            No mail is sent to them: {skipWords[heldBack]}.
          </p>
        )}
        <section class="card stack" aria-labelledby="chosen">
          <h2 id="chosen">What they chose</h2>
          <Chosen {...props} />
        </section>
        <NextMail {...props} />
        <section class="card stack" aria-labelledby="sent">
          <h2 id="sent">The last digests</h2>
          {claims.length > 0 ? <Sent {...props} /> : <p class="empty">None was due yet.</p>}
        </section>
        <SendAgain {...props} />
        {requests.length > 0 && <Asked {...props} />}
      </div>
    </Layout>
  );
};
