import type { LedgerEntry } from '../credits/model.ts';
import type { CreditProgram } from '../credits/program-model.ts';
import type { ProgramOfEntry, ProgramsStore } from '../credits/programs-store.ts';

/**
 * The program of an entry as its certificate tells of it: as it was when the credit was given, and where it said nothing
 * then, what it says now. A sponsor that was registered in one way then is not said to have been so in another.
 *
 * @param then - the program at the revision that the entry names.
 */
export const programOnPaper = (then: CreditProgram, now: CreditProgram): CreditProgram => {
  const { nasbaSponsorId, stateRegistration, ...rest } = now;
  const isRegistered = then.nasbaSponsorId !== undefined || then.stateRegistration !== undefined;
  const registration = {
    ...(nasbaSponsorId !== undefined && { nasbaSponsorId }),
    ...(stateRegistration !== undefined && { stateRegistration }),
  };
  return { ...rest, ...(isRegistered ? {} : registration), ...then };
};

/**
 * The program that the certificate of an entry tells of; undefined where the entry is under none. Two reads, or three
 * where the program was changed since.
 */
export const programOfEntry = async (
  programs: Pick<ProgramsStore, 'getProgram' | 'getProgramAt'>,
  { organization, program, programRevision }: LedgerEntry,
): Promise<CreditProgram | undefined> => {
  if (program === undefined) return undefined;
  const [now, then] = await Promise.all([
    programs.getProgram(organization, program),
    programs.getProgramAt(organization, program, programRevision),
  ]);
  return now && programOnPaper(then ?? now, now);
};

/** The same for the entries of many members, from all of an organization's programs. */
export const programsOnPaper =
  (programAt: ProgramOfEntry): ProgramOfEntry =>
  (entry) => {
    const now = programAt({ ...(entry.program !== undefined && { program: entry.program }) });
    return now && programOnPaper(programAt(entry) ?? now, now);
  };
