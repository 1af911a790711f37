import type { Community } from '../../shared/communities/model.ts';
import { ErrorSummary, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import type { Names } from '../components/people.tsx';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** Starting a cycle: what it is about, and who takes part. */
export const NewCyclePage = ({
  viewer,
  community,
  people,
  chosen,
  form,
}: {
  readonly viewer: Viewer;
  readonly community: Community;
  /** Everybody in the community, by identifier. */
  readonly people: Names;
  readonly chosen: ReadonlySet<string>;
  readonly form: FormState;
}) => (
  <Layout title="Start a cycle of inquiry" viewer={viewer}>
    <div class="narrow stack-wide">
      <ErrorSummary form={form} />
      <PageHead
        title="Start a cycle of inquiry"
        trail={[
          { href: '/', text: 'Home' },
          { href: `/communities/${community.community}`, text: community.name },
        ]}
      >
        <p class="lead">Seven steps, from what your data shows to what you learned.</p>
      </PageHead>
      <form class="card stack" method="post" action={`/communities/${community.community}/cycles`} novalidate>
        <TextField
          form={form}
          name="title"
          label="What the cycle is about"
          hint="For instance: Why do so few of our students ask questions?"
          maxLength={300}
          required
        />
        <TextField
          form={form}
          name="nextDueOn"
          label="The first step is due on"
          hint="Optional. It can be moved, and each step can have its own."
          type="date"
        />
        <fieldset id="members">
          <legend>Who takes part</legend>
          <p class="hint">
            Its completion counts for each of them. You take part as its facilitator. At most 100.
          </p>
          <div class="choices">
            {[...people]
              .sort(([, a], [, b]) => a.localeCompare(b, 'en'))
              .map(([member, name]) => (
                <label>
                  <input type="checkbox" name="members" value={member} checked={chosen.has(member)} />
                  {name}
                </label>
              ))}
          </div>
        </fieldset>
        <p class="actions">
          <button class="button" type="submit">
            Start the cycle
          </button>
          <a href={`/communities/${community.community}`}>Cancel</a>
        </p>
      </form>
    </div>
  </Layout>
);
