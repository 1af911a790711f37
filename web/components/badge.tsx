import { standingOf } from '../../shared/badges/life.ts';
import type { CredentialSummary } from '../../shared/badges/model.ts';
import { Time } from './time.tsx';

interface BadgesProps {
  readonly badges: readonly CredentialSummary[];
  readonly zone: string;
  /** When they are looked at: what has expired by then says so. */
  readonly now: Date;
  /** Where a badge leads: whoever holds it to the page of their own, others to its public page. */
  readonly hrefOf: (badge: CredentialSummary) => string;
}

/** The way to a badge's page for its owner and staff. */
export const ownBadgeHref = ({
  member,
  credential,
}: Pick<CredentialSummary, 'member' | 'credential'>): string => `/members/${member}/badges/${credential}`;

/** The way to a badge's public page. */
export const publicBadgeHref = ({ credential }: CredentialSummary): string => `/credentials/${credential}`;

const marks = { expired: 'Expired', suspended: 'Suspended', revoked: 'Revoked' } as const;

/** What there is to say of a badge that is not simply valid and shared. */
const Marks = ({ badge, now }: { readonly badge: CredentialSummary; readonly now: Date }) => {
  const standing = standingOf(badge, now);
  return (
    <>
      {standing !== 'valid' && <span>{marks[standing]}</span>}
      {badge.visibility === 'private' && <span>Not shared</span>}
    </>
  );
};

/** Badges as pictures `size` pixels square, each a way to its page. */
const Badges = ({
  badges,
  zone,
  now,
  hrefOf,
  list,
  link,
  size,
}: BadgesProps & { readonly list: string; readonly link?: string; readonly size: number }) => (
  <ul class={list}>
    {badges.map((badge) => (
      <li>
        <a class={link} href={hrefOf(badge)}>
          <img
            src={`/credentials/${badge.credential}/image.png?size=${size * 2}`}
            alt=""
            width={size}
            height={size}
            loading="lazy"
            decoding="async"
          />
          <div>
            <strong>{badge.achievement.name}</strong>
            <span>
              <Time at={badge.issuedAt} zone={zone} style="day" />
            </span>
            <Marks badge={badge} now={now} />
          </div>
        </a>
      </li>
    ))}
  </ul>
);

/** Badges side by side, each on a card. */
export const BadgeGrid = (props: BadgesProps) => <Badges {...props} list="badges" link="card" size={144} />;

/** A few badges in a column. */
export const BadgeRow = (props: BadgesProps) => <Badges {...props} list="badge-row" size={52} />;
