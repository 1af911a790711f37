import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgramsStore, type ProgramsStore } from '../../../shared/credits/programs-store.ts';
import { Conflict } from '../../../shared/platform/errors.ts';
import { programOf, putProgram } from '../../support/credits.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let programs: ProgramsStore;
const sponsors = ['First Sponsor', 'Second Sponsor', 'Third Sponsor'];
beforeAll(async () => {
  tables = await openLocalTables();
  programs = createProgramsStore(tables.community);
  for (const [i, sponsorName] of sponsors.entries()) {
    await putProgram(programs, programOf({ sponsorName, revision: i + 1 }));
  }
  await putProgram(programs, programOf({ program: 'ceu' }));
});
afterAll(() => tables.close());

describe('the revisions of a program', () => {
  it('stay readable as they were', async () => {
    const read = [1, 2, 3].map((revision) => programs.getProgramAt('midland', 'cpe', revision));
    expect((await Promise.all(read)).map((program) => program?.sponsorName)).toEqual(sponsors);
  });

  it('are the current one where an entry tells none, and none where there never was such a one', async () => {
    expect((await programs.getProgramAt('midland', 'cpe', undefined))?.revision).toBe(3);
    expect(await programs.getProgramAt('midland', 'cpe', 4)).toBeUndefined();
    expect(await programs.getProgramAt('midland', 'none', 1)).toBeUndefined();
  });

  it('are read for all entries at once, and are no programs of their own', async () => {
    const programAt = await programs.programsAt('midland');
    const asked = [
      { program: 'cpe', programRevision: 1 },
      { program: 'cpe', programRevision: 3 },
      { program: 'cpe' },
      { program: 'ceu', programRevision: 1 },
      { program: 'ceu', programRevision: 2 },
      {},
    ].map(programAt);
    expect(asked.map((program) => program && [program.program, program.revision])).toEqual([
      ['cpe', 1],
      ['cpe', 3],
      ['cpe', 3],
      ['ceu', 1],
      undefined,
      undefined,
    ]);
    expect((await programs.listPrograms('midland')).map(({ program }) => program)).toEqual(['ceu', 'cpe']);
  });

  it('do not overtake each other', async () => {
    const next = programOf({ revision: 4 });
    const outcomes = await Promise.allSettled([putProgram(programs, next), putProgram(programs, next)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(putProgram(programs, programOf({ revision: 3 }))).rejects.toBeInstanceOf(Conflict);
  });
});
