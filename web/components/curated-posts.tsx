import type { FeedItem } from '../../shared/discussions/model.ts';
import { MemberLink, type Names } from './people.tsx';
import { kindNames, linkOf } from './posts.tsx';
import { Time } from './time.tsx';

/** What can be done to a post as it stands: the word that is sent and the word that is shown. */
const choicesOf = ({ heldBack, pinned }: FeedItem): readonly (readonly [change: string, text: string])[] => {
  if (heldBack) return [['release', 'Release']];
  return [pinned ? ['unpin', 'Unpin'] : ['pin', 'Pin'], ['hold', 'Hold back']];
};

/** Posts of the coming digest, each with what a facilitator can do to it. */
export const CuratedPosts = ({
  posts,
  community,
  names,
  zone,
}: {
  readonly posts: readonly FeedItem[];
  readonly community: string;
  readonly names: Names;
  readonly zone: string;
}) => (
  <ol class="posts">
    {posts.map((item) => (
      <li>
        <h3>
          <a href={linkOf(item)}>{item.title}</a>
        </h3>
        {item.excerpt !== '' && <p class="excerpt">{item.excerpt}</p>}
        <p class="meta">
          {item.pinned && <span class="tag tag-accent">Pinned</span>}
          <span class="tag">{kindNames[item.kind]}</span>
          <MemberLink names={names} member={item.member} />
          <span aria-hidden="true">·</span>
          <Time at={item.postedAt} zone={zone} />
        </p>
        {/* What was kept before posts had natural keys cannot be found by its identifier, and so not be changed. */}
        {item.tellAt !== undefined && (
          <form class="actions" method="post" action={`/communities/${community}/digest/posts`}>
            <input type="hidden" name="post" value={item.post} />
            {choicesOf(item).map(([change, text]) => (
              <button class="button plain" type="submit" name="change" value={change}>
                {text}
                <span class="visually-hidden">
                  : {kindNames[item.kind]}, {item.title}
                </span>
              </button>
            ))}
          </form>
        )}
      </li>
    ))}
  </ol>
);
