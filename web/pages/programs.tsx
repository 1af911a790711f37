import type { Authorization } from '../../shared/authorization/model.ts';
import { scopeTexts } from '../../shared/authorization/scopes.ts';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import type { Viewer } from '../viewer.ts';

type Scopes = Authorization['scopes'];

const Allows = ({ scopes }: { readonly scopes: Scopes }) => (
  <ul>
    {scopes.map((scope) => (
      <li>{scopeTexts[scope]}</li>
    ))}
  </ul>
);

/** What a program asks somebody for. */
export interface AllowProps {
  readonly viewer: Viewer;
  readonly name: string;
  /** The program's own web page. */
  readonly uri: string;
  readonly policyUri: string | undefined;
  readonly scopes: Scopes;
  /** The host that the browser is sent back to. */
  readonly returnsTo: string;
  /** Where the answer is sent: the address of the question, query included. */
  readonly action: string;
}

/** Asks somebody whether another program may have what it asks for. */
export const AllowPage = ({ viewer, name, uri, policyUri, scopes, returnsTo, action }: AllowProps) => (
  <Layout title={`Allow ${name}?`} viewer={viewer}>
    <div class="narrow stack-wide">
      <PageHead title={`Allow ${name}?`}>
        <p class="lead">
          <strong>{name}</strong> (<a href={uri}>{new URL(uri).host}</a>) asks to:
        </p>
      </PageHead>
      <section class="card stack">
        <Allows scopes={scopes} />
        <p class="small quiet">
          It calls itself by this name; nobody here has checked who is behind it. Allow it only if you came
          here from there yourself. You will go back to {returnsTo}, and can take this back at any time under
          Programs.
          {policyUri !== undefined && (
            <>
              {' '}
              <a href={policyUri}>What it does with what it learns</a>
            </>
          )}
        </p>
        <form method="post" action={action} class="actions">
          <button type="submit" name="decision" value="allow">
            Allow
          </button>
          <button type="submit" name="decision" value="deny" class="plain">
            Do not allow
          </button>
        </form>
      </section>
    </div>
  </Layout>
);

/** What somebody lets other programs do. */
export interface ProgramsProps {
  readonly viewer: Viewer;
  readonly authorizations: readonly Authorization[];
  /** The name of the program that was just taken back. */
  readonly withdrawn: boolean;
}

/** The programs somebody allows something, each with a way to take it back. */
export const ProgramsPage = ({ viewer, authorizations, withdrawn }: ProgramsProps) => (
  <Layout title="Programs" viewer={viewer}>
    <div class="narrow stack-wide">
      <PageHead title="Programs">
        <p class="lead">
          Wallets, backpacks and other programs that you let see your badges or add to them. They speak the
          Open Badges 3.0 API of this site.
        </p>
      </PageHead>
      {withdrawn && (
        <div class="notice good" role="status">
          It has no access any more.
        </div>
      )}
      {authorizations.length === 0 && (
        <p class="empty">No program has access. One asks you here when you connect it.</p>
      )}
      {authorizations.map(({ client, clientName, clientUri, scopes, grantedAt }) => (
        <section class="card stack" aria-labelledby={`program-${client}`}>
          <h2 id={`program-${client}`}>{clientName}</h2>
          <p class="small quiet">
            <a href={clientUri}>{new URL(clientUri).host}</a>, since{' '}
            <Time at={grantedAt} zone={viewer.timeZone} style="day" />
          </p>
          <Allows scopes={scopes} />
          <form method="post" action={`/settings/programs/${client}/withdraw`}>
            <button type="submit" class="plain" aria-describedby={`program-${client}`}>
              Take back
            </button>
          </form>
        </section>
      ))}
    </div>
  </Layout>
);
