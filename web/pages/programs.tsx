import type { Authorization, AuthorizationChange } from '../../shared/authorization/model.ts';
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
  /** Everything that happened, the last first. */
  readonly changes: readonly AuthorizationChange[];
  /** The name of the program that was just taken back. */
  readonly withdrawn: boolean;
}

const happened = {
  allowed: 'You allowed it:',
  withdrawn: 'You took it back.',
  reused:
    'Ended by this site: something that counts once was used twice, so somebody else may have had it. Allow it again from the program itself.',
} as const;

const Changes = ({ changes, zone }: { changes: readonly AuthorizationChange[]; zone: string }) => (
  <section class="stack" aria-labelledby="happened">
    <h2 id="happened">What happened</h2>
    <ul>
      {changes.map(({ kind, at, clientName, scopes }) => (
        <li>
          <Time at={at} zone={zone} /> · <strong>{clientName}</strong>: {happened[kind]}
          {kind === 'allowed' && <Allows scopes={scopes} />}
        </li>
      ))}
    </ul>
  </section>
);

/** The programs somebody allows something, each with a way to take it back. */
export const ProgramsPage = ({ viewer, authorizations, changes, withdrawn }: ProgramsProps) => (
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
      {changes.length > 0 && <Changes changes={changes} zone={viewer.timeZone} />}
    </div>
  </Layout>
);
