import type { Context } from 'hono';
import { listAchievements } from '../../../shared/awards/list-achievements.ts';
import { tellRevisions } from '../../../shared/badges/achievement-revisions.ts';
import type { CatalogueEntry } from '../../../shared/badges/catalogue-entry.ts';
import { acceptImage } from '../../../shared/badges/images/image-upload.ts';
import { Conflict, NotFound } from '../../../shared/platform/errors.ts';
import { emptyForm, type FieldError, type FormState } from '../../../web/forms.ts';
import { AchievementPage } from '../../../web/pages/achievement.tsx';
import { AchievementsPage } from '../../../web/pages/achievements.tsx';
import { fieldsOfAchievement } from '../../../web/reports/achievement-fields.ts';
import { readAchievement } from '../achievement-form.ts';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkEndorsements } from '../endorsements.ts';
import { readUpload, type Upload } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/**
 * The catalogue of achievements. The list reads, beside the visit's four, the catalogue and the rules (2), the page of
 * one the entry, its revisions and their authors (3). Saving reads the entry and the rules (2), keeps a picture that
 * was uploaded (1 write), and writes the entry and its revision.
 */
export const achievementRoutes = (on: On, { stores, clock, endorsements }: Dependencies): void => {
  const show = (c: Context<Env>, entry: CatalogueEntry | undefined, form: FormState) =>
    render(
      c,
      <AchievementPage viewer={visitOf(c).viewer} entry={entry} form={form} saved={false} />,
      form.errors.length > 0 ? 422 : 200,
    );

  /** @throws {NotFound} where the catalogue has none of that identifier. */
  const find = async (c: Context<Env>, id: string): Promise<CatalogueEntry> => {
    const entry = await stores.achievements.get(visitOf(c).actor.organization, id);
    if (!entry) throw new NotFound('there is no such achievement in the catalogue');
    return entry;
  };

  /** The picture as it is to be: the one chosen now, none where it is taken away, or the one before. */
  const pictureOf = async ({ fields, files }: Upload, before: string | undefined) => {
    const file = files.get('picture');
    if (!file) return { image: fields.get('no-picture') === 'yes' ? undefined : before, errors: [] };
    const decision = acceptImage(new Uint8Array(await file.arrayBuffer()), file.type);
    if (decision.outcome === 'refused') {
      return { image: before, errors: [{ field: 'picture', message: decision.because }] };
    }
    await stores.images.put({ image: decision.id, type: decision.type, bytes: decision.bytes });
    return { image: decision.id, errors: [] };
  };

  const save = async (c: Context<Env>, entry: CatalogueEntry | undefined): Promise<Response> => {
    const { organization, member } = visitOf(c).actor;
    const upload = await readUpload(c);
    const { fields } = upload;
    const picture = await pictureOf(upload, entry?.achievement.image);
    const id = entry?.achievement.achievement;
    const form = readAchievement(fields, {
      ...(id !== undefined && { achievement: id }),
      image: picture.image,
    });
    const refuse = (errors: readonly FieldError[]) => show(c, entry, { fields, errors });
    if (form.outcome === 'refused') return refuse([...form.errors, ...picture.errors]);
    const unsigned = await checkEndorsements(endorsements, form.value, entry?.achievement);
    if (picture.errors.length + unsigned.length > 0) return refuse([...picture.errors, ...unsigned]);
    const taken = (await stores.awards.listRules(organization)).find(
      ({ grants }) => grants.badge?.achievement === form.value.achievement,
    );
    if (taken && !entry) {
      const message = `The rule “${taken.name}” grants an achievement of this identifier; choose another.`;
      return refuse([{ field: 'achievement', message }]);
    }
    const seen = Number(fields.get('revision') ?? entry?.revision ?? 0);
    if (entry && seen !== entry.revision) {
      throw new Conflict(
        'somebody changed this achievement in the meantime; open it again and make your change on top of theirs',
      );
    }
    const changedAt = clock().toISOString();
    const revision = (entry?.revision ?? 0) + 1;
    await stores.achievements.put({
      organization,
      achievement: form.value,
      revision,
      changedAt,
      changedBy: member,
    });
    return c.redirect(`/staff/achievements/${form.value.achievement}?saved`, 303);
  };

  on(routes.achievements, async (c) => {
    const { actor, viewer } = visitOf(c);
    const offered = await listAchievements(stores, actor.organization);
    return render(
      c,
      <AchievementsPage viewer={viewer} organization={actor.organization} offered={offered} />,
    );
  });

  on(routes.newAchievement, (c) => show(c, undefined, emptyForm));

  on(routes.addAchievement, (c) => save(c, undefined));

  on(routes.achievement, async (c) => {
    const { actor, viewer } = visitOf(c);
    const id = c.req.param('achievement');
    const [entry, revisions] = await Promise.all([
      find(c, id),
      stores.achievements.revisionsOf(actor.organization, id),
    ]);
    const authors = [...new Set(revisions.map(({ changedBy }) => changedBy))];
    return render(
      c,
      <AchievementPage
        viewer={viewer}
        entry={entry}
        form={{ fields: fieldsOfAchievement(entry.achievement), errors: [] }}
        saved={c.req.query('saved') !== undefined}
        revisions={tellRevisions(revisions)}
        names={await namesOf(stores, actor.organization, authors)}
      />,
    );
  });

  on(routes.saveAchievement, async (c) => save(c, await find(c, c.req.param('achievement'))));
};
