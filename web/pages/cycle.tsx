import type { Community } from '../../shared/communities/model.ts';
import { nextStep } from '../../shared/inquiry/complete-step.ts';
import { type Cycle, steps } from '../../shared/inquiry/model.ts';
import { Meter } from '../charts/meter.tsx';
import { Due } from '../components/due.tsx';
import { ErrorSummary } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { MemberLink, type Names, nameOf } from '../components/people.tsx';
import { Prose } from '../components/prose.tsx';
import { CompleteForm, DeadlineForm } from '../components/step-forms.tsx';
import { Time } from '../components/time.tsx';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What each step is for, for whoever has not been through a cycle yet. */
const guidance: readonly string[] = [
  'Look at what your own data shows, and agree on one problem of practice.',
  'Read what is known about it, and talk it through until you see it alike.',
  'Choose a few strategies that fit your people and your place.',
  'Write down who does what by when, and how you will know that it worked.',
  'Do it. Keep a record of what went well and what did not.',
  'Compare what came out with what you had hoped for.',
  'Say what you learned, what you keep, and what you will change.',
];

/** What a cycle's page tells. */
export interface CycleProps {
  readonly viewer: Viewer;
  readonly community: Community;
  readonly cycle: Cycle;
  readonly names: Names;
  readonly canComplete: boolean;
  /** The viewer's calendar day. */
  readonly today: string;
  readonly form: FormState;
}

const Completed = ({
  done,
  names,
  zone,
}: {
  readonly done: Cycle['completed'][number];
  readonly names: Names;
  readonly zone: string;
}) => (
  <>
    <p class="meta">
      <span class="tag tag-good">Complete</span>
      <MemberLink names={names} member={done.by} />
      <span aria-hidden="true">·</span>
      <Time at={done.at} zone={zone} />
    </p>
    {done.note !== '' && <Prose text={done.note} />}
  </>
);

/** A cycle of inquiry: its seven steps, what came of each, and for its facilitator the way to complete the next. */
export const CyclePage = ({ viewer, community, cycle, names, canComplete, today, form }: CycleProps) => {
  const next = nextStep(cycle);
  const done = cycle.completed.length;
  return (
    <Layout title={cycle.title} viewer={viewer}>
      <ErrorSummary form={form} />
      <PageHead
        title={cycle.title}
        trail={[
          { href: '/', text: 'Home' },
          { href: `/communities/${community.community}`, text: community.name },
        ]}
      >
        <p class="lead">
          {next === undefined
            ? 'This cycle is complete. It counts for everybody who took part.'
            : `${done} of ${steps.length} steps complete.`}
        </p>
        <Meter value={done} of={steps.length} label={`${done} of ${steps.length} steps complete`} />
      </PageHead>
      <div class="columns">
        <ol class="steps" aria-label="Steps of the cycle">
          {steps.map((name, i) => {
            const step = i + 1;
            const completed = cycle.completed[i];
            const state = completed ? 'done' : step === next ? 'next' : 'later';
            return (
              <li class={state} aria-current={state === 'next' ? 'step' : undefined}>
                <span class="dot" aria-hidden="true">
                  {completed ? '✓' : step}
                </span>
                <div class="body">
                  <h2>
                    <span class="visually-hidden">Step {step}: </span>
                    {name}
                  </h2>
                  {completed && <Completed done={completed} names={names} zone={viewer.timeZone} />}
                  {state === 'next' && <p class="quiet">{guidance[i]}</p>}
                  {state === 'next' && cycle.nextDueOn !== undefined && (
                    <p>
                      <Due day={cycle.nextDueOn} today={today} />
                    </p>
                  )}
                  {state === 'next' && canComplete && (
                    <>
                      <CompleteForm cycle={cycle} step={step} form={form} />
                      <DeadlineForm cycle={cycle} form={form} />
                    </>
                  )}
                  {state === 'next' && !canComplete && (
                    <p class="small quiet">The facilitator marks this step complete.</p>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
        <section class="card stack" aria-labelledby="taking-part">
          <h2 id="taking-part">Taking part</h2>
          <p class="small quiet">
            Since <Time at={cycle.startedAt} zone={viewer.timeZone} style="day" />
          </p>
          <ul class="people">
            {[...cycle.members]
              .sort((a, b) => nameOf(names, a).localeCompare(nameOf(names, b), 'en'))
              .map((member) => (
                <li>
                  <MemberLink names={names} member={member} />
                </li>
              ))}
          </ul>
        </section>
      </div>
    </Layout>
  );
};
