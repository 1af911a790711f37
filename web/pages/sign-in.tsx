import { Layout, PageHead } from '../components/layout.tsx';

/** What the site is, and the way in; `to` is where somebody wanted to go. */
export const SignInPage = ({ to }: { readonly to: string }) => (
  <Layout title="Sign in" viewer={undefined}>
    <div class="hero">
      <h1>Good work in good company deserves to be seen.</h1>
      <p class="lead">
        Colloquy is where your professional learning community talks, inquires and reflects, and where that
        work becomes credit and badges that are yours to keep.
      </p>
      <p class="actions">
        <a class="button" href={`/sign-in/begin?to=${encodeURIComponent(to)}`}>
          Sign in
        </a>
      </p>
      <ul class="trio">
        <li>
          <h2>Discuss</h2>
          <p class="quiet">Topics and replies of all your communities in one place, and in one digest.</p>
        </li>
        <li>
          <h2>Inquire</h2>
          <p class="quiet">Seven steps from a problem of practice to what you learned from it.</p>
        </li>
        <li>
          <h2>Be recognised</h2>
          <p class="quiet">Open Badges and credits, with the reason for each, on your profile.</p>
        </li>
      </ul>
    </div>
  </Layout>
);

/** After signing out: what that means, and how to be signed out of the identity provider too. */
export const SignedOutPage = ({ providerUrl }: { readonly providerUrl: string | undefined }) => (
  <Layout title="Signed out" viewer={undefined}>
    <div class="narrow">
      <PageHead title="You are signed out">
        <p class="lead">
          {providerUrl === undefined
            ? 'On a shared computer, close the browser as well.'
            : 'Your identity provider may still know you. On a shared computer, sign out there as well.'}
        </p>
      </PageHead>
      <p class="actions">
        <a class="button" href="/sign-in/begin?again=1">
          Sign in again
        </a>
        {providerUrl !== undefined && (
          <a class="button plain" href={providerUrl}>
            Sign out at the identity provider
          </a>
        )}
      </p>
    </div>
  </Layout>
);
