import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSchedule } from '../../../shared/digests/window.ts';
import { Language } from '../../../shared/mail/language.ts';
import { NotificationKind } from '../../../shared/notifications/model.ts';
import { NOW, openSite, PUBLIC_URL, type Site, seedSite } from '../../support/site.ts';

const TOKEN = 'token-of-mira-0123456789';
const PATH = `/unsubscribe/${TOKEN}/notifications`;

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
});
afterAll(() => site.close());

const begin = (off: readonly NotificationKind[], language: Language = 'en') =>
  site.stores.digests.putSchedule(
    startSchedule({
      ...{ organization: 'lakeside', member: 'mira', unsubscribeToken: TOKEN, now: NOW },
      preferences: { frequency: 'weekly', timeZone: 'UTC', hour: 7, weekday: 1, off: [...off], language },
      since: '2026-11-01T00:00:00.000Z',
    }),
  );
beforeEach(() => begin(['mention', 'deadline']));

const chosen = async () => {
  const { frequency, off = [] } = (await site.stores.digests.getSchedule('lakeside', 'mira')) ?? {};
  return { frequency, off: off.toSorted() };
};
const post = async (fields: Record<string, string>, status = 200): Promise<string> => {
  const body = new URLSearchParams(fields);
  const answer = await site.app.request(`${PUBLIC_URL}${PATH}`, {
    ...{ method: 'POST', body, headers: { origin: 'null' } },
  });
  expect(answer.status).toBe(status);
  return answer.text();
};
const click = { 'List-Unsubscribe': 'One-Click' };
const undoIn = (page: string): string => /name="undo" value="([^"]*)"/.exec(page)?.[1] ?? '';
const everything = { frequency: 'weekly', off: NotificationKind.options.toSorted() };
const before = { frequency: 'weekly', off: ['deadline', 'mention'] };

describe('the link that ends all mail at once', () => {
  it('shows a page by GET, and ends every kind and no digest by POST', async () => {
    const page = await (await site.get(PATH)).text();
    expect(page).toContain('End mails about what cannot wait for the digest?');
    expect(page).toContain(`action="${PATH}"`);
    expect(await chosen()).toEqual(before);
    expect(await post(click)).toContain('These mails have ended');
    expect(await chosen()).toEqual(everything);
  });

  it('is taken back to exactly what was on before, sent once or twice', async () => {
    const undo = undoIn(await post(click));
    for (let i = 0; i < 2; i += 1) {
      expect(await post({ undo })).toContain(
        'You will get mails about what cannot wait for the digest again.',
      );
      expect(await chosen()).toEqual(before);
    }
  });

  it('has nothing to take back where all had ended before, and turns nothing on that it does not name', async () => {
    await post(click);
    const again = await post(click);
    expect(again).toContain('You had ended this before');
    expect(again).not.toContain('name="undo"');
    for (const undo of ['', 'on', 'weekly', 'digests notifications everything']) {
      await post({ undo }, 400);
      expect(await chosen()).toEqual(everything);
    }
  });

  it('is counted as one kind that ended, and as one that was taken back, each once', async () => {
    const day = NOW.toISOString().slice(0, 10);
    const counts = async () => {
      const [of] = await site.stores.mailDays.of('lakeside', [day]);
      return { ended: of?.counts.kindEnded ?? 0, resumed: of?.counts.kindResumed ?? 0 };
    };
    const { ended, resumed } = await counts();
    const undo = undoIn(await post(click));
    for (const fields of [click, { undo }, { undo }]) await post(fields);
    expect(await counts()).toEqual({ ended: ended + 1, resumed: resumed + 1 });
  });

  it.each(Language.options)('speaks %s', async (language) => {
    await begin([], language);
    const named = {
      en: 'End mails about what cannot wait',
      es: '¿Dejar de recibir los correos sobre lo que no puede esperar',
      fr: 'Ne plus recevoir les messages sur ce qui ne peut attendre',
      ar: 'هل تريد إيقاف الرسائل عما لا يحتمل انتظار الملخص؟',
    }[language];
    expect(await (await site.get(PATH)).text()).toContain(named);
  });
});
