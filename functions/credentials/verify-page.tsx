import type { About, Check, CheckName, Report } from '../../shared/verification/report.ts';
import { dayOf, page } from './page.tsx';
import type { Asked } from './verify-request.ts';

const names: Readonly<Record<CheckName, string>> = {
  document: 'What it is',
  proof: 'Proof',
  issuer: 'Issuer',
  status: 'Revoked or suspended',
  expiry: 'Dates',
  held: 'Held in it',
  recipient: 'Recipient',
};

const verdicts = {
  verified: { title: 'Verified', tone: 'notice good' },
  failed: { title: 'It does not verify', tone: 'notice bad' },
  incomplete: { title: 'It could not be checked in full', tone: 'notice' },
  nothing: { title: 'There is no credential in it', tone: 'notice' },
} as const;

const outcomeOf = ({ outcome, needed }: Check): string => {
  if (outcome !== 'skipped') return outcome;
  return needed ? 'could not be checked' : 'not checked';
};

const day = (instant: string): string =>
  Number.isNaN(Date.parse(instant)) ? instant.slice(0, 40) : dayOf(instant);

const Says = ({ name, issuer, issuerName, from, until }: About) => {
  const facts = [
    ['Badge', name],
    ['Issuer', issuerName],
    ['Issuer’s identifier', issuer],
    ['Valid from', from && day(from)],
    ['Valid until', until && day(until)],
  ].flatMap(([term, fact]) => (fact === undefined || fact === '' ? [] : [{ term, fact }]));
  if (facts.length === 0) return null;
  return (
    <section aria-labelledby="says">
      <h2 id="says">What it says of itself</h2>
      <dl>
        {facts.map(({ term, fact }) => (
          <>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </>
        ))}
      </dl>
    </section>
  );
};

const Found = ({ checks, about }: Report) => (
  <div class="parts two">
    <section aria-labelledby="checks">
      <h2 id="checks">What was checked</h2>
      <dl class="checks">
        {checks.map((check) => (
          <>
            <dt>
              {names[check.name]}: <strong class={check.outcome}>{outcomeOf(check)}</strong>
            </dt>
            <dd>{check.says}</dd>
          </>
        ))}
      </dl>
    </section>
    <Says {...about} />
  </div>
);

const Result = ({ report }: { readonly report: Report }) => {
  const { verdict, summary, checks } = report;
  const isNothing = verdict === 'nothing';
  return (
    <>
      <div class={verdicts[verdict].tone} role={verdict === 'verified' ? 'status' : 'alert'}>
        <strong>{verdicts[verdict].title}.</strong>
        <p>{isNothing ? checks.map(({ says }) => says).join(' ') : summary}</p>
      </div>
      {!isNothing && <Found {...report} />}
    </>
  );
};

const Form = ({ typed, again }: { readonly typed: Asked['typed']; readonly again: boolean }) => (
  <section aria-labelledby="what">
    <h2 id="what">{again ? 'Check another one' : 'Which badge or credential?'}</h2>
    <form method="post" action="/verify" enctype="multipart/form-data">
      <p>
        <label for="credential">Its address, or the credential itself (JSON or JWT)</label>
        <textarea
          id="credential"
          name="credential"
          rows={6}
          spellcheck={false}
          aria-describedby="credential-hint"
        >
          {typed.credential}
        </textarea>
        <span class="quiet" id="credential-hint">
          Open Badges 2.0 or 3.0, of any issuer.
        </span>
      </p>
      <p>
        <label for="file">Or its file</label>
        <input
          id="file"
          name="file"
          type="file"
          accept=".png,.svg,.json,.jsonld,.jwt,.txt,image/png,image/svg+xml,application/json"
          aria-describedby="file-hint"
        />
        <span class="quiet" id="file-hint">
          A badge as PNG or SVG with the credential inside, or a JSON file; 1 MB at most. A file goes before
          the text.
        </span>
      </p>
      <p>
        <label for="email">E-mail address of the recipient (optional)</label>
        <input
          id="email"
          name="email"
          type="email"
          value={typed.email}
          maxlength={320}
          autocomplete="off"
          aria-describedby="email-hint"
        />
        <span class="quiet" id="email-hint">
          To check whose it is. It is compared here and not kept.
        </span>
      </p>
      <p>
        <button class="button" type="submit">
          Check it
        </button>
      </p>
    </form>
  </section>
);

/** The page where anybody has a badge of any issuer checked; with what came of it, once it was. */
export const verifyPage = (
  publicUrl: string,
  typed: Asked['typed'] = { credential: '', email: '' },
  report?: Report,
) =>
  page(
    {
      title: report ? `${verdicts[report.verdict].title}: check a badge` : 'Check a badge',
      description:
        'Says of an Open Badge of any issuer what holds and what does not: proof, issuer, status, dates, recipient.',
      url: `${publicUrl}/verify`,
    },
    <article>
      <h1>Check a badge</h1>
      {report && <Result report={report} />}
      <div class="parts">
        <Form typed={typed} again={report !== undefined} />
      </div>
    </article>,
  );
