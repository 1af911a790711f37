import type { ToldRevision } from '../../shared/badges/achievement-revisions.ts';
import type { Achievement } from '../../shared/badges/model.ts';
import { Time } from './time.tsx';

/** What staff call the parts of an achievement, as the form does. */
const words: Readonly<Record<keyof Achievement, string>> = {
  achievement: 'Identifier',
  name: 'Name',
  description: 'What it stands for',
  criteria: 'What somebody has to do',
  level: 'Level',
  tags: 'Tags',
  validFor: 'Valid for',
  creditsAvailable: 'Credits it can bring',
  image: 'Picture',
  alignment: 'Alignment',
  results: 'Results',
  endorsements: 'Endorsements',
};

const textOf = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Every revision of an achievement that is kept: who changed what, and when; the last first. */
export const AchievementHistory = ({
  revisions,
  names,
  zone,
}: {
  readonly revisions: readonly ToldRevision[];
  /** Of whoever changed it, by member. */
  readonly names: ReadonlyMap<string, string>;
  readonly zone: string;
}) => (
  <section class="stack narrow" aria-labelledby="history">
    <h2 id="history">What was changed, and by whom</h2>
    {revisions.map(({ revision, changedAt, changedBy, changes }) => (
      <details>
        <summary>
          <span>
            Revision {revision}, <Time at={changedAt} zone={zone} />, {names.get(changedBy) ?? changedBy}
          </span>
        </summary>
        {changes.length === 0 ? (
          <p>Saved with nothing changed.</p>
        ) : (
          <dl>
            {changes.map(({ field, before, after }) => (
              <>
                <dt>{words[field]}</dt>
                <dd class="kept">
                  {textOf(after)}
                  {before !== undefined && <p class="small quiet">Before: {textOf(before)}</p>}
                </dd>
              </>
            ))}
          </dl>
        )}
      </details>
    ))}
  </section>
);
