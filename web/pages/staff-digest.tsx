import type { DigestSchedule } from '../../shared/digests/model.ts';
import type { SuppressionReason } from '../../shared/mail/standing.ts';
import { AskedDigests, type DigestHistory, DigestTable, SendAgain } from '../components/digest-history.tsx';
import { ErrorSummary } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import { skipWords } from '../digest-words.ts';
import { hourInWords, kindWords, languageNames, scheduleInWords, zoneInWords } from '../mail-words.ts';

/** The next digest as it would be now: its subject and plain text, or why there is none. */
export type Preview =
  | { readonly kind: 'mail'; readonly subject: string; readonly text: string }
  | { readonly kind: 'none'; readonly because: string };

/** What staff see of a member's digests. */
export interface StaffDigestProps extends DigestHistory {
  readonly schedule: DigestSchedule | undefined;
  readonly heldBack: SuppressionReason | undefined;
  readonly communities: readonly { readonly community: string; readonly name: string }[];
  readonly preview: Preview;
  /** Names the test that the page's form asks for. */
  readonly once: string;
  readonly asked: boolean;
}

const Chosen = ({ schedule, communities }: Pick<StaffDigestProps, 'schedule' | 'communities'>) => {
  if (schedule === undefined) return <p class="empty">They have no digest yet: they were never given one.</p>;
  const { language, off = [], quietHours: quiet } = schedule;
  const told = communities.flatMap(({ community, name }) => {
    const level = schedule.communities?.[community];
    return level === undefined ? [] : [`${name}: ${level === 'muted' ? 'nothing' : 'mentions only'}`];
  });
  const without = off.map((kind) => kindWords[kind].noun);
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
            <Time at={schedule.dueAt} zone={schedule.timeZone} style="weekday-time" />, in their time zone (
            {zoneInWords(schedule.timeZone)})
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
          <p class="quiet">
            Times here and below are in your own time zone ({zoneInWords(viewer.timeZone)}).
          </p>
          {claims.length > 0 ? <DigestTable {...props} /> : <p class="empty">None was due yet.</p>}
        </section>
        <SendAgain {...props} />
        {requests.length > 0 && <AskedDigests {...props} />}
      </div>
    </Layout>
  );
};
