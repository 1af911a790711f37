import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPreferences, preferencesFields } from '../../../functions/web/preferences-form.ts';
import { Frequency, type MailPreferences } from '../../../shared/digests/model.ts';
import { Language } from '../../../shared/mail/language.ts';
import { NotificationKind } from '../../../shared/notifications/model.ts';

const COMMUNITIES = ['algebra', 'number-sense', 'a.b'];

const chosen: MailPreferences = {
  frequency: 'monthly',
  weekday: 2,
  monthday: 31,
  hour: 6,
  timeZone: 'Asia/Kathmandu',
  language: 'ar',
  communities: { algebra: 'muted', 'a.b': 'mentions' },
  off: ['mention', 'notice'],
  quietHours: { from: 22, until: 6 },
};

const form = (own: Readonly<Record<string, string>> = {}) =>
  new Map([...preferencesFields(chosen, COMMUNITIES), ...Object.entries(own)]);

const errors = (own: Readonly<Record<string, string>>) => {
  const checked = checkPreferences(form(own), COMMUNITIES, chosen, 'en');
  return checked.outcome === 'refused' ? checked.errors.map(({ field }) => field) : [];
};

const preferences: fc.Arbitrary<MailPreferences> = fc.record(
  {
    frequency: fc.constantFrom(...Frequency.options),
    weekday: fc.integer({ min: 1, max: 7 }),
    monthday: fc.integer({ min: 1, max: 31 }),
    hour: fc.integer({ min: 0, max: 23 }),
    timeZone: fc.constantFrom('UTC', 'Pacific/Apia', 'Asia/Kathmandu'),
    language: fc.constantFrom(...Language.options),
    communities: fc.dictionary(fc.constantFrom(...COMMUNITIES), fc.constantFrom('mentions', 'muted'), {
      minKeys: 1,
    }),
    off: fc
      .subarray([...NotificationKind.options], { minLength: 1 })
      .map((off) => NotificationKind.options.filter((kind) => off.includes(kind))),
    quietHours: fc
      .record({ from: fc.integer({ min: 0, max: 23 }), until: fc.integer({ min: 0, max: 23 }) })
      .filter(({ from, until }) => from !== until),
  },
  { requiredKeys: ['frequency', 'weekday', 'monthday', 'hour', 'timeZone'] },
);

describe('the form of what a member chooses of their mail', () => {
  it('saves what it shows, whatever was chosen', () => {
    fc.assert(
      fc.property(preferences, (before) => {
        const checked = checkPreferences(preferencesFields(before, COMMUNITIES), COMMUNITIES, before, 'en');
        expect(checked).toEqual({ outcome: 'accepted', value: before });
      }),
    );
  });

  it('lets communities fall out that were left meanwhile, and keeps what was chosen of one joined meanwhile', () => {
    const left = checkPreferences(form(), ['number-sense', 'a.b'], chosen, 'en');
    expect(left).toMatchObject({ value: { communities: { 'a.b': 'mentions' } } });
    const fields = form();
    fields.delete('community.algebra');
    expect(checkPreferences(fields, COMMUNITIES, chosen, 'en')).toMatchObject({
      value: { communities: { algebra: 'muted' } },
    });
  });

  it('switches off what is not ticked', () => {
    const fields = form();
    fields.delete('mail.reply');
    expect(checkPreferences(fields, COMMUNITIES, chosen, 'en')).toMatchObject({
      value: { off: ['reply', 'mention', 'notice'] },
    });
  });

  it.each([
    [{ 'community.algebra': 'loud' }, ['community.algebra']],
    [{ language: 'tlh' }, ['language']],
    [{ monthday: '32' }, ['monthday']],
    [{ quietFrom: '24' }, ['quietFrom']],
    [{ quietFrom: '' }, ['quietFrom']],
    [{ quietUntil: '' }, ['quietUntil']],
    [{ quietFrom: '6' }, ['quietUntil']],
    [{ frequency: 'hourly', weekday: '0' }, ['frequency', 'weekday']],
  ])('refuses %o', (own, fields) => {
    expect(errors(own)).toEqual(fields);
  });
});
