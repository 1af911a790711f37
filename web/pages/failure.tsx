import { Layout, PageHead } from '../components/layout.tsx';
import type { Viewer } from '../viewer.ts';

/** Text that would be lost with a refused form. */
export interface KeptText {
  readonly name: string;
  readonly label: string;
  readonly text: string;
}

/** A failure as people see it. */
export interface FailureProps {
  readonly viewer: Viewer | undefined;
  readonly status: number;
  readonly title: string;
  /** What happened, to what, and what to do; a sentence without its capital and full stop. */
  readonly detail: string;
  /** Whether something was sent, rather than a page asked for. */
  readonly sent: boolean;
  readonly kept: readonly KeptText[];
}

const nextOf = (status: number, sent: boolean): string => {
  if (status === 409) return 'Go back, reload the page, and do it again if it still makes sense';
  if (status === 503) return 'Nothing is lost. Wait a minute, then try again';
  if (status >= 500) return 'Try again. If it happens once more, tell your association when it was';
  if (status === 404) return 'Check the address and go back';
  return sent ? 'Go back to change what you sent' : 'Go back';
};

const sentence = (text: string): string => {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
};

/** Says what happened and what to do, and gives back what was typed. */
export const FailurePage = ({ viewer, status, title, detail, sent, kept }: FailureProps) => (
  <Layout title={title} viewer={viewer}>
    <div class="narrow stack-wide">
      <PageHead title={title}>
        <p class="lead">{sentence(detail)}</p>
        {status !== 401 && (
          <p>
            {nextOf(status, sent)}, or {status < 500 && !sent ? 'to' : 'go to'} <a href="/">Home</a>.
          </p>
        )}
      </PageHead>
      {kept.length > 0 && (
        <section class="card stack" aria-labelledby="kept">
          <h2 id="kept">What you wrote</h2>
          <p>It was not saved. Copy it from here before you go on.</p>
          {kept.map(({ name, label, text }) => (
            <div class="field">
              <label for={`kept-${name}`}>{label}</label>
              <textarea id={`kept-${name}`} readonly rows={name === 'body' ? 10 : 2}>
                {text}
              </textarea>
            </div>
          ))}
        </section>
      )}
      {viewer === undefined && status < 500 && (
        <p class="actions">
          <a class="button" href="/sign-in">
            Sign in
          </a>
        </p>
      )}
    </div>
  </Layout>
);
