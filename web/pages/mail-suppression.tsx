import type { MailLifting, Suppression } from '../../shared/mail/standing.ts';
import { ErrorSummary, TextArea } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { type Names, nameOf } from '../components/people.tsx';
import { Time } from '../components/time.tsx';
import type { FormState } from '../forms.ts';
import { suppressionEnds, suppressionWords } from '../suppression-words.ts';
import type { Viewer } from '../viewer.ts';

/** What staff see of a member whose address gets no mail. */
export interface SuppressionProps {
  readonly viewer: Viewer;
  readonly member: string;
  readonly name: string;
  /** None where mail goes to the address. */
  readonly suppression: Suppression | undefined;
  /** The times it was lifted, oldest first. */
  readonly liftings: readonly MailLifting[];
  readonly names: Names;
  readonly form: FormState;
}

const advice: Readonly<Record<Suppression['reason'], string>> = {
  bounced:
    'Whoever keeps the mailbox says that there is none of this name. Ask the member, and correct the address on their page: a new address gets mail at once.',
  complained:
    'They, or their mail program for them, marked a mail as spam. Lift this only where they ask for mail themselves: a second complaint harms the mail of everybody here.',
  unreachable:
    'The mailbox may be full, or its keeper may have turned mail away for a time. It ends by itself.',
};

const LiftForm = ({ member, form }: Pick<SuppressionProps, 'member' | 'form'>) => (
  <form class="stack" method="post" action={`/staff/mail/suppressed/${member}`}>
    <TextArea
      form={form}
      name="reason"
      label="Why mail may be sent to this address again"
      hint="Kept with the member, with your name, for staff alone. Leave the address out of it."
      required
      maxLength={500}
      short
    />
    <div class="actions">
      <button class="button" type="submit">
        Send mail to it again
      </button>
    </div>
  </form>
);

/** Why a member gets no mail, the times that staff changed that, and the way to. */
export const MailSuppressionPage = ({
  viewer,
  member,
  name,
  suppression,
  liftings,
  names,
  form,
}: SuppressionProps) => (
  <Layout title={`Mail to ${name}`} viewer={viewer}>
    <div class="narrow stack-wide">
      <ErrorSummary form={form} />
      <PageHead
        title={`Mail to ${name}`}
        trail={[
          { href: '/staff', text: 'Staff' },
          { href: '/staff/mail', text: 'Mail' },
        ]}
      />
      {suppression === undefined ? (
        <p class="notice">Mail goes to this address. There is nothing to do.</p>
      ) : (
        <section class="card stack" aria-labelledby="why">
          <h2 id="why">{suppressionWords[suppression.reason]}</h2>
          <p>
            No mail since <Time at={suppression.since} zone={viewer.timeZone} />.{' '}
            {suppressionEnds(suppression, viewer.timeZone)}.
          </p>
          <p>
            {advice[suppression.reason]} <a href={`/staff/members/${member}`}>Their page</a>
          </p>
          <LiftForm member={member} form={form} />
        </section>
      )}
      {liftings.length > 0 && (
        <section class="card stack" aria-labelledby="lifted">
          <h2 id="lifted">When it was lifted</h2>
          <ul>
            {liftings.map(({ at, by, reason }) => (
              <li>
                <Time at={at} zone={viewer.timeZone} />, by {nameOf(names, by)}: {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  </Layout>
);
