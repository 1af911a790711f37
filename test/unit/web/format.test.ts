import { afterEach, describe, expect, it, vi } from 'vitest';
import { Language } from '../../../shared/mail/language.ts';
import { formatInstant } from '../../../web/format.ts';

afterEach(() => vi.restoreAllMocks());

const AT = '2026-11-22T12:00:00.000Z';

describe('formats that are kept', () => {
  it('are one of a zone, however its name is written', () => {
    const making = vi.spyOn(Intl, 'DateTimeFormat');
    const shown = ['Asia/Kathmandu', 'asia/kathmandu', 'ASIA/KATHMANDU'].map((zone) =>
      formatInstant(AT, zone),
    );
    expect(shown).toEqual(shown.map(() => '22 Nov 2026, 17:45'));
    expect(making).toHaveBeenCalledTimes(1);
  });

  it('are so many and no more: those that were made first are made again', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    for (const language of Language.options)
      for (const style of ['day', 'time'] as const)
        for (const zone of zones) formatInstant(AT, zone, style, language);
    const making = vi.spyOn(Intl, 'DateTimeFormat');
    const [first = '', last = ''] = [zones[0], zones.at(-1)];
    formatInstant(AT, last, 'time', Language.options.at(-1));
    expect(making).not.toHaveBeenCalled();
    formatInstant(AT, first, 'day', Language.options[0]);
    expect(making).toHaveBeenCalledTimes(1);
  });
});
