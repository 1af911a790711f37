import { hourOf } from '../../shared/digests/due-hours.ts';
import type { Due, DuePage } from '../../shared/digests/due-store.ts';
import type { Pass } from '../../shared/digests/planning.ts';
import { chunksOf } from '../../shared/platform/chunks-of.ts';

/** How many things are told at once: ten batches of the queue. */
const GROUP = 100;

/** How a pass is told. */
export interface TellingPass {
  readonly duePages: (pass: Pass) => AsyncIterable<DuePage>;
  /** Tells a group of at most {@link GROUP}. */
  readonly tell: (group: readonly Due[]) => Promise<void>;
  /** True once a run has done as much as it may, with this much more in hand. */
  readonly enough: (waiting: number) => boolean;
}

/**
 * Tells what a pass names, in groups of {@link GROUP} across its pages, and stops after any page with which there is
 * enough. Holds a group and a page at most.
 *
 * @returns the pass as far as it came, and whether it stopped before its end.
 */
export const tellPass = async (
  pass: Pass,
  { duePages, tell, enough }: TellingPass,
): Promise<{ readonly pass: Pass; readonly stopped: boolean }> => {
  let { earliest } = pass;
  let waiting: readonly Due[] = [];
  const tellAll = async (groups: readonly (readonly Due[])[]): Promise<void> => {
    for (const group of groups) await tell(group);
  };
  for await (const { due, at } of duePages(pass)) {
    earliest ??= due[0] && hourOf(new Date(due[0].dueAt));
    const groups = chunksOf([...waiting, ...due], GROUP);
    waiting = groups.at(-1)?.length === GROUP ? [] : (groups.pop() ?? []);
    await tellAll(groups);
    if (!enough(waiting.length)) continue;
    await tellAll(chunksOf(waiting, GROUP));
    return { pass: { ...pass, at, ...(earliest && { earliest }) }, stopped: true };
  }
  await tellAll(chunksOf(waiting, GROUP));
  return { pass: { ...pass, ...(earliest && { earliest }) }, stopped: false };
};
