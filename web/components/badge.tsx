import type { CredentialSummary } from '../../shared/badges/model.ts';
import { Time } from './time.tsx';

interface BadgesProps {
  readonly badges: readonly CredentialSummary[];
  readonly zone: string;
}

/** Badges as pictures `size` pixels square, each a way to its public page. */
const Badges = ({
  badges,
  zone,
  list,
  link,
  size,
}: BadgesProps & { readonly list: string; readonly link?: string; readonly size: number }) => (
  <ul class={list}>
    {badges.map(({ credential, achievement, issuedAt }) => (
      <li>
        <a class={link} href={`/credentials/${credential}`}>
          <img
            src={`/credentials/${credential}/image.png`}
            alt=""
            width={size}
            height={size}
            loading="lazy"
            decoding="async"
          />
          <div>
            <strong>{achievement.name}</strong>
            <span>
              <Time at={issuedAt} zone={zone} style="day" />
            </span>
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
