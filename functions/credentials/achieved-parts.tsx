import type { Achieved } from './achieved.ts';

/** The results somebody had, each with what it is out of; nothing where there are none. */
export const Results = ({ results }: Pick<Achieved, 'results'>) =>
  results.length === 0 ? null : (
    <section aria-labelledby="results">
      <h2 id="results">Results</h2>
      <dl>
        {results.map(({ name, value, outOf }) => (
          <>
            <dt>{name}</dt>
            <dd>
              {value}
              {outOf !== undefined && <span class="quiet"> ({outOf})</span>}
            </dd>
          </>
        ))}
      </dl>
    </section>
  );

/** What the achievement answers to in frameworks of competencies; nothing where it does to none. */
export const Alignments = ({ alignment }: Pick<Achieved, 'alignment'>) =>
  alignment.length === 0 ? null : (
    <section aria-labelledby="alignment">
      <h2 id="alignment">What it answers to</h2>
      <ul>
        {alignment.map(({ name, url, description, place }) => (
          <li>
            <a href={url} rel="noopener nofollow">
              {name}
            </a>
            {place !== undefined && <span class="quiet"> ({place})</span>}
            {description !== undefined && <p>{description}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
