import type { AwardBatch } from '../../../shared/awards/batch.ts';
import { NotFound } from '../../../shared/platform/errors.ts';
import { BatchPage, LINES_SHOWN } from '../../../web/pages/award-batch.tsx';
import { batchHeader, batchRow, mostTelling } from '../../../web/reports/batch-report.ts';
import { toCsv } from '../../../web/reports/csv.ts';
import type { Dependencies, On } from '../dependencies.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** Seconds after which the page of a batch that is being awarded is read again. */
const REFRESH = 5;

/**
 * A batch of awards, from its preview to its report. Reads, beside the visit's four: the batch and its parts (2), and
 * two batches of names for the lines that are shown.
 */
export const batchRoutes = (on: On, { stores, clock }: Dependencies): void => {
  /** @throws {NotFound} where there is none, or its year is over. */
  const find = async (organization: string, id: string): Promise<AwardBatch> => {
    const batch = await stores.batches.get(organization, id);
    if (!batch) throw new NotFound('there is no such batch of awards; one is kept for a year');
    return batch;
  };

  on(routes.batch, async (c) => {
    const { actor, viewer } = visitOf(c);
    const id = c.req.param('batch');
    const [batch, parts] = await Promise.all([
      find(actor.organization, id),
      stores.batches.partsOf(actor.organization, id),
    ]);
    const lines = parts.flatMap((part) => part.lines);
    const shown = mostTelling(lines, LINES_SHOWN);
    const members = shown.flatMap(({ member }) => member ?? []);
    const names = await namesOf(stores, actor.organization, [...members, batch.uploadedBy]);
    const isRunning = batch.confirmedAt !== undefined && parts.some(({ doneAt }) => doneAt === undefined);
    const isStill = c.req.query('still') !== undefined;
    // As the header, and not as an element: a reader who wants the page to stand still has a link for it.
    if (isRunning && !isStill) c.header('refresh', String(REFRESH));
    return render(
      c,
      <BatchPage
        viewer={viewer}
        batch={batch}
        lines={lines}
        shown={shown}
        names={names}
        running={isRunning ? (isStill ? 'still' : 'refreshing') : undefined}
      />,
    );
  });

  on(routes.confirmBatch, async (c) => {
    const { organization, member } = visitOf(c).actor;
    const batch = await find(organization, c.req.param('batch'));
    if (batch.confirmedAt === undefined) await stores.batches.confirm(batch, member, clock());
    return c.redirect(`/staff/award/batches/${batch.batch}`, 303);
  });

  on(routes.batchCsv, async (c) => {
    const { organization } = visitOf(c).actor;
    const { batch } = await find(organization, c.req.param('batch'));
    const parts = await stores.batches.partsOf(organization, batch);
    const rows = parts.flatMap(({ lines }) => lines.map(batchRow));
    return c.body(toCsv(batchHeader, rows), 200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="awards-${batch}.csv"`,
      'cache-control': 'no-store',
    });
  });
};
