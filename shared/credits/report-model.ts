import * as z from 'zod';
import { Day } from '../engagement/model.ts';
import { Identifier, Instant } from '../events/envelope.ts';
import { FieldChange } from './program-model.ts';

/** How a report of credit stands. */
export const ReportStatus = z.enum(['pending', 'approved', 'declined']);
/** @see ReportStatus */
export type ReportStatus = z.output<typeof ReportStatus>;

/** What staff decided about a report: who, when, why, and which fields they changed with it. */
const ReportDecision = z.strictObject({
  outcome: z.enum(['approved', 'declined']),
  by: Identifier,
  at: Instant,
  /** Told to the member. */
  reason: z.string().min(1).max(500).optional(),
  changes: z.array(FieldChange).max(10),
});

/** Credit that a member says they earned, for staff to approve or decline. */
export const CreditReport = z.strictObject({
  organization: Identifier,
  member: Identifier,
  report: Identifier,
  program: Identifier,
  title: z.string().min(1).max(300),
  from: Day,
  through: Day,
  /** Minutes of learning; absent where the amount alone was reported. */
  minutes: z.number().int().positive().max(100_000).optional(),
  /** What was asked for, by the program's standard; lowered by an approval, the decision tells from what. */
  amount: z.number().positive().max(1000),
  unit: z.string().min(1).max(32),
  /** Where it can be looked at. */
  evidence: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  note: z.string().min(1).max(2000).optional(),
  reportedAt: Instant,
  status: ReportStatus,
  decision: ReportDecision.optional(),
  /** 1 when reported, then one more with each change. */
  revision: z.number().int().positive(),
});
/** @see CreditReport */
export type CreditReport = z.output<typeof CreditReport>;
