import type { CredentialSummary } from '../../shared/badges/model.ts';
import { Time } from './time.tsx';

/** Badges as pictures, each a way to its public page. */
export const BadgeGrid = ({
  badges,
  zone,
}: {
  readonly badges: readonly CredentialSummary[];
  readonly zone: string;
}) => (
  <ul class="badges">
    {badges.map(({ credential, achievement, issuedAt }) => (
      <li>
        <a class="card" href={`/credentials/${credential}`}>
          <img
            src={`/credentials/${credential}/image.png`}
            alt=""
            width="144"
            height="144"
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

/** A few badges in a column. */
export const BadgeRow = ({
  badges,
  zone,
}: {
  readonly badges: readonly CredentialSummary[];
  readonly zone: string;
}) => (
  <ul class="badge-row">
    {badges.map(({ credential, achievement, issuedAt }) => (
      <li>
        <a href={`/credentials/${credential}`}>
          <img
            src={`/credentials/${credential}/image.png`}
            alt=""
            width="52"
            height="52"
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
