import { afterEach, expect, it, vi } from 'vitest';
import { wallClock } from '../../../shared/digests/local-time.ts';

afterEach(() => vi.restoreAllMocks());

it('keeps one formatter of a zone, however its name is written', () => {
  const making = vi.spyOn(Intl, 'DateTimeFormat');
  const names = Array.from({ length: 12 }, (_, i) => {
    const name = 'asia/kathmandu';
    return `${name.slice(0, i)}${name.slice(i).toUpperCase()}`;
  });
  const shown = names.map((name) => wallClock(name, Date.UTC(2026, 10, 22)));
  expect(new Set(shown)).toEqual(new Set([Date.UTC(2026, 10, 22, 5, 45)]));
  expect(making).toHaveBeenCalledTimes(1);
});
