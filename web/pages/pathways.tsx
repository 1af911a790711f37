import type { Measured } from '../../shared/awards/measure.ts';
import { type Pathway, partsMet } from '../../shared/awards/pathways.ts';
import { counterInWords } from '../../shared/badges/evidence.ts';
import { Meter } from '../charts/meter.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import { formatDay } from '../format.ts';
import { everyWords } from '../reports/rule-words.ts';
import type { Viewer } from '../viewer.ts';

/** What the page of pathways shows. */
export interface PathwaysProps {
  readonly viewer: Viewer;
  readonly organization: string;
  readonly pathways: readonly Pathway[];
  /** Names by identifier. */
  readonly achievements: ReadonlyMap<string, string>;
  /** Names by identifier. */
  readonly communities: ReadonlyMap<string, string>;
}

type Named = Pick<PathwaysProps, 'organization' | 'achievements' | 'communities'>;

const BadgePart = ({ part, ...named }: Named & { part: Extract<Measured, { kind: 'badge' }> }) => {
  const name = named.achievements.get(part.achievement) ?? part.held?.name ?? part.achievement;
  return (
    <p class="meta">
      <span class={part.met ? 'tag tag-good' : 'tag'}>{part.met ? 'Earned' : 'Missing'}</span>
      <span>
        The badge{' '}
        {named.achievements.has(part.achievement) ? (
          <a href={`/organizations/${named.organization}/achievements/${part.achievement}`}>{name}</a>
        ) : (
          name
        )}
        {part.held && `, held since ${formatDay(part.held.day)}`}
      </span>
    </p>
  );
};

const CountPart = ({ part, ...named }: Named & { part: Extract<Measured, { kind: 'count' }> }) => {
  const { criterion, reached, community, met } = part;
  const { count, atLeast, from, through, in: scope } = criterion;
  const place = community === undefined ? '' : ` in ${named.communities.get(community) ?? community}`;
  const within = scope === 'any-one-community' && community === undefined ? ' in one community' : place;
  const days = [from && `from ${formatDay(from)}`, through && `until ${formatDay(through)}`].filter(Boolean);
  const words = `${counterInWords(count)}${within}: ${reached} of ${atLeast}`;
  return (
    <>
      <p class="meta">
        <span class={met ? 'tag tag-good' : 'tag'}>{met ? 'Done' : 'Under way'}</span>
        <span>{[words, ...days].join(', ')}</span>
      </p>
      <Meter value={reached} of={atLeast} label={words} />
    </>
  );
};

const Part = ({ part, ...named }: Named & { readonly part: Measured }) => {
  switch (part.kind) {
    case 'badge':
      return <BadgePart part={part} {...named} />;
    case 'count':
      return <CountPart part={part} {...named} />;
    case 'all':
    case 'any':
      return (
        <>
          <p>{part.kind === 'all' ? 'All of these:' : 'Any one of these:'}</p>
          <ul class="parts-of-pathway">
            {part.parts.map((one) => (
              <li class="stack">
                <Part part={one} {...named} />
              </li>
            ))}
          </ul>
        </>
      );
  }
};

const PathwayCard = ({ pathway, viewer, ...named }: Named & { pathway: Pathway; viewer: Viewer }) => {
  const { rule, measured, grantedAt } = pathway;
  const { met, of } = partsMet(measured);
  return (
    <li class="card stack" id={`pathway-${rule.rule}`}>
      <div>
        <h2>{rule.grants.badge?.name ?? rule.name}</h2>
        <p class="quiet">
          {rule.grants.badge?.description ?? rule.reason}
          {rule.every !== 'once' && ` It can be earned ${everyWords[rule.every]}.`}
        </p>
      </div>
      {grantedAt !== undefined ? (
        <p>
          <span class="tag tag-good">
            Earned on <Time at={grantedAt} zone={viewer.timeZone} style="day" />
          </span>
        </p>
      ) : (
        <>
          <Meter value={met} of={of} label={`${met} of ${of} steps taken`} />
          <p class="small quiet">
            {met} of {of} {of === 1 ? 'step' : 'steps'} taken
          </p>
        </>
      )}
      <Part part={measured} {...named} />
    </li>
  );
};

/** The badges that need other badges, and how far the member is towards each. */
export const PathwaysPage = ({ viewer, pathways, ...named }: PathwaysProps) => (
  <Layout title="Pathways" viewer={viewer}>
    <PageHead title="Pathways" trail={[{ href: '/', text: 'Home' }]}>
      <p class="lead">
        Some badges need others. When you earn the last of them, the badge at the end is yours by itself.
      </p>
    </PageHead>
    {pathways.length > 0 ? (
      <ul class="stack-wide">
        {pathways.map((pathway) => (
          <PathwayCard pathway={pathway} viewer={viewer} {...named} />
        ))}
      </ul>
    ) : (
      <p class="empty">Your organization has no pathway yet.</p>
    )}
  </Layout>
);
