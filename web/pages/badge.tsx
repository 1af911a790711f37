import type { IssuedCredential } from '../../shared/badges/model.ts';
import {
  type Download,
  downloadsOf,
  embedCode,
  frameCode,
  linkedInUrl,
  linkTo,
  OLDER_NOTE,
  olderDownloadsOf,
  type Shareable,
  walletUrl,
} from '../../shared/badges/share.ts';
import type { ToldStanding } from '../../shared/badges/standing-words.ts';
import { ownBadgeHref } from '../components/badge.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import type { Viewer } from '../viewer.ts';

/** What the page of a badge tells whoever holds it, or staff. */
export interface BadgePageProps {
  readonly viewer: Viewer;
  readonly issued: IssuedCredential;
  /** Who holds it. */
  readonly name: string;
  readonly isOwn: boolean;
  readonly standing: ToldStanding;
  readonly shareable: Shareable;
}

const Standing = ({
  standing,
  member,
  zone,
}: {
  readonly standing: ToldStanding;
  readonly member: string;
  readonly zone: string;
}) => {
  switch (standing.standing) {
    case 'valid':
      return (
        <p>
          Valid
          {standing.until !== undefined && (
            <>
              {' '}
              until <Time at={standing.until} zone={zone} style="day" />
            </>
          )}
          .
        </p>
      );
    case 'expired':
      return (
        <p class="notice">
          Expired on <Time at={standing.since} zone={zone} style="day" />.
        </p>
      );
    case 'suspended':
    case 'revoked':
      return (
        <p class="notice bad">
          {standing.standing === 'revoked' ? 'Revoked' : 'Suspended'}
          {standing.since !== undefined && (
            <>
              {' '}
              on <Time at={standing.since} zone={zone} style="day" />
            </>
          )}
          {standing.standing === 'revoked' &&
            standing.reason !== undefined &&
            `: ${standing.reason.replace(/[.\s]+$/, '')}`}
          .{standing.standing === 'suspended' && ' It may be reinstated.'}
          {standing.standing === 'revoked' && standing.follower !== undefined && (
            <>
              {' '}
              <a href={ownBadgeHref({ member, credential: standing.follower })}>The badge in its place</a>
            </>
          )}
        </p>
      );
  }
};

const Copyable = ({
  id,
  label,
  text,
  rows,
}: {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly rows?: number;
}) => (
  <div class="field">
    <label for={id}>{label}</label>
    {rows === undefined ? (
      <input id={id} type="text" readonly value={text} />
    ) : (
      <textarea id={id} class="short" readonly rows={rows}>
        {text}
      </textarea>
    )}
  </div>
);

/** The choice who may see the badge; either way it is one button. */
const Choice = ({ issued }: Pick<BadgePageProps, 'issued'>) => {
  const isPublic = issued.visibility === 'public';
  return (
    <form class="stack" method="post" action={`/members/${issued.member}/badges/${issued.credential}`}>
      <p>
        {isPublic
          ? 'This badge is public: everybody who has its link sees its page, with your name, what it took and what was found.'
          : 'This badge is yours alone: its page opens to nobody but those to whom you give the private link.'}
      </p>
      <input type="hidden" name="visibility" value={isPublic ? 'private' : 'public'} />
      <p class="actions">
        <button class={isPublic ? 'button plain' : 'button'} type="submit">
          {isPublic ? 'Stop sharing this badge' : 'Share this badge'}
        </button>
      </p>
    </form>
  );
};

/** Ends the private link and every copy of it; the page then shows another one. */
const NewLink = ({ issued }: Pick<BadgePageProps, 'issued'>) => (
  <form class="stack" method="post" action={`/members/${issued.member}/badges/${issued.credential}`}>
    <input type="hidden" name="visibility" value="new-link" />
    <p class="actions">
      <button class="button plain" type="submit" aria-describedby="new-link-means">
        New private link
      </button>
    </p>
    <p class="hint" id="new-link-means">
      The link of before then opens nothing any more, for whoever has it.
    </p>
  </form>
);

