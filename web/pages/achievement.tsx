import type { ToldRevision } from '../../shared/badges/achievement-revisions.ts';
import type { CatalogueEntry } from '../../shared/badges/catalogue-entry.ts';
import { AchievementHistory } from '../components/achievement-history.tsx';
import { AlignmentRows, EndorsementRows, ResultRows } from '../components/achievement-rows.tsx';
import { CheckBox, ErrorSummary, FileField, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import { errorOf, type FormState, typed } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What the page of an achievement shows. */
export interface AchievementProps {
  readonly viewer: Viewer;
  /** Absent while it is being made. */
  readonly entry: CatalogueEntry | undefined;
  readonly form: FormState;
  readonly saved: boolean;
  /** Its revisions, the last first; empty where they are not asked for. */
  readonly revisions?: readonly ToldRevision[];
  /** Names of whoever made them. */
  readonly names?: ReadonlyMap<string, string>;
}

const Words = ({ form, entry }: Pick<AchievementProps, 'form' | 'entry'>) => (
  <section class="card stack" aria-labelledby="words">
    <h2 id="words">What it is</h2>
    <TextField form={form} name="name" label="Name" hint="Stands on the badge." maxLength={120} required />
    {!entry && (
      <TextField
        form={form}
        name="achievement"
        label="Identifier"
        hint="Part of its address, for ever: letters, digits, dots and hyphens."
        maxLength={64}
        required
      />
    )}
    <TextArea form={form} name="description" label="What it stands for" maxLength={1000} short required />
    <TextArea form={form} name="criteria" label="What somebody has to do" maxLength={2000} short required />
    <div class="row">
      <TextField form={form} name="level" label="Level" hint="As “Level 2”." maxLength={24} />
      <TextField form={form} name="tags" label="Tags" hint="Parted by commas." maxLength={1300} />
    </div>
    <div class="row">
      <TextField form={form} name="months" label="Valid for months" hint="Empty: for ever." maxLength={3} />
      <TextField form={form} name="credits" label="Credits it can bring" hint="Optional." maxLength={8} />
    </div>
  </section>
);

const Picture = ({ form, entry }: Pick<AchievementProps, 'form' | 'entry'>) => (
  <section class="card stack" aria-labelledby="picture-of-it">
    <h2 id="picture-of-it">Picture</h2>
    <p>
      {entry?.achievement.image === undefined
        ? 'The badge is drawn from its name, its level and your organization. You can give it a picture of your own instead.'
        : 'It has a picture of your own.'}
    </p>
    <FileField
      form={form}
      name="picture"
      label="Picture"
      hint="A square PNG of at most 256 KB, or an SVG of at most 100 KB."
      accept="image/png,image/svg+xml"
    />
    {entry?.achievement.image !== undefined && (
      <CheckBox form={form} name="no-picture" label="Draw it again instead of the picture" />
    )}
  </section>
);

/** True where a group of fields holds something, or something is wrong in it: then it is open. */
const isOpen = (form: FormState, group: string): boolean =>
  [...form.fields].some(
    ([name, value]) => name.startsWith(`${group}.`) && value !== '' && !name.endsWith('Type'),
  ) || form.errors.some(({ field }) => field.startsWith(`${group}.`) || errorOf(form, group) !== undefined);

/** Makes an achievement of the catalogue, or changes one. */
export const AchievementPage = ({
  viewer,
  entry,
  form,
  saved,
  revisions = [],
  names = new Map(),
}: AchievementProps) => {
  const id = entry?.achievement.achievement;
  const title = entry?.achievement.name ?? 'Make an achievement';
  return (
    <Layout title={title} viewer={viewer}>
      <ErrorSummary form={form} />
      <PageHead
        title={title}
        trail={[
          { href: '/staff', text: 'Staff' },
          { href: '/staff/achievements', text: 'Achievements' },
        ]}
      >
        {entry && (
          <p class="lead">
            Changed last on <Time at={entry.changedAt} zone={viewer.timeZone} />. Badges that were awarded
            stay as they are.
          </p>
        )}
        {entry && (
          <p class="actions">
            <a class="button plain" href={`/staff/award?achievement=${entry.achievement.achievement}`}>
              Award it
            </a>
            <a href={`/organizations/${entry.organization}/achievements/${entry.achievement.achievement}`}>
              Its public page
            </a>
          </p>
        )}
      </PageHead>
      {saved && (
        <p class="notice good" role="status">
          Saved.
        </p>
      )}
      <form
        class="stack-wide narrow"
        method="post"
        action={id === undefined ? '/staff/achievements' : `/staff/achievements/${id}`}
        enctype="multipart/form-data"
        novalidate
      >
        {entry && (
          <input type="hidden" name="revision" value={typed(form, 'revision') || String(entry.revision)} />
        )}
        <Words form={form} entry={entry} />
        <Picture form={form} entry={entry} />
        <details class="card" open={isOpen(form, 'alignment')}>
          <summary>Alignment to a framework of competencies</summary>
          <AlignmentRows form={form} />
        </details>
        <details class="card" open={isOpen(form, 'results')}>
          <summary>Results, as a grade or a score</summary>
          <ResultRows form={form} />
        </details>
        <details class="card" open={isOpen(form, 'endorsement')}>
          <summary>Endorsements by others</summary>
          <EndorsementRows form={form} />
        </details>
        <p class="actions">
          <button class="button" type="submit">
            Save
          </button>
        </p>
      </form>
      {revisions.length > 0 && (
        <AchievementHistory revisions={revisions} names={names} zone={viewer.timeZone} />
      )}
    </Layout>
  );
};
