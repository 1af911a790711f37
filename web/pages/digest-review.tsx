import type { DigestClaim } from '../../shared/digests/model.ts';
import type { Note } from '../../shared/notifications/note-model.ts';
import { ErrorSummary } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { type Names, nameOf } from '../components/people.tsx';
import { Time } from '../components/time.tsx';
import { fateOf } from '../digest-words.ts';
import { formatNumber } from '../format.ts';
import type { FormState } from '../forms.ts';
import { errorOf, typed } from '../forms.ts';
import { kindWords } from '../mail-words.ts';
import type { Viewer } from '../viewer.ts';

/** Something perhaps sent: a digest by the end of its window, or a notification by its identifier. */
export type Doubt =
  | { readonly kind: 'digest'; readonly name: string; readonly claim: DigestClaim }
  | { readonly kind: 'note'; readonly name: string; readonly note: Note };

/** What the review list shows. */
export interface DigestReviewProps {
  readonly viewer: Viewer;
  readonly doubts: readonly Doubt[];
  readonly names: Names;
  /** The form that was refused, where one was: `name` says whose. */
  readonly form: FormState;
  /** Where the next page begins, how many it and those after it have, and whether there are more than that. */
  readonly next: string | undefined;
  readonly more: number;
  readonly atLeast: boolean;
  /** Whose mail somebody else had already said it of, where the form sent was of one. */
  readonly before: string | undefined;
}

/** What the mail service told of the mail; what it told anything of it took. */
const toldOf = (doubt: Doubt) => {
  const told = doubt.kind === 'digest' ? doubt.claim : doubt.note;
  const fate = fateOf(told);
  const isBack = told.bouncedAt ?? told.returnedAt ?? told.rejectedAt;
  const isTaken = told.sentAt !== undefined || fate !== undefined;
  return { fate, isTaken, arrivedFirst: isTaken && isBack === undefined };
};

const Told = ({ doubt }: { readonly doubt: Doubt }) => {
  const { fate, isTaken } = toldOf(doubt);
  return isTaken ? (
    <p>
      <strong>The mail service says that it took it</strong>
      {fate === undefined ? '' : `: ${fate}`}.
    </p>
  ) : null;
};

const about = (doubt: Doubt): { member: string; at: string } =>
  doubt.kind === 'digest' ? doubt.claim : doubt.note;

const Which = ({ doubt, viewer }: { readonly doubt: Doubt; readonly viewer: Viewer }) =>
  doubt.kind === 'digest' ? (
    <>
      Digest of <Time at={doubt.claim.from} zone={viewer.timeZone} /> to{' '}
      <Time at={doubt.claim.until} zone={viewer.timeZone} />
    </>
  ) : (
    <>
      {kindWords[doubt.note.kind].choice}, of <Time at={doubt.note.since} zone={viewer.timeZone} />
    </>
  );

const Again = ({
  doubt,
  index,
  form,
}: {
  readonly doubt: Doubt;
  readonly index: number;
  readonly form: FormState;
}) => {
  const { arrivedFirst } = toldOf(doubt);
  const refused = typed(form, 'name') === doubt.name ? errorOf(form, 'reason') : undefined;
  // The first field refused is what the summary leads to.
  const id = refused === undefined ? `reason-${index}` : 'reason';
  return (
    <form class="stack" method="post" action="/staff/digests/review">
      <input type="hidden" name="member" value={about(doubt).member} />
      <input type="hidden" name="name" value={doubt.name} />
      <div class={refused === undefined ? 'field' : 'field field-wrong'}>
        <label for={id}>Why it is sent again</label>
        {refused !== undefined && (
          <p class="error" id="reason-error">
            {refused}
          </p>
        )}
        <textarea
          id={id}
          name="reason"
          class="short"
          maxlength={500}
          aria-invalid={refused === undefined ? undefined : 'true'}
          aria-describedby={refused === undefined ? undefined : 'reason-error'}
        >
          {refused === undefined ? '' : typed(form, 'reason')}
        </textarea>
      </div>
      <p class="actions">
        <button class={arrivedFirst ? 'button' : 'button plain'} type="submit" name="finding" value="arrived">
          It arrived
        </button>
        <button
          class={arrivedFirst ? 'button plain' : 'button'}
          type="submit"
          name="finding"
          value="not-arrived"
        >
          It did not: send it again
        </button>
      </p>
    </form>
  );
};

/** What was perhaps sent and perhaps not: nothing of it is sent again until somebody says that it did not arrive. */
export const DigestReviewPage = ({
  viewer,
  doubts,
  names,
  form,
  next,
  more,
  atLeast,
  before,
}: DigestReviewProps) => (
  <Layout title="Mail in doubt" viewer={viewer}>
    <PageHead
      title="Mail in doubt"
      trail={[
        { href: '/staff', text: 'Staff' },
        { href: '/staff/digests', text: 'Digests' },
      ]}
    >
      <p class="lead">
        Perhaps sent, and perhaps not: the connection to the mail service broke off at that moment. Ask the
        member whether it arrived, the oldest first. Nothing here is sent again by itself, so that nobody gets
        a mail twice.
      </p>
    </PageHead>
    <div class="stack-wide">
      <ErrorSummary form={form} title="Nothing was sent. Please look at this again:" />
      {before !== undefined && (
        <p class="notice" role="status">
          Somebody else has already said what became of that mail, so nothing was changed.{' '}
          <a href={`/staff/digests/${before}`}>See how it stands</a>
        </p>
      )}
      {doubts.length === 0 && <p class="empty">Nothing is in doubt.</p>}
      {doubts.map((doubt, index) => (
        <section class="card stack" aria-labelledby={`doubt-${index}`}>
          <h2 id={`doubt-${index}`}>
            <a href={`/staff/digests/${about(doubt).member}`}>{nameOf(names, about(doubt).member)}</a>
          </h2>
          <p>
            <Which doubt={doubt} viewer={viewer} />. In doubt since{' '}
            <Time at={about(doubt).at} zone={viewer.timeZone} />.
          </p>
          <Told doubt={doubt} />
          <Again doubt={doubt} index={index} form={form} />
        </section>
      ))}
      {next !== undefined && (
        <p>
          <a href={`/staff/digests/review?${new URLSearchParams({ after: next }).toString()}`}>
            {atLeast ? 'More than ' : ''}
            {formatNumber(more)} more, in doubt since later
          </a>
        </p>
      )}
    </div>
  </Layout>
);
