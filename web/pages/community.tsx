import type { Community } from '../../shared/communities/model.ts';
import type { FeedItem } from '../../shared/discussions/model.ts';
import { nextStep } from '../../shared/inquiry/complete-step.ts';
import { type Cycle, steps } from '../../shared/inquiry/model.ts';
import type { Membership } from '../../shared/members/model.ts';
import { Meter } from '../charts/meter.tsx';
import { Due } from '../components/due.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Avatar, MemberLink, type Names, nameOf } from '../components/people.tsx';
import { PostList } from '../components/posts.tsx';
import { Prose } from '../components/prose.tsx';
import { countOf } from '../format.ts';
import type { Viewer } from '../viewer.ts';

/** What a community's page tells. */
export interface CommunityProps {
  readonly viewer: Viewer;
  readonly community: Community;
  readonly topics: readonly FeedItem[];
  /** Where older topics begin, if there are more. */
  readonly olderBefore: string | undefined;
  readonly cycles: readonly Cycle[];
  readonly roster: readonly Membership[];
  readonly names: Names;
  readonly canWrite: boolean;
  readonly canStartCycle: boolean;
  readonly canCurate: boolean;
  /** The viewer's calendar day. */
  readonly today: string;
}

/** Most people listed on the page itself. */
const SHOWN = 40;

const roleTags = { facilitator: 'Facilitator', coach: 'Coach' } as const;
const rank = { facilitator: 0, coach: 1, member: 2 } as const;

const CycleItem = ({ cycle, today }: { readonly cycle: Cycle; readonly today: string }) => {
  const next = nextStep(cycle);
  const done = cycle.completed.length;
  return (
    <li class="stack">
      <h3>
        <a href={`/communities/${cycle.community}/cycles/${cycle.cycle}`}>{cycle.title}</a>
      </h3>
      <Meter value={done} of={steps.length} label={`${done} of ${steps.length} steps complete`} />
      <p class="small">
        {next === undefined ? (
          <span class="tag tag-good">Complete</span>
        ) : (
          <>
            <span class="quiet">
              Next, step {next} of {steps.length}:
            </span>{' '}
            {steps[next - 1]} {cycle.nextDueOn !== undefined && <Due day={cycle.nextDueOn} today={today} />}
          </>
        )}
      </p>
    </li>
  );
};

const People = ({ roster, names }: Pick<CommunityProps, 'roster' | 'names'>) => {
  const sorted = [...roster].sort(
    (a, b) =>
      rank[a.role] - rank[b.role] || nameOf(names, a.member).localeCompare(nameOf(names, b.member), 'en'),
  );
  return (
    <>
      <ul class="people">
        {sorted.slice(0, SHOWN).map(({ member, role }) => (
          <li class="person">
            <Avatar name={nameOf(names, member)} />
            <span>
              <MemberLink names={names} member={member} />{' '}
              {role !== 'member' && <span class="tag tag-accent">{roleTags[role]}</span>}
            </span>
          </li>
        ))}
      </ul>
      {sorted.length > SHOWN && (
        <p class="quiet">and {countOf(sorted.length - SHOWN, 'more person', 'more people')}</p>
      )}
    </>
  );
};

/** A community: what it is for, what it talks about, where its inquiry stands, and who belongs to it. */
export const CommunityPage = (props: CommunityProps) => {
  const { viewer, community, topics, cycles, roster } = props;
  const base = `/communities/${community.community}`;
  return (
    <Layout title={community.name} viewer={viewer}>
      <PageHead title={community.name} trail={[{ href: '/', text: 'Home' }]}>
        <div class="lead">
          <Prose text={community.purpose} />
        </div>
      </PageHead>
      <div class="columns">
        <section class="stack" aria-labelledby="topics">
          <div class="section-head">
            <h2 id="topics">Topics</h2>
            {props.canWrite && (
              <a class="button" href={`${base}/topics/new`}>
                Write a topic
              </a>
            )}
          </div>
          {topics.length > 0 ? (
            <PostList posts={topics} names={props.names} zone={viewer.timeZone} />
          ) : (
            <p class="empty">No topics here yet.</p>
          )}
          {props.olderBefore !== undefined && (
            <p class="actions">
              <a class="button plain" href={`${base}?before=${encodeURIComponent(props.olderBefore)}#topics`}>
                Older topics
              </a>
            </p>
          )}
        </section>
        <div class="stack-wide">
          <section class="card stack" aria-labelledby="cycles">
            <h2 id="cycles">Cycles of inquiry</h2>
            {cycles.length > 0 ? (
              <ul class="stack">
                {cycles.map((cycle) => (
                  <CycleItem cycle={cycle} today={props.today} />
                ))}
              </ul>
            ) : (
              <p class="quiet">None has been started yet.</p>
            )}
            {props.canStartCycle && (
              <p>
                <a class="button plain" href={`${base}/cycles/new`}>
                  Start a cycle
                </a>
              </p>
            )}
          </section>
          {props.canCurate && (
            <section class="card stack" aria-labelledby="digest">
              <h2 id="digest">The coming digest</h2>
              <p class="quiet">Introduce it, put a post first, or hold one back.</p>
              <p>
                <a class="button plain" href={`${base}/digest`}>
                  Look after the digest
                </a>
              </p>
            </section>
          )}
          <section class="card stack" aria-labelledby="people">
            <h2 id="people">{countOf(roster.length, 'person', 'people')}</h2>
            <People roster={roster} names={props.names} />
          </section>
        </div>
      </div>
    </Layout>
  );
};
