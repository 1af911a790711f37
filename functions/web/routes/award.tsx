import type { Context } from 'hono';
import { checkAward, type WrittenAward } from '../../../shared/awards/award-line.ts';
import type { BatchLine } from '../../../shared/awards/batch.ts';
import { decodeTable } from '../../../shared/awards/decode-table.ts';
import { listAchievements } from '../../../shared/awards/list-achievements.ts';
import { readAwardCsv } from '../../../shared/awards/read-award-csv.ts';
import type { Achievement } from '../../../shared/badges/model.ts';
import { InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import { emptyForm, type FieldError, type Fields, type FormState } from '../../../web/forms.ts';
import { AwardPage, ChooseAchievementPage } from '../../../web/pages/award.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { readForm, readUpload, type Upload } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { previewAwards } from '../preview-awards.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** Batches that the page lists. */
const LATEST = 10;

const writtenAward = (fields: Fields, achievement: Achievement): WrittenAward => ({
  member: fields.get('member') ?? '',
  period: fields.get('period'),
  narrative: fields.get('narrative'),
  evidence: fields.get('evidence'),
  results: new Map(
    (achievement.results ?? []).map(({ result }) => [result, fields.get(`result.${result}`)?.trim() ?? '']),
  ),
});

/**
 * The table as it was pasted, or as the file holds it; a file goes before.
 *
 * @throws {InvalidInput} where the file is not written in UTF-8 or UTF-16.
 */
const tableOf = async ({ fields, files }: Upload): Promise<string> => {
  const file = files.get('file');
  return file ? decodeTable(new Uint8Array(await file.arrayBuffer())) : (fields.get('csv') ?? '');
};

/** What became of a single award in its preview, as what is wrong with the form; nothing where it can be awarded. */
const refusalOf = ({ outcome, says }: BatchLine): FieldError[] =>
  outcome === 'ready'
    ? []
    : [{ field: 'member', message: outcome === 'duplicate' ? `This member: ${says}` : says }];

/**
 * Awards by hand: to one member, or to everybody in a table. The page reads, beside the visit's four, the catalogue,
 * the rules and the latest batches (3, side by side): 7. What a preview reads, {@link previewAwards} says; keeping the
 * draft is a write for each hundred lines and one.
 */
export const awardRoutes = (on: On, { stores, clock, ids }: Dependencies): void => {
  const offeredOf = async (organization: string) =>
    Promise.all([listAchievements(stores, organization), stores.awards.listRules(organization)]);

  /** The achievement that a form names. @throws {NotFound} */
  const chosen = async (organization: string, id: string | undefined) => {
    const [offered, rules] = await offeredOf(organization);
    const found = offered.find(({ achievement }) => achievement.achievement === id);
    if (!found)
      throw new NotFound('there is no such achievement in your organization; choose one of the list');
    return { ...found, rules };
  };

  const show = (c: Context<Env>, one: Awaited<ReturnType<typeof chosen>>, form: FormState) =>
    render(
      c,
      <AwardPage viewer={visitOf(c).viewer} achievement={one.achievement} rule={one.rule} form={form} />,
      form.errors.length > 0 ? 422 : 200,
    );

  on(routes.award, async (c) => {
    const { actor, viewer } = visitOf(c);
    const asked = c.req.query('achievement');
    if (asked !== undefined) return show(c, await chosen(actor.organization, asked), emptyForm);
    const [offered, batches] = await Promise.all([
      listAchievements(stores, actor.organization),
      stores.batches.latest(actor.organization, LATEST),
    ]);
    return render(c, <ChooseAchievementPage viewer={viewer} offered={offered} batches={batches} />);
  });

  on(routes.awardOne, async (c) => {
    const { actor } = visitOf(c);
    const { organization, member: by } = actor;
    const fields = await readForm(c);
    const one = await chosen(organization, fields.get('achievement'));
    const written = writtenAward(fields, one.achievement);
    const checked = checkAward(one.achievement, written);
    if (checked.outcome === 'refused') return show(c, one, { fields, errors: checked.errors });
    const lines = await previewAwards(stores, actor, one, [{ line: 1, written }]);
    const errors = lines.flatMap(refusalOf);
    if (errors.length > 0) return show(c, one, { fields, errors });
    const head = { organization, batch: ids(), achievement: one.achievement, uploadedBy: by };
    const batch = await stores.batches.draft(head, lines, clock());
    await stores.batches.confirm(batch, by, clock());
    return c.redirect(`/staff/award/batches/${batch.batch}`, 303);
  });

  on(routes.uploadBatch, async (c) => {
    const { actor } = visitOf(c);
    const { organization, member: by } = actor;
    const upload = await readUpload(c);
    const one = await chosen(organization, upload.fields.get('achievement'));
    let text = upload.fields.get('csv') ?? '';
    try {
      text = await tableOf(upload);
      const results = (one.achievement.results ?? []).map(({ result }) => result);
      const lines = await previewAwards(stores, actor, one, readAwardCsv(text, results));
      const head = { organization, batch: ids(), achievement: one.achievement, uploadedBy: by };
      const batch = await stores.batches.draft(head, lines, clock());
      return c.redirect(`/staff/award/batches/${batch.batch}`, 303);
    } catch (thrown) {
      if (!(thrown instanceof InvalidInput)) throw thrown;
      // What was in the file is given back as if it had been pasted, to be mended on the spot.
      const fields = new Map([...upload.fields, ['csv', text] as const]);
      return show(c, one, { fields, errors: [{ field: 'csv', message: thrown.message }] });
    }
  });
};
