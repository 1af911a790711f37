import { Language } from '../../shared/mail/language.ts';
import { choicesSayings, type SayChoices } from '../../shared/mail/sayings-choices.ts';
import { NotificationKind } from '../../shared/notifications/model.ts';
import { formatWeekday } from '../format.ts';
import { type FieldError, type FormState, typed } from '../forms.ts';
import { hourInWords, languageNames } from '../mail-words.ts';
import { CheckBox, type Choice, ErrorSummary, Radios, Select } from './form.tsx';

/** The whole numbers from the first to the last as choices. */
const numbers = (first: number, last: number, textOf: (n: number) => string): readonly Choice[] =>
  Array.from({ length: last - first + 1 }, (_, i) => ({
    value: String(first + i),
    text: textOf(first + i),
  }));

const optionsIn = (language: Language) => {
  const say = choicesSayings(language);
  const hours = numbers(0, 23, (hour) => hourInWords(hour, language));
  return {
    frequencies: (['daily', 'weekly', 'monthly', 'none'] as const).map((value) => ({
      value,
      text: say(value),
    })),
    weekdays: numbers(1, 7, (day) => formatWeekday(day, language)),
    monthdays: numbers(1, 31, (day) => (day <= 28 ? String(day) : say('or-last', { day: String(day) }))),
    hours,
    quietHours: [{ value: '', text: say('no-quiet') }, ...hours],
    languages: [
      { value: '', text: say('as-organization') },
      ...Language.options.map((value) => ({ value, text: languageNames[value] })),
    ],
    levels: (['everything', 'mentions', 'muted'] as const).map((value) => ({ value, text: say(value) })),
  };
};

type Options = ReturnType<typeof optionsIn>;
const kept = new Map<Language, Options>();

/** What can be chosen, in a language; made once, since making its formats takes as long as the rest of the page. */
const optionsOf = (language: Language): Options => {
  const made = kept.get(language) ?? optionsIn(language);
  kept.set(language, made);
  return made;
};

/**
 * The present names of zones that an engine lists by an older one: CLDR never changes its names, and says in the
 * attribute `iana` of common/bcp47/timezone.xml which one the IANA database has now (UTS #35, "Time Zone Identifiers").
 */
const presentNames: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

// The runtime's list leaves UTC out, although it is a zone of the IANA database.
const zones: readonly Choice[] = [
  ...new Set([
    'UTC',
    ...Intl.supportedValuesOf('timeZone')
      .map((zone) => presentNames[zone] ?? zone)
      .sort(),
  ]),
].map((zone) => ({ value: zone, text: zone.replaceAll('_', ' ') }));

/** Zones to choose from, with the member's own among them even where it goes by an older name. */
const zonesWith = (own: string): readonly Choice[] =>
  own === '' || zones.some(({ value }) => value === own)
    ? zones
    : [{ value: own, text: own.replaceAll('_', ' ') }, ...zones];

/** What the form is made of. */
export interface PreferencesProps {
  readonly language: Language;
  readonly form: FormState;
  /** The communities of whoever chooses: identifier and name. */
  readonly communities: readonly { readonly community: string; readonly name: string }[];
}

type Part = PreferencesProps & { readonly say: SayChoices };

const When = ({ form, language, say }: Part) => {
  const { frequencies, weekdays, monthdays, hours, languages } = optionsOf(language);
  const shared = { form, none: say('choose-one') };
  return (
    <section class="card stack" aria-labelledby="when">
      <h2 id="when">{say('digest')}</h2>
      <Radios form={form} name="frequency" legend={say('how-often')} choices={frequencies} />
      <div class="row">
        <Select {...shared} name="weekday" label={say('weekday')} choices={weekdays} />
        <Select {...shared} name="monthday" label={say('monthday')} choices={monthdays} />
        <Select {...shared} name="hour" label={say('hour')} choices={hours} />
      </div>
      <Select
        {...shared}
        name="timeZone"
        label={say('time-zone')}
        hint={say('time-zone-hint')}
        choices={zonesWith(typed(form, 'timeZone'))}
      />
      <Select {...shared} name="language" label={say('language')} choices={languages} />
    </section>
  );
};

const Communities = ({ form, communities, language, say }: Part) => (
  <section class="card stack" aria-labelledby="communities">
    <h2 id="communities">{say('communities')}</h2>
    {communities.length === 0 && <p class="empty">{say('no-community')}</p>}
    {communities.map(({ community, name }) => (
      <Select
        form={form}
        name={`community.${community}`}
        label={name}
        choices={optionsOf(language).levels}
        none={say('choose-one')}
      />
    ))}
  </section>
);

const AtOnce = ({ form, language, say }: Part) => {
  const { quietHours } = optionsOf(language);
  return (
    <section class="card stack" aria-labelledby="at-once">
      <h2 id="at-once">{say('at-once')}</h2>
      <p class="quiet">{say('at-once-text')}</p>
      <div>
        {NotificationKind.options.map((kind) => (
          <CheckBox form={form} name={`mail.${kind}`} label={say(`kind-${kind}`)} />
        ))}
      </div>
      <h3>{say('quiet')}</h3>
      <p class="quiet">{say('quiet-text')}</p>
      <div class="row">
        <Select form={form} name="quietFrom" label={say('quiet-from')} choices={quietHours} />
        <Select form={form} name="quietUntil" label={say('quiet-until')} choices={quietHours} />
      </div>
    </section>
  );
};

/** Everything a member chooses of their mail; the same on their own page and behind the link in a mail. */
export const PreferencesForm = ({ action, ...props }: PreferencesProps & { readonly action: string }) => {
  const say = choicesSayings(props.language);
  return (
    <form class="stack-wide" method="post" action={action} novalidate>
      <When {...props} say={say} />
      <Communities {...props} say={say} />
      <AtOnce {...props} say={say} />
      <p class="actions">
        <button class="button" type="submit">
          {say('save')}
        </button>
      </p>
    </form>
  );
};

/** The form's fields whose sentences do not say which field they are about. */
const labels = {
  frequency: 'how-often',
  weekday: 'weekday',
  monthday: 'monthday',
  hour: 'hour',
  timeZone: 'time-zone',
  language: 'language',
  quietFrom: 'quiet-from',
  quietUntil: 'quiet-until',
} as const;

const isLabelled = (field: string): field is keyof typeof labels => Object.hasOwn(labels, field);

/** What was wrong with the form, each line with the name of its field: many a list has the same to say. */
export const PreferencesErrors = ({ form, language, communities }: PreferencesProps) => {
  const say = choicesSayings(language);
  const nameOf = (field: string): string =>
    isLabelled(field)
      ? say(labels[field])
      : (communities.find(({ community }) => field === `community.${community}`)?.name ?? field);
  const lineOf = ({ field, message }: FieldError): string =>
    say('error-line', { field: nameOf(field), message });
  return <ErrorSummary form={form} title={say('error-title')} lineOf={lineOf} />;
};
