import { AppError } from '../platform/errors.ts';
import { visible } from './address.ts';

/** What was looked at. */
export type CheckName = 'document' | 'proof' | 'issuer' | 'status' | 'expiry' | 'held' | 'recipient';

/** One thing that was looked at, and what was found, in a sentence for people. */
export interface Check {
  readonly name: CheckName;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly says: string;
  /** False where nothing was missed by skipping it: there was nothing to look at, or nobody asked. */
  readonly needed: boolean;
}

/** What was handed in. */
export type Kind = 'open-badge-3' | 'open-badge-2' | 'clr-2' | 'verifiable-credential' | 'unknown';

/** What the credential says of itself, for whoever reads the report: claims, as good as the checks beside them. */
export interface About {
  readonly name?: string;
  readonly issuer?: string;
  readonly issuerName?: string;
  readonly from?: string;
  readonly until?: string;
}

/** What came of verifying something. */
export interface Report {
  /**
   * `incomplete`: nothing failed, and something that counts could not be checked. `nothing`: there was no credential
   * that could have been checked.
   */
  readonly verdict: 'verified' | 'failed' | 'incomplete' | 'nothing';
  readonly kind: Kind;
  readonly summary: string;
  readonly about: About;
  readonly checks: readonly Check[];
}

/** A check that was made and held. */
export const passed = (name: CheckName, says: string): Check => ({
  name,
  outcome: 'passed',
  says,
  needed: true,
});

/** A check that was made and did not hold. */
export const failed = (name: CheckName, says: string): Check => ({
  name,
  outcome: 'failed',
  says,
  needed: true,
});

/** A check that counts and could not be made. */
export const skipped = (name: CheckName, says: string): Check => ({
  name,
  outcome: 'skipped',
  says,
  needed: true,
});

/** A check for which there was nothing to look at. */
export const notNeeded = (name: CheckName, says: string): Check => ({
  name,
  outcome: 'skipped',
  says,
  needed: false,
});

/** Somebody else's text within a sentence of ours: one line, at most 200 characters. */
export const quoted = (text: string): string => {
  const line = visible(text);
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
};

/** What an error says, as the end of a sentence; what is no AppError is a fault of the program and thrown on. */
export const reasonOf = (thrown: unknown): string => {
  if (thrown instanceof AppError && thrown.kind !== 'Defect') return thrown.message.replace(/\.$/, '');
  throw thrown;
};

const summaries = {
  verified: 'Everything that was checked holds.',
  failed: 'Do not rely on this: something that was checked does not hold.',
  incomplete: 'Nothing that was checked is wrong, but not everything could be checked.',
} as const;

/** The report of some checks: one that failed decides, then one that counts and was not made. */
export const reportOf = (kind: Kind, checks: readonly Check[], about: About = {}): Report => {
  const missed = checks.some(({ outcome, needed }) => outcome === 'skipped' && needed);
  const verdict = checks.some(({ outcome }) => outcome === 'failed')
    ? 'failed'
    : missed
      ? 'incomplete'
      : 'verified';
  return { verdict, kind, summary: summaries[verdict], about, checks };
};

/** The report of what is no credential: nothing failed, and `says` tells what to give instead. */
export const nothingIn = (says: string): Report => ({
  verdict: 'nothing',
  kind: 'unknown',
  summary: 'There is no credential in it, so nothing was checked.',
  about: {},
  checks: [notNeeded('document', says)],
});
