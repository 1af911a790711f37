import type { Goal } from '../../shared/inquiry/model.ts';
import { Meter } from '../charts/meter.tsx';
import { Due } from '../components/due.tsx';
import { type Choice, ErrorSummary, Select, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What the page of a member's goals tells. */
export interface GoalsProps {
  readonly viewer: Viewer;
  readonly goals: readonly Goal[];
  /** Names of the member's communities, by identifier. */
  readonly communities: ReadonlyMap<string, string>;
  /** The viewer's calendar day. */
  readonly today: string;
  readonly form: FormState;
}

/** Steps in which an owner estimates progress. */
const ESTIMATES = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

const GoalCard = ({
  goal,
  where,
  zone,
  today,
}: {
  goal: Goal;
  where: string;
  zone: string;
  today: string;
}) => {
  const { goal: id, metAt, percent } = goal;
  return (
    <li class="card stack" id={`goal-${id}`}>
      <div>
        <h3>{goal.title}</h3>
        <p class="meta">
          <span>{where}</span>
          <span aria-hidden="true">·</span>
          <span>
            set <Time at={goal.setAt} zone={zone} style="day" />
          </span>
        </p>
      </div>
      {goal.measure !== '' && (
        <p>
          <span class="quiet">Met when:</span> {goal.measure}
        </p>
      )}
      {goal.dueOn !== undefined && metAt === undefined && (
        <p>
          <Due day={goal.dueOn} today={today} />
        </p>
      )}
      <Meter value={percent} of={100} label={`${percent} percent reached`} />
      {metAt !== undefined ? (
        <p>
          <span class="tag tag-good">
            Met on <Time at={metAt} zone={zone} style="day" />
          </span>
        </p>
      ) : (
        <div class="row">
          <form class="field" method="post" action={`/goals/${id}/progress`}>
            <label for={`percent-${id}`}>How far you are</label>
            <div class="actions">
              <select id={`percent-${id}`} name="percent">
                {[...new Set([...ESTIMATES, percent])]
                  .sort((a, b) => a - b)
                  .map((estimate) => (
                    <option value={estimate} selected={estimate === percent}>
                      {`${estimate} %`}
                    </option>
                  ))}
              </select>
              <button class="button plain" type="submit">
                Save<span class="visually-hidden">: {goal.title}</span>
              </button>
            </div>
          </form>
          <form method="post" action={`/goals/${id}/met`}>
            <button class="button" type="submit">
              Mark as met<span class="visually-hidden">: {goal.title}</span>
            </button>
          </form>
        </div>
      )}
    </li>
  );
};

const GoalSection = ({ id, title, goals, ...props }: GoalsProps & { id: string; title: string }) => (
  <section class="stack" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <ul class="stack">
      {goals.map((goal) => (
        <GoalCard
          goal={goal}
          where={props.communities.get(goal.community) ?? goal.community}
          zone={props.viewer.timeZone}
          today={props.today}
        />
      ))}
    </ul>
  </section>
);

/** A member's goals: those that are open, a way to set one, and those that were met. */
export const GoalsPage = (props: GoalsProps) => {
  const { viewer, goals, communities, form } = props;
  const open = goals.filter(({ metAt }) => metAt === undefined);
  const met = goals.filter(({ metAt }) => metAt !== undefined);
  const choices: Choice[] = [...communities].map(([value, text]) => ({ value, text }));
  return (
    <Layout title="Your goals" viewer={viewer}>
      <ErrorSummary form={form} />
      <PageHead title="Your goals">
        <p class="lead">
          Only you can see them. That a goal was met counts towards what your association recognises.
        </p>
      </PageHead>
      <div class="columns">
        <div class="stack-wide">
          {open.length > 0 ? (
            <GoalSection {...props} id="open" title="Open" goals={open} />
          ) : (
            <p class="empty">You have no open goal.</p>
          )}
          {met.length > 0 && <GoalSection {...props} id="met" title="Met" goals={met} />}
        </div>
        <section class="card stack" aria-labelledby="set">
          <h2 id="set">Set a goal</h2>
          {choices.length > 0 ? (
            <form class="stack" method="post" action="/goals" novalidate>
              <TextField form={form} name="title" label="What you want to reach" maxLength={300} required />
              <TextArea
                form={form}
                name="measure"
                label="How you will know"
                hint="Optional, and worth it."
                maxLength={1000}
                short
              />
              <TextField
                form={form}
                name="dueOn"
                label="By when"
                hint="Optional. Your digest reminds you."
                type="date"
              />
              <Select form={form} name="community" label="Community" choices={choices} />
              <p class="actions">
                <button class="button" type="submit">
                  Set this goal
                </button>
              </p>
            </form>
          ) : (
            <p class="quiet">A goal belongs to one of your communities, and you are not in one yet.</p>
          )}
        </section>
      </div>
    </Layout>
  );
};