const Links = ({ shareable, issued, standing }: Pick<BadgePageProps, 'shareable' | 'issued' | 'standing'>) =>
  issued.visibility === 'public' ? (
    <>
      <p class="actions">
        {standing.standing === 'valid' && (
          <a class="button" href={linkedInUrl(shareable)} rel="noopener">
            Add to LinkedIn profile
          </a>
        )}
        <a class="button plain" href={linkTo(shareable)}>
          See the public page
        </a>
      </p>
      <Copyable id="link" label="Link to the public page" text={linkTo(shareable)} />
      <Copyable
        id="embed"
        label="HTML for your own page: a picture that leads there"
        text={embedCode(shareable)}
        rows={3}
      />
      <Copyable
        id="frame"
        label="HTML for your own page: a frame that tells where the badge stands"
        text={frameCode(shareable)}
        rows={3}
      />
    </>
  ) : (
    <>
      {shareable.key !== undefined && (
        <>
          <Copyable
            id="link"
            label="Private link, for one person: whoever has it sees the page"
            text={linkTo(shareable)}
          />
          <p>
            <a href={linkTo(shareable)}>See the page as they do</a>
          </p>
        </>
      )}
      <NewLink issued={issued} />
    </>
  );

const Files = ({ downloads }: { readonly downloads: readonly Download[] }) => (
  <ul class="links">
    {downloads.map(({ text, href, file }) => (
      <li>
        <a href={href} download={file}>
          {text}
        </a>
      </li>
    ))}
  </ul>
);

/** The way into a wallet. A private link is told to nobody on the way: the button would send it through a web page. */
const Wallet = ({ shareable }: Pick<BadgePageProps, 'shareable'>) =>
  shareable.key === undefined ? (
    <>
      <p class="actions">
        <a class="button plain" href={walletUrl(shareable)}>
          Add to the Learner Credential Wallet
        </a>
      </p>
      <p class="hint">On another device, scan the code at the foot of its page.</p>
    </>
  ) : (
    <p>
      A wallet collects it by the code at the foot of its page: your private link then goes to the wallet that
      scans it, and past nobody else.
    </p>
  );

const Own = ({ issued, shareable, standing }: Pick<BadgePageProps, 'issued' | 'shareable' | 'standing'>) => {
  // A credential from before there were keys, hidden since: nothing opens it until it is given a link, or shared.
  const isOpen = issued.visibility === 'public' || shareable.key !== undefined;
  return (
    <>
      <section class="card stack" aria-labelledby="sharing">
        <h2 id="sharing">Who sees it</h2>
        <Choice issued={issued} />
        <Links shareable={shareable} issued={issued} standing={standing} />
      </section>
      {isOpen && (
        <section class="card stack" aria-labelledby="keep">
          <h2 id="keep">Keep it</h2>
          <p>
            A copy of your own outlives any web page: the PNG and the SVG carry the signed credential, and
            every validator reads them.
          </p>
          <Files downloads={downloadsOf(shareable)} />
          {shareable.stands && <Wallet shareable={shareable} />}
          <details>
            <summary>Open Badges 2.0, for older backpacks</summary>
            <Files downloads={olderDownloadsOf(shareable)} />
            <p class="hint">{OLDER_NOTE}</p>
          </details>
        </section>
      )}
    </>
  );
};

/** A badge as whoever holds it sees it: what it stands for, where it stands, who else may see it, and its files. */
export const BadgePage = (props: BadgePageProps) => {
  const { viewer, issued, name, isOwn, standing } = props;
  const { achievement } = issued;
  const zone = viewer.timeZone;
  return (
    <Layout title={achievement.name} viewer={viewer}>
      <PageHead
        title={achievement.name}
        trail={[
          { href: '/', text: 'Home' },
          { href: `/members/${issued.member}`, text: isOwn ? 'Profile' : name },
        ]}
      >
        <p class="lead">
          {isOwn ? 'Awarded to you' : `Awarded to ${name}`} by {issued.issuerName} on{' '}
          <Time at={issued.issuedAt} zone={zone} style="day" />
        </p>
        <Standing standing={standing} member={issued.member} zone={zone} />
      </PageHead>
      <div class="columns">
        <div class="stack-wide beside">
          <img
            class="badge-large"
            src={`/credentials/${issued.credential}/image.png?size=512`}
            alt={`Badge: ${achievement.name}`}
            width="256"
            height="256"
          />
          <section class="stack" aria-labelledby="stands-for">
            <h2 id="stands-for">What it stands for</h2>
            <p>{achievement.description}</p>
            <h3>What it took</h3>
            <p class="kept">{achievement.criteria}</p>
          </section>
          {viewer.isStaff && (
            <p>
              <a href={`/staff/credentials/${issued.member}/${issued.credential}`}>Its life, for staff</a>
            </p>
          )}
        </div>
        <div class="stack-wide">
          {isOwn ? (
            <Own issued={issued} shareable={props.shareable} standing={standing} />
          ) : (
            <p class="empty">
              {issued.visibility === 'public'
                ? `${name} shares this badge with everybody.`
                : `${name} keeps this badge to themselves; whether it is shared is theirs to say.`}
            </p>
          )}
        </div>
      </div>
    </Layout>
  );
};
