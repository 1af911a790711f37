import type { Context } from 'hono';
import * as z from 'zod';
import type { Community } from '../../../shared/communities/model.ts';
import { Identifier } from '../../../shared/events/envelope.ts';
import { MAX_NOTICE, progressOf } from '../../../shared/notifications/notice-model.ts';
import { noticeId, writeNotice } from '../../../shared/notifications/write-notice.ts';
import { Conflict, NotFound } from '../../../shared/platform/errors.ts';
import { emptyForm, type Fields, type FormState } from '../../../web/forms.ts';
import { NoticePage } from '../../../web/pages/notice.tsx';
import { type NoticePreview, NoticesPage } from '../../../web/pages/notices.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readChoices, readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { readReach } from '../notice-reach.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** Notices that the page lists. */
const LATEST = 20;

/** Seconds after which the page of a notice that goes out is read again. */
const REFRESH = 5;

const text = (empty: string, limit: number, long: string) =>
  z.string({ error: empty }).trim().min(1, empty).max(limit, long);

const NoticeForm = z.object({
  title: text('Write a title; it is the subject of the mail.', 150, 'Shorten the title to 150 characters.'),
  text: text('Write what there is to say.', MAX_NOTICE, 'Shorten this to 4,000 characters.'),
  to: z.enum(['everybody', 'communities'], { error: 'Choose who it is for.' }),
  inQuietHours: z.literal('yes').optional(),
  notice: Identifier.optional().catch(undefined),
});

type Written = z.output<typeof NoticeForm>;

/** What a page shows beside its form. */
interface Shown {
  readonly chosen: readonly string[];
  /** The organization's communities, where they were read before. */
  readonly known?: Community[] | undefined;
  readonly preview?: NoticePreview;
}

/**
 * Urgent notices. The list reads, beside the visit's four, the communities and the latest notices; a preview also whom
 * it reaches, as {@link readReach} says; a notice's page the notice, its figures and who wrote it.
 */
export const noticeRoutes = (on: On, { stores, clock, ids }: Dependencies): void => {
  const show = async (c: Context<Env>, form: FormState, { chosen, known, preview }: Shown) => {
    const { actor, viewer } = visitOf(c);
    const [communities, notices] = await Promise.all([
      known ?? stores.communities.listCommunities(actor.organization),
      stores.notices.latest(actor.organization, LATEST),
    ]);
    const shown = { viewer, communities, notices, form, chosen, preview };
    return render(c, <NoticesPage {...shown} />, form.errors.length > 0 ? 422 : 200);
  };

  /** What the form says and to whom, or what is wrong with it. */
  const check = async (c: Context<Env>, organization: string, fields: Fields) => {
    const asked = await readChoices(c, 'communities');
    const checked = checkForm(NoticeForm, fields);
    if (checked.outcome === 'refused') return { ...checked, chosen: asked };
    const written: Written = checked.value;
    if (written.to === 'everybody') return { outcome: 'accepted' as const, written, chosen: [] };
    const known = await stores.communities.listCommunities(organization);
    const names = new Set(known.map(({ community }) => community));
    const chosen = asked.filter((community) => names.has(community)).slice(0, 100);
    const errors = [{ field: 'communities', message: 'Choose at least one community.' }];
    if (chosen.length === 0) return { outcome: 'refused' as const, errors, chosen, known };
    return { outcome: 'accepted' as const, written, chosen, known };
  };

  on(routes.notices, (c) =>
    show(c, { ...emptyForm, fields: new Map([['to', 'everybody']]) }, { chosen: [] }),
  );

  on(routes.previewNotice, async (c) => {
    const { organization } = visitOf(c).actor;
    const fields = await readForm(c);
    const form = await check(c, organization, fields);
    if (form.outcome === 'refused') return show(c, { fields, errors: form.errors }, form);
    const reach = await readReach(stores, organization, form.chosen);
    const { title, text: body, inQuietHours } = form.written;
    const preview = {
      // Made here, so that the form sent twice is one notice.
      notice: noticeId(clock(), ids()),
      title,
      text: body,
      inQuietHours: inQuietHours !== undefined,
      reach,
    };
    return show(c, { fields, errors: [] }, { ...form, preview });
  });

  on(routes.publishNotice, async (c) => {
    const { organization, member: by } = visitOf(c).actor;
    const fields = await readForm(c);
    const form = await check(c, organization, fields);
    if (form.outcome === 'refused') return show(c, { fields, errors: form.errors }, form);
    const { title, text: body, inQuietHours, notice: id = noticeId(clock(), ids()) } = form.written;
    const { notice, event } = writeNotice({
      ...{ organization, notice: id, title, text: body, by, communities: form.chosen },
      ...{ inQuietHours: inQuietHours !== undefined, at: clock(), eventId: ids() },
    });
    try {
      await stores.notices.publish(notice, event);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
    return c.redirect(`/staff/notices/${id}`, 303);
  });

  on(routes.notice, async (c) => {
    const { actor, viewer } = visitOf(c);
    const id = c.req.param('notice');
    const [notice, tallies] = await Promise.all([
      stores.notices.get(actor.organization, id),
      stores.notices.tallies(actor.organization, id),
    ]);
    if (!notice) throw new NotFound('there is no such notice in your organization');
    const names = await namesOf(stores, actor.organization, [notice.by]);
    const isStill = c.req.query('still') !== undefined;
    const isRunning = notice.finishedAt === undefined;
    // As the header, and not as an element: a reader who wants the page to stand still has a link for it.
    if (isRunning && !isStill) c.header('refresh', String(REFRESH));
    return render(c, <NoticePage {...{ viewer, notice, names, isStill, progress: progressOf(tallies) }} />);
  });
};
