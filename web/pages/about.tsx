import { Layout, PageHead } from '../components/layout.tsx';

/** What the site is, what it keeps of whom and for how long, and who to ask; for everybody, also programs' makers. */
export const AboutPage = () => (
  <Layout title="About" viewer={undefined}>
    <div class="narrow stack-wide">
      <PageHead title="About this site">
        <p class="lead">
          Colloquy is where professional learning communities talk, inquire and reflect, and where that work
          becomes credit and badges that members keep.
        </p>
      </PageHead>
      <section class="stack" aria-labelledby="keeps">
        <h2 id="keeps">What it keeps</h2>
        <ul>
          <li>
            Of each member: name, email address, communities, what they write and take part in, goals, and the
            settings of their digest.
          </li>
          <li>
            Badges, credit and transcripts, with the reason for each, and every change of them: who made it
            and when. These are records of what was earned, and are never deleted.
          </li>
          <li>
            For signing in: cookies that name the sign-in under way and the session, for a working day at
            most. There is no other cookie, nothing that follows people around, and no script of anybody.
          </li>
          <li>
            Of requests: when one came, to which kind of page, and how long it took. Neither addresses nor
            names are logged.
          </li>
        </ul>
      </section>
      <section class="stack" aria-labelledby="sees">
        <h2 id="sees">Who sees it</h2>
        <p>
          Your communities see what you write in them; the staff of your organization sees what is needed to
          award and to account for credit. A badge is yours alone until you share it: then everybody with its
          link sees your name, what it took and what was found. You can stop sharing it at any time; copies
          that others have made remain theirs.
        </p>
      </section>
      <section class="stack" aria-labelledby="programs">
        <h2 id="programs">Other programs</h2>
        <p>
          Wallets, backpacks and other programs get in only where a member allows it, for what that member
          allows, until they take it back under Programs. A program may use what it is given for that member
          alone, sends no more requests than that takes, and is shut out where it does otherwise.
        </p>
      </section>
      <section class="stack" aria-labelledby="ask">
        <h2 id="ask">Who to ask</h2>
        <p>
          Ask the staff of the organization you belong to: it decides what is awarded, puts right what is
          wrong, and answers for what is kept of you. Whoever was shown a badge finds the organization that
          issued it, and its address, from the badge's own page.
        </p>
      </section>
    </div>
  </Layout>
);
