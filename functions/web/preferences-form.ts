import * as z from 'zod';
import { Frequency, type MailPreferences, TimeZone } from '../../shared/digests/model.ts';
import { Language } from '../../shared/mail/language.ts';
import { choicesSayings, type SayChoices } from '../../shared/mail/sayings-choices.ts';
import { NotificationKind } from '../../shared/notifications/model.ts';
import type { Fields } from '../../web/forms.ts';
import { type Checked, checkForm, wholeNumber } from './forms.ts';

/** What is told of a community. */
const levels = ['everything', 'mentions', 'muted'] as const;
const Level = z.enum(levels).optional();

/** The form's name of what a community tells. */
const communityField = (community: string): string => `community.${community}`;

/** The form's name of the box that switches a real-time mail on. */
const kindField = (kind: NotificationKind): string => `mail.${kind}`;

/** What the form must hold, saying in its member's language what is wrong with it. */
const schemaIn = (say: SayChoices, communities: readonly string[]) => {
  const choose = say('error-choose');
  const hour = wholeNumber(0, 23, choose);
  const none = z.literal('').transform(() => undefined);
  const hourOrNone = z.union([none, hour], { error: choose }).optional();
  const told = communities.map((community) => [
    communityField(community),
    z.enum(levels, { error: choose }).optional(),
  ]);
  const Quiet = z
    .object({ quietFrom: hourOrNone, quietUntil: hourOrNone })
    .refine(({ quietFrom, quietUntil }) => quietFrom === undefined || quietUntil !== undefined, {
      path: ['quietUntil'],
      error: say('error-quiet-until'),
    })
    .refine(({ quietFrom, quietUntil }) => quietFrom !== undefined || quietUntil === undefined, {
      path: ['quietFrom'],
      error: say('error-quiet-from'),
    })
    .refine(({ quietFrom, quietUntil }) => quietFrom === undefined || quietFrom !== quietUntil, {
      path: ['quietUntil'],
      error: say('error-quiet-same'),
    });
  return z
    .object({
      frequency: z.enum(Frequency.options, { error: say('error-frequency') }),
      weekday: wholeNumber(1, 7, choose),
      monthday: wholeNumber(1, 31, choose).optional(),
      hour,
      timeZone: z
        .string({ error: choose })
        .refine((zone) => zone.length <= 64 && TimeZone.safeParse(zone).success, choose),
      language: z.union([none, Language], { error: choose }).optional(),
      quietFrom: hourOrNone,
      quietUntil: hourOrNone,
      ...(Object.fromEntries(told) as Readonly<Record<string, z.ZodType>>),
    })
    .and(Quiet);
};

/** What somebody is offered who has never chosen. */
export const suggestion: MailPreferences = { frequency: 'weekly', timeZone: 'UTC', hour: 7, weekday: 1 };

/** The form as it stands when it is opened: what was chosen, with a field for each community the member is in. */
export const preferencesFields = (chosen: MailPreferences, communities: readonly string[]): Fields => {
  const { frequency, weekday, monthday = 1, hour: at, timeZone, language, quietHours, off = [] } = chosen;
  const fields = new Map<string, string>([
    ['frequency', frequency],
    ['weekday', String(weekday)],
    ['monthday', String(monthday)],
    ['hour', String(at)],
    ['timeZone', timeZone],
    ['language', language ?? ''],
    ['quietFrom', quietHours === undefined ? '' : String(quietHours.from)],
    ['quietUntil', quietHours === undefined ? '' : String(quietHours.until)],
  ]);
  for (const community of communities)
    fields.set(communityField(community), chosen.communities?.[community] ?? 'everything');
  for (const kind of NotificationKind.options) if (!off.includes(kind)) fields.set(kindField(kind), 'yes');
  return fields;
};

/**
 * What the form says its member wants, or what is wrong with it. Communities the member is not in, or no more, fall
 * out; one the form does not name (they joined it while the form was open) keeps what was chosen before.
 *
 * @param before - what was chosen until now.
 * @param language - in which it says what is wrong.
 */
export const checkPreferences = (
  fields: Fields,
  communities: readonly string[],
  before: MailPreferences | undefined,
  language: Language,
): Checked<MailPreferences> => {
  const form = checkForm(schemaIn(choicesSayings(language), communities), fields);
  if (form.outcome === 'refused') return form;
  const { frequency, weekday, monthday, timeZone, quietFrom: from, quietUntil: until } = form.value;
  const told = communities.flatMap((community) => {
    const level = Level.parse(fields.get(communityField(community)));
    const chosen = level ?? before?.communities?.[community] ?? 'everything';
    return chosen === 'everything' ? [] : [[community, chosen] as const];
  });
  const off = NotificationKind.options.filter((kind) => fields.get(kindField(kind)) !== 'yes');
  return {
    outcome: 'accepted',
    value: {
      frequency,
      weekday,
      hour: form.value.hour,
      timeZone,
      ...(monthday !== undefined && { monthday }),
      ...(form.value.language !== undefined && { language: form.value.language }),
      ...(told.length > 0 && { communities: Object.fromEntries(told) }),
      ...(off.length > 0 && { off }),
      ...(from !== undefined && until !== undefined && { quietHours: { from, until } }),
    },
  };
};
