import type { DigestSchedule } from '../../shared/digests/model.ts';
import { Language } from '../../shared/mail/language.ts';
import { NotificationKind } from '../../shared/notifications/model.ts';
import { type FormState, typed } from '../forms.ts';
import { frequencyWords, hourInWords, kindWords, languageNames, weekdayNames } from '../mail-words.ts';
import { CheckBox, type Choice, Radios, Select } from './form.tsx';
import { Time } from './time.tsx';

const frequencies: readonly Choice[] = Object.entries(frequencyWords).map(([value, text]) => ({
  value,
  text,
}));
const weekdays: readonly Choice[] = weekdayNames.map((text, i) => ({ value: String(i + 1), text }));
const monthdays: readonly Choice[] = Array.from({ length: 31 }, (_, i) => {
  const value = String(i + 1);
  return { value, text: i < 28 ? value : `${value}, or the last` };
});
const hours: readonly Choice[] = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  text: hourInWords(hour),
}));
const none: Choice = { value: '', text: 'No quiet hours' };

const languages: readonly Choice[] = [
  { value: '', text: 'As my organization' },
  ...Language.options.map((value) => ({ value, text: languageNames[value] })),
];

const levels: readonly Choice[] = [
  { value: 'everything', text: 'Everything' },
  { value: 'mentions', text: 'Only mentions of me and replies to me' },
  { value: 'muted', text: 'Nothing' },
];

// The runtime's list leaves UTC out, although it is a zone of the IANA database.
const zones: readonly Choice[] = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
  value: zone,
  text: zone.replaceAll('_', ' '),
}));

/** Zones to choose from, with the member's own among them even where it goes by an older name. */
const zonesWith = (own: string): readonly Choice[] =>
  own === '' || zones.some(({ value }) => value === own) ? zones : [{ value: own, text: own }, ...zones];

interface Props {
  readonly form: FormState;
  /** The communities of whoever chooses: identifier and name. */
  readonly communities: readonly { readonly community: string; readonly name: string }[];
}

const When = ({ form }: Pick<Props, 'form'>) => (
  <section class="card stack" aria-labelledby="when">
    <h2 id="when">The digest</h2>
    <Radios form={form} name="frequency" legend="How often" choices={frequencies} />
    <div class="row">
      <Select form={form} name="weekday" label="Day, if weekly" choices={weekdays} />
      <Select form={form} name="monthday" label="Day, if monthly" choices={monthdays} />
      <Select form={form} name="hour" label="Time of day" choices={hours} />
    </div>
    <Select
      form={form}
      name="timeZone"
      label="Time zone"
      hint="All times on this site are told in it."
      choices={zonesWith(typed(form, 'timeZone'))}
    />
    <Select form={form} name="language" label="Language of your mail" choices={languages} />
  </section>
);

const Communities = ({ form, communities }: Props) => (
  <section class="card stack" aria-labelledby="communities">
    <h2 id="communities">What is told of your communities</h2>
    {communities.length === 0 && <p class="empty">You are in no community yet.</p>}
    {communities.map(({ community, name }) => (
      <Select form={form} name={`community.${community}`} label={name} choices={levels} />
    ))}
  </section>
);

const AtOnce = ({ form }: Pick<Props, 'form'>) => (
  <section class="card stack" aria-labelledby="at-once">
    <h2 id="at-once">Mail at once</h2>
    <p class="quiet">What cannot wait for the digest. Untick what you do not want.</p>
    <div>
      {NotificationKind.options.map((kind) => (
        <CheckBox form={form} name={`mail.${kind}`} label={kindWords[kind].choice} />
      ))}
    </div>
    <h3>Quiet hours</h3>
    <p class="quiet">
      What would come in these hours, of your own time zone, waits until they are over. They may go over
      midnight.
    </p>
    <div class="row">
      <Select form={form} name="quietFrom" label="From" choices={[none, ...hours]} />
      <Select form={form} name="quietUntil" label="Until" choices={[none, ...hours]} />
    </div>
  </section>
);

/** Everything a member chooses of their mail; the same on their own page and behind the link in a mail. */
export const PreferencesForm = ({ action, ...props }: Props & { readonly action: string }) => (
  <form class="stack-wide" method="post" action={action} novalidate>
    <When {...props} />
    <Communities {...props} />
    <AtOnce {...props} />
    <p class="actions">
      <button class="button" type="submit">
        Save
      </button>
    </p>
  </form>
);

/** When the next digest comes, and that what was chosen is saved. */
export const NextDigest = ({
  schedule,
  saved,
}: {
  readonly schedule: DigestSchedule | undefined;
  readonly saved: boolean;
}) => (
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
);
