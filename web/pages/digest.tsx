import { directionOf } from '../../shared/mail/language.ts';
import { choicesSayings } from '../../shared/mail/sayings-choices.ts';
import { Layout, PageHead } from '../components/layout.tsx';
import { MailLayout, type MailLook } from '../components/mail-layout.tsx';
import { NextDigest, type NextDigestProps } from '../components/next-digest.tsx';
import {
  PreferencesErrors,
  PreferencesForm,
  type PreferencesProps,
} from '../components/preferences-form.tsx';
import { PrivateFeed } from '../components/private-feed.tsx';
import type { Viewer } from '../viewer.ts';

/** What both pages of a member's choices show, in the language of their mail. */
type Choosing = PreferencesProps & NextDigestProps;

/** What a member chooses of their mail, in the language of their mail; what is around it is English as all the site. */
export const DigestPage = ({
  viewer,
  feedUrl,
  ...choosing
}: Choosing & {
  readonly viewer: Viewer;
  /** Where the member's private feed is, where they have one. */
  readonly feedUrl: string | undefined;
}) => {
  const { language } = choosing;
  const say = choicesSayings(language);
  return (
    <Layout title="Your mail" viewer={viewer}>
      <div class="narrow stack-wide">
        <div class="stack-wide" lang={language} dir={directionOf(language)}>
          <PreferencesErrors {...choosing} />
          <PageHead title={say('title')}>
            <p class="lead">{say('lead')}</p>
          </PageHead>
          <NextDigest {...choosing} />
          <PreferencesForm {...choosing} action="/settings/digest" />
          <PrivateFeed url={feedUrl} language={language} />
        </div>
      </div>
    </Layout>
  );
};

/** The same behind the link in a mail, for whoever holds the mail; nobody need sign in, and nobody is named. */
export const PreferencesByLinkPage = ({
  token,
  brand,
  ...choosing
}: Choosing & MailLook & { readonly token: string }) => {
  const say = choicesSayings(choosing.language);
  return (
    <MailLayout title={say('title')} language={choosing.language} brand={brand}>
      <div class="narrow stack-wide">
        <PreferencesErrors {...choosing} />
        <PageHead title={say('title')}>
          <p class="lead">{say('lead')}</p>
          <p class="quiet">{say('by-link')}</p>
        </PageHead>
        <NextDigest {...choosing} />
        <PreferencesForm {...choosing} action={`/preferences/${encodeURIComponent(token)}`} />
      </div>
    </MailLayout>
  );
};
