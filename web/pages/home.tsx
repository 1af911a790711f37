import type { CredentialSummary } from '../../shared/badges/model.ts';
import type { DigestContent } from '../../shared/digests/content.ts';
import { dayIn } from '../../shared/digests/local-day.ts';
import type { FeedItem } from '../../shared/discussions/model.ts';
import { nextStep } from '../../shared/inquiry/complete-step.ts';
import { type Cycle, type Goal, steps } from '../../shared/inquiry/model.ts';
import type { CommunityRole } from '../../shared/members/model.ts';
import { Meter } from '../charts/meter.tsx';
import { BadgeRow, ownBadgeHref } from '../components/badge.tsx';
import { Due } from '../components/due.tsx';
import { ForYou } from '../components/for-you.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import type { Names } from '../components/people.tsx';
import { PostList } from '../components/posts.tsx';
import type { Viewer } from '../viewer.ts';

/** A community of the member, and what they are in it. */
interface OwnCommunity {
  readonly community: string;
  readonly name: string;
  readonly role: CommunityRole;
}

/** What the home page tells. */
export interface HomeProps {
  readonly viewer: Viewer;
  readonly organizationName: string;
  readonly communities: readonly OwnCommunity[];
  /** What the member has not read of the last days. */
  readonly content: DigestContent;
  readonly posts: readonly FeedItem[];
  readonly names: Names;
  /** Cycles that are under way. */
  readonly cycles: readonly Cycle[];
  /** Goals that are not met yet. */
  readonly goals: readonly Goal[];
  /** The latest few, newest first. */
  readonly badges: readonly CredentialSummary[];
  readonly now: Date;
}

const CycleCard = ({
  cycle,
  where,
  today,
}: {
  readonly cycle: Cycle;
  readonly where: string;
  readonly today: string;
}) => {
  const next = nextStep(cycle);
  return (
    <li class="stack">
      <div>
        <h3>
          <a href={`/communities/${cycle.community}/cycles/${cycle.cycle}`}>{cycle.title}</a>
        </h3>
        <p class="small quiet">
          {where}, {cycle.completed.length} of {steps.length} steps
        </p>
      </div>
      <Meter
        value={cycle.completed.length}
        of={steps.length}
        label={`${cycle.completed.length} of ${steps.length} steps complete`}
      />
      <p>
        <span class="quiet">Next, step {next}:</span> {steps[(next ?? 1) - 1]}{' '}
        {cycle.nextDueOn !== undefined && <Due day={cycle.nextDueOn} today={today} />}
      </p>
    </li>
  );
};

/** A member's home: what was said lately in all their communities, and what is next for them. */
export const HomePage = (props: HomeProps) => {
  const { viewer, communities, posts, names, cycles, goals, badges, now } = props;
  const today = dayIn(viewer.timeZone, now);
  const communityNames = new Map(communities.map(({ community, name }) => [community, name]));
  return (
    <Layout title="Home" viewer={viewer}>
      <PageHead title={`Welcome, ${viewer.name}`}>
        <p class="lead">{props.organizationName}</p>
      </PageHead>
      <div class="columns">
        <div class="stack-wide beside">
          <section class="card stack" aria-labelledby="communities">
            <h2 id="communities">Your communities</h2>
            <ul class="links">
              {communities.map(({ community, name, role }) => (
                <li>
                  <a href={`/communities/${community}`}>{name}</a>
                  {role !== 'member' && (
                    <span class="tag tag-accent">{role === 'coach' ? 'Coach' : 'Facilitator'}</span>
                  )}
                </li>
              ))}
            </ul>
            {communities.length === 0 && <p class="quiet">None yet.</p>}
          </section>
          {cycles.length > 0 && (
            <section class="card stack" aria-labelledby="cycles">
              <h2 id="cycles">Inquiry under way</h2>
              <ul class="stack">
                {cycles.map((cycle) => (
                  <CycleCard
                    cycle={cycle}
                    where={communityNames.get(cycle.community) ?? cycle.community}
                    today={today}
                  />
                ))}
              </ul>
            </section>
          )}
          <section class="card stack" aria-labelledby="goals">
            <div class="section-head">
              <h2 id="goals">Your goals</h2>
              <a href="/goals">{goals.length > 0 ? 'All goals' : 'Set a goal'}</a>
            </div>
            {goals.length > 0 ? (
              <ul class="stack">
                {goals.map(({ title, percent, dueOn }) => (
                  <li class="stack">
                    <p>
                      {title} <span class="quiet">({percent} %)</span>{' '}
                      {dueOn !== undefined && <Due day={dueOn} today={today} />}
                    </p>
                    <Meter value={percent} of={100} label={`${percent} percent reached`} />
                  </li>
                ))}
              </ul>
            ) : (
              <p class="quiet">No open goal. One that you can see yourself reaching is enough.</p>
            )}
          </section>
          {badges.length > 0 && (
            <section class="card stack" aria-labelledby="badges">
              <div class="section-head">
                <h2 id="badges">Recent badges</h2>
                <a href={`/members/${viewer.member}`}>All badges and credits</a>
              </div>
              <BadgeRow badges={badges} zone={viewer.timeZone} now={now} hrefOf={ownBadgeHref} />
            </section>
          )}
          <p>
            <a href="/pathways">Pathways: where your badges lead</a>
          </p>
        </div>
        <div class="stack-wide">
          <ForYou content={props.content} now={now} />
          <section class="stack" aria-labelledby="latest">
            <h2 id="latest">Latest in your communities</h2>
            {posts.length > 0 ? (
              <PostList posts={posts} names={names} zone={viewer.timeZone} communities={communityNames} />
            ) : (
              <div class="empty">
                <p>
                  {communities.length > 0
                    ? 'Nobody has written here yet. A question from your own practice is a good beginning.'
                    : 'You do not belong to a community yet. Ask your association which one suits your practice.'}
                </p>
                {communities[0] && (
                  <a class="button" href={`/communities/${communities[0].community}/topics/new`}>
                    Write the first topic
                  </a>
                )}
              </div>
            )}
          </section>
        </div>
      </div>
    </Layout>
  );
};
