import type { CredentialSummary } from '../../../shared/badges/model.ts';
import type { LedgerEntry } from '../../../shared/credits/model.ts';

/** A badge that Ana earned in the window of the tests. */
export const badge: CredentialSummary = {
  credential: '0b0d7cde-1111-4222-8333-444455556666',
  organization: 'maths',
  member: 'ana',
  rule: 'inquirer',
  standing: 'valid',
  changes: 0,
  visibility: 'public',
  period: 'ever',
  achievement: {
    achievement: 'inquirer',
    name: 'Practitioner of inquiry',
    description: 'Completed a whole cycle of inquiry with a community.',
    criteria: 'Take part in a cycle of inquiry from its first step to its last.',
  },
  issuedAt: '2026-11-11T08:00:00.000Z',
};

/** Credit that Ana earned in the window of the tests. */
export const credit: LedgerEntry = {
  organization: 'maths',
  member: 'ana',
  entry: 1,
  amount: 2.5,
  unit: 'hours',
  reason: 'Five replies that helped a colleague',
  rule: 'helper',
  period: '2026-11',
  at: '2026-11-11T08:00:00.000Z',
  previous: '0'.repeat(64),
  hash: 'a'.repeat(64),
};
