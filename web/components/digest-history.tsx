import type { DigestClaim } from '../../shared/digests/model.ts';
import { type DigestRequest, resendName } from '../../shared/digests/request-model.ts';
import { mayResend, resendsOf } from '../../shared/digests/resend.ts';
import type { Member } from '../../shared/members/model.ts';
import { outcomeOf, requestWords } from '../digest-words.ts';
import { formatInstant } from '../format.ts';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';
import { Select, TextArea } from './form.tsx';
import { type Names, nameOf } from './people.tsx';
import { Time } from './time.tsx';

/** What became of a member's digests, as staff see it. */
export interface DigestHistory {
  readonly viewer: Viewer;
  readonly member: Member;
  /** The last ones, newest first. */
  readonly claims: readonly DigestClaim[];
  /** Newest first. */
  readonly requests: readonly DigestRequest[];
  /** Of whoever asked. */
  readonly names: Names;
  readonly form: FormState;
}

/** The last digests of a member, each with what became of it. */
export const DigestTable = ({ claims, viewer }: Pick<DigestHistory, 'claims' | 'viewer'>) => (
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

/** Has one of the digests that ended sent again, with a reason; nothing where none may be. */
export const SendAgain = ({
  member,
  claims,
  requests,
  form,
  viewer,
}: Pick<DigestHistory, 'member' | 'claims' | 'requests' | 'form' | 'viewer'>) => {
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

/** What staff asked for, and what became of that. */
export const AskedDigests = ({
  requests,
  names,
  viewer,
}: Pick<DigestHistory, 'requests' | 'names' | 'viewer'>) => (
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
