import type { DigestSchedule } from '../../shared/digests/model.ts';
import { type Choice, ErrorSummary, Radios, Select } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

const frequencies: readonly Choice[] = [
  { value: 'daily', text: 'Every day' },
  { value: 'weekly', text: 'Once a week' },
  { value: 'none', text: 'Never' },
];

const weekdays: readonly Choice[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
].map((text, i) => ({ value: String(i + 1), text }));

const hours: readonly Choice[] = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  text: `${((hour + 11) % 12) + 1}:00 ${hour < 12 ? 'AM' : 'PM'}`,
}));

// The runtime's list leaves UTC out, although it is a zone of the IANA database.
const zones: readonly Choice[] = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
  value: zone,
  text: zone.replaceAll('_', ' '),
}));

/** Zones to choose from, with the member's own among them even where it goes by an older name. */
const zonesWith = (own: string): readonly Choice[] =>
  own === '' || zones.some(({ value }) => value === own) ? zones : [{ value: own, text: own }, ...zones];

/** When a member's digest comes. */
export const DigestPage = ({
  viewer,
  schedule,
  form,
  saved,
}: {
  readonly viewer: Viewer;
  readonly schedule: DigestSchedule | undefined;
  readonly form: FormState;
  readonly saved: boolean;
}) => (
  <Layout title="Your digest" viewer={viewer}>
    <div class="narrow stack-wide">
      <ErrorSummary form={form} />
      <PageHead title="Your digest">
        <p class="lead">
          One mail for all your communities: new topics, replies, and what you earned. Where there is nothing
          to tell, no mail comes.
        </p>
      </PageHead>
      <p class={saved ? 'notice good' : 'notice'} role={saved ? 'status' : undefined}>
        {saved && 'Saved. '}
        {schedule?.dueAt !== undefined ? (
          <>
            Your next digest comes on{' '}
            <strong>
              <Time at={schedule.dueAt} zone={schedule.timeZone} style="weekday-time" />
            </strong>
            .
          </>
        ) : (
          'You get no digest at present.'
        )}
      </p>
      <form class="card stack" method="post" action="/settings/digest" novalidate>
        <Radios form={form} name="frequency" legend="How often" choices={frequencies} />
        <div class="row">
          <Select form={form} name="weekday" label="Day, if weekly" choices={weekdays} />
          <Select form={form} name="hour" label="Time of day" choices={hours} />
        </div>
        <Select
          form={form}
          name="timeZone"
          label="Time zone"
          hint="All times on this site are told in it."
          choices={zonesWith(form.fields.get('timeZone') ?? '')}
        />
        <p class="actions">
          <button class="button" type="submit">
            Save
          </button>
        </p>
      </form>
    </div>
  </Layout>
);

/** Asks whoever followed the link in a digest whether it is to end; a GET alone ends nothing, since mail scanners follow links. */
export const UnsubscribePage = ({ token }: { readonly token: string }) => (
  <Layout title="End your digest" viewer={undefined}>
    <div class="narrow">
      <PageHead title="End your digest?">
        <p class="lead">
          No digest will come any more, from any of your communities. You can turn it on again in your
          settings.
        </p>
      </PageHead>
      <form method="post" action={`/unsubscribe/${token}`}>
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <p class="actions">
          <button class="button" type="submit">
            End my digest
          </button>
          <a href="/settings/digest">Change how often it comes instead</a>
        </p>
      </form>
    </div>
  </Layout>
);

/** Says that the digest has ended. */
export const UnsubscribedPage = () => (
  <Layout title="Your digest has ended" viewer={undefined}>
    <div class="narrow">
      <PageHead title="Your digest has ended">
        <p class="lead">No more will come. If you change your mind, turn it on again in your settings.</p>
      </PageHead>
      <p class="actions">
        <a class="button plain" href="/settings/digest">
          Digest settings
        </a>
      </p>
    </div>
  </Layout>
);
