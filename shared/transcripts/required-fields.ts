import type { LedgerEntry } from '../credits/model.ts';
import type { CreditProgram } from '../credits/program-model.ts';
import { Conflict } from '../platform/errors.ts';

/**
 * What a certificate under a program must say and would not, by the names the program's form has for it. A certificate of
 * completion under NASBA's standards documents all of it (Statement on Standards for CPE Programs, Standard No. 24);
 * other standards leave it to the program.
 */
const missingOf = (
  entry: Pick<LedgerEntry, 'fieldOfStudy' | 'deliveryMethod' | 'location'>,
  program: CreditProgram,
): string[] => {
  if (program.standard !== 'nasba') return [];
  const isPlaced = (entry.deliveryMethod ?? program.deliveryMethod) === 'group-live';
  const needed: readonly (readonly [string, string | undefined])[] = [
    ['Contact', program.contact],
    ['Field of study', entry.fieldOfStudy ?? program.fieldOfStudy],
    ...(isPlaced ? [['Location', entry.location ?? program.location] as const] : []),
    ['NASBA sponsor number or State registration', program.nasbaSponsorId ?? program.stateRegistration],
    ['Signed for the sponsor by', program.signerName],
    ['Title of the signer', program.signerTitle],
  ];
  return needed.filter(([, value]) => value === undefined).map(([name]) => name);
};

/**
 * Refuses a certificate that lacks what its standard asks for.
 *
 * @throws {Conflict} naming what is missing, and where staff set it.
 */
export const refuseIncomplete = (entry: LedgerEntry, program: CreditProgram): void => {
  const missing = missingOf(entry, program);
  if (missing.length === 0) return;
  throw new Conflict(
    `a certificate under the credit program “${program.name}” must also say: ${missing.join('; ')}. Staff fill ${missing.length === 1 ? 'it' : 'them'} in under Credits, ${program.name}, On paper (/staff/credit-programs/${program.program})`,
  );
};
