import type { DigestContent, DigestItem } from '../../shared/digests/content.ts';
import { bylineOf, reasonOf, titleOf, type Words } from '../../shared/digests/entry-words.ts';
import { digestSayings } from '../../shared/mail/sayings-digest.ts';

const Item = ({ item, words }: { readonly item: DigestItem; readonly words: Words }) => {
  const byline = bylineOf(words, item);
  return (
    <li>
      <h3>
        <a href={item.url}>{titleOf(words, item)}</a>
      </h3>
      {item.excerpt !== '' && <p class="excerpt">{item.excerpt}</p>}
      <p class="meta">
        <span class="tag">{reasonOf(words, item)}</span>
        {byline}
      </p>
    </li>
  );
};

/** What a member has not read of the last days, in the order in which it matters to them, each with its reason. */
export const ForYou = ({ content, now }: { readonly content: DigestContent; readonly now: Date }) => {
  const words: Words = { language: 'en', say: digestSayings('en'), now };
  const { items, more } = content;
  if (items.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="for-you">
      <h2 id="for-you">For you</h2>
      <ol class="posts">
        {items.map((item) => (
          <Item item={item} words={words} />
        ))}
      </ol>
      {more.length > 0 && (
        <ul class="links">
          {more.map(({ community, url, posts, atLeast }) => (
            <li>
              <a href={url}>
                {posts === 0
                  ? words.say('more-unknown', { community })
                  : words.say(atLeast ? 'more-or-more' : 'more', { count: posts, community })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
