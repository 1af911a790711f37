import type { CreditProgram } from '../../shared/credits/program-model.ts';
import type { ProgramsStore } from '../../shared/credits/programs-store.ts';

/** A credit program of a test. */
export const programOf = (changes: Partial<CreditProgram> = {}): CreditProgram => ({
  organization: 'midland',
  program: 'cpe',
  name: 'Continuing professional education',
  standard: 'nasba',
  increment: 'fifth',
  sponsorName: 'Midland Association',
  deliveryMethod: 'group-live',
  creditsMeetings: true,
  retired: false,
  revision: 1,
  ...changes,
});

/** Stores a program as it is made. */
export const putProgram = (programs: ProgramsStore, program: CreditProgram): Promise<void> =>
  programs.saveProgram(program, {
    organization: program.organization,
    program: program.program,
    revision: program.revision,
    by: 'petra',
    at: '2026-01-01T00:00:00.000Z',
    changes: [],
  });
