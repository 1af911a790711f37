import type { DigestSchedule } from '../../shared/digests/model.ts';
import type { SuppressionReason } from '../../shared/mail/standing.ts';
import { ErrorSummary } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { NextDigest, PreferencesForm } from '../components/preferences-form.tsx';
import { PrivateFeed } from '../components/private-feed.tsx';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What both pages of a member's choices show. */
interface Choosing {
  readonly schedule: DigestSchedule | undefined;
  readonly communities: readonly { readonly community: string; readonly name: string }[];
  readonly form: FormState;
  readonly saved: boolean;
}

const Lead = () => (
  <p class="lead">
    One digest for all your communities, and mail at once for what cannot wait. Where there is nothing to
    tell, no mail comes.
  </p>
);

const held: Readonly<Record<SuppressionReason, string>> = {
  bounced: 'Your address does not exist, says whoever keeps your mailbox.',
  complained: 'A mail of ours was reported as unwanted from your mailbox.',
  unreachable:
    'Several mails came back of late: your mailbox may be full. We try again by ourselves in some days.',
};

/** What a member chooses of their mail. */
export const DigestPage = ({
  viewer,
  heldBack,
  feedUrl,
  ...choosing
}: Choosing & {
  readonly viewer: Viewer;
  readonly heldBack: SuppressionReason | undefined;
  /** Where the member's private feed is, where they have one. */
  readonly feedUrl: string | undefined;
}) => (
  <Layout title="Your mail" viewer={viewer}>
    <div class="narrow stack-wide">
      <ErrorSummary form={choosing.form} />
      <PageHead title="Your mail">
        <Lead />
      </PageHead>
      {heldBack !== undefined && (
        <p class="notice bad" role="note">
          <strong>No mail is sent to you at present.</strong> {held[heldBack]} The staff of your organization
          can correct your address, or let mail be sent to you again.
        </p>
      )}
      <NextDigest {...choosing} />
      <PreferencesForm {...choosing} action="/settings/digest" />
      <PrivateFeed url={feedUrl} />
    </div>
  </Layout>
);

/** The same behind the link in a mail, for whoever holds the mail; nobody need sign in, and nobody is named. */
export const PreferencesByLinkPage = ({ token, ...choosing }: Choosing & { readonly token: string }) => (
  <Layout title="Your mail" viewer={undefined}>
    <div class="narrow stack-wide">
      <ErrorSummary form={choosing.form} />
      <PageHead title="Your mail">
        <Lead />
        <p class="quiet">
          This page is opened by the link in your mail alone. Whoever you forward such a mail to can change
          what is chosen here.
        </p>
      </PageHead>
      <NextDigest {...choosing} />
      <PreferencesForm {...choosing} action={`/preferences/${encodeURIComponent(token)}`} />
    </div>
  </Layout>
);
