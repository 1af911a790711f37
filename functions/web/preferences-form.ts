import * as z from 'zod';
import { Frequency, type MailPreferences, TimeZone } from '../../shared/digests/model.ts';
import { Language } from '../../shared/mail/language.ts';
import { NotificationKind } from '../../shared/notifications/model.ts';
import type { Fields } from '../../web/forms.ts';
import { type Checked, checkForm, wholeNumber } from './forms.ts';

const choose = 'Choose one of those on the list.';

const hour = wholeNumber(0, 23, choose);
const hourOrNone = z.union([z.literal('').transform(() => undefined), hour], { error: choose }).optional();

/** What is told of a community. */
const Level = z.enum(['everything', 'mentions', 'muted'], { error: choose });

/** The form's name of what a community tells. */
const communityField = (community: string): string => `community.${community}`;

/** The form's name of the box that switches a real-time mail on. */
const kindField = (kind: NotificationKind): string => `mail.${kind}`;

const fixed = {
  frequency: z.enum(Frequency.options, { error: 'Choose how often your digest comes.' }),
  weekday: wholeNumber(1, 7, choose),
  monthday: wholeNumber(1, 31, choose).optional(),
  hour,
  timeZone: z
    .string({ error: choose })
    .refine((zone) => zone.length <= 64 && TimeZone.safeParse(zone).success, choose),
  language: z.union([z.literal('').transform(() => undefined), Language], { error: choose }).optional(),
  quietFrom: hourOrNone,
  quietUntil: hourOrNone,
};

const Quiet = z
  .object({ quietFrom: hourOrNone, quietUntil: hourOrNone })
  .refine(({ quietFrom, quietUntil }) => quietFrom === undefined || quietUntil !== undefined, {
    path: ['quietUntil'],
    error: 'Choose when your quiet hours end, or that there are none.',
  })
  .refine(({ quietFrom, quietUntil }) => quietFrom !== undefined || quietUntil === undefined, {
    path: ['quietFrom'],
    error: 'Choose when your quiet hours begin, or that there are none.',
  })
  .refine(({ quietFrom, quietUntil }) => quietFrom === undefined || quietFrom !== quietUntil, {
    path: ['quietUntil'],
    error: 'Choose an end that is not the beginning: the whole day cannot be quiet.',
  });

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
 */
export const checkPreferences = (
  fields: Fields,
  communities: readonly string[],
  before: MailPreferences | undefined,
): Checked<MailPreferences> => {
  const levels = Object.fromEntries(
    communities.map((community) => [communityField(community), Level.optional()]),
  );
  const form = checkForm(z.object({ ...fixed, ...levels }).and(Quiet), fields);
  if (form.outcome === 'refused') return form;
  const { frequency, weekday, monthday, timeZone, language, quietFrom: from, quietUntil: until } = form.value;
  const told = communities.flatMap((community) => {
    const level = Level.optional().parse(fields.get(communityField(community)));
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
      ...(language !== undefined && { language }),
      ...(told.length > 0 && { communities: Object.fromEntries(told) }),
      ...(off.length > 0 && { off }),
      ...(from !== undefined && until !== undefined && { quietHours: { from, until } }),
    },
  };
};
