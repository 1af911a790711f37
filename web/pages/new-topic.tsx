import type { Community } from '../../shared/communities/model.ts';
import type { Person } from '../../shared/discussions/mention-names.ts';
import { ErrorSummary, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { PostText } from '../components/post-forms.tsx';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** Writing a topic. */
export const NewTopicPage = ({
  viewer,
  community,
  form,
  once,
  people,
}: {
  readonly viewer: Viewer;
  readonly community: Community;
  readonly form: FormState;
  /** What tells this form from every other, so that one that is sent twice is one topic. */
  readonly once: string;
  /** Whom to mention, where the community lists its people. */
  readonly people: readonly Person[] | undefined;
}) => (
  <Layout title={form.errors.length > 0 ? 'Please check: write a topic' : 'Write a topic'} viewer={viewer}>
    <div class="narrow stack-wide">
      <ErrorSummary form={form} />
      <PageHead
        title="Write a topic"
        trail={[
          { href: '/', text: 'Home' },
          { href: `/communities/${community.community}`, text: community.name },
        ]}
      >
        <p class="lead">Everybody in {community.name} can read it and reply. Name no students.</p>
      </PageHead>
      <form class="card stack" method="post" action={`/communities/${community.community}/topics`} novalidate>
        <input type="hidden" name="once" value={once} />
        <TextField
          form={form}
          name="title"
          label="Title"
          hint="A question or a finding, in one line."
          maxLength={300}
          required
        />
        <PostText form={form} rows={12} people={people} />
        <p class="actions">
          <button class="button" type="submit">
            Post topic
          </button>
          <a href={`/communities/${community.community}`}>Cancel</a>
        </p>
      </form>
    </div>
  </Layout>
);
