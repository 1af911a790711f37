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

/** A member's private feed: its address to copy into a feed reader, and how to renew or end it; or the way to have one. */
export const PrivateFeed = ({ url }: { readonly url: string | undefined }) => (
  <section class="card stack" id="feed" aria-labelledby="feed-title">
    <h2 id="feed-title">Read it in a feed reader</h2>
    <p>
      A private feed (Atom) has what your digest would tell of the last seven days and you have not read yet,
      each with the reason why it is there.
    </p>
    {url === undefined ? (
      <Change doing="renew" text="Make my private feed" />
    ) : (
      <>
        <p>
          <a href={url}>{url}</a>
        </p>
        <p class="quiet">
          Whoever has this address can read your feed. If somebody else got hold of it, renew it: the old
          address then opens nothing any more.
        </p>
        <div class="actions">
          <Change doing="renew" text="Renew the address" />
          <Change doing="end" text="End my private feed" />
        </div>
      </>
    )}
  </section>
);
