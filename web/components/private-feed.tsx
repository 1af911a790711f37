import type { Language } from '../../shared/mail/language.ts';
import { choicesSayings } from '../../shared/mail/sayings-choices.ts';

/** Where a member's private feed is; its token is a capability. */
export const feedUrlOf = (publicUrl: string, token: string): string =>
  `${publicUrl}/feeds/${encodeURIComponent(token)}`;

const Change = ({ doing, text }: { readonly doing: 'renew' | 'end'; readonly text: string }) => (
  <form method="post" action="/settings/feed">
    <input type="hidden" name="do" value={doing} />
    <button class="button plain" type="submit">
      {text}
    </button>
  </form>
);

/**
 * A member's private feed, in the language of their mail: its address to copy into a feed reader, and how to renew or
 * end it; or the way to have one.
 */
export const PrivateFeed = ({
  url,
  language,
}: {
  readonly url: string | undefined;
  readonly language: Language;
}) => {
  const say = choicesSayings(language);
  return (
    <section class="card stack" id="feed" aria-labelledby="feed-title">
      <h2 id="feed-title">{say('feed-title')}</h2>
      <p>{say('feed-text')}</p>
      {url === undefined ? (
        <Change doing="renew" text={say('feed-make')} />
      ) : (
        <>
          <p>
            <a href={url} dir="ltr">
              {url}
            </a>
          </p>
          <p class="quiet">{say('feed-secret')}</p>
          <div class="actions">
            <Change doing="renew" text={say('feed-renew')} />
            <Change doing="end" text={say('feed-end')} />
          </div>
        </>
      )}
    </section>
  );
};
