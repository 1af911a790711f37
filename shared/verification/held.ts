import * as z from 'zod';
import { aboutOf } from './credential.ts';
import type { Documents } from './documents.ts';
import { proveCredential } from './proven.ts';
import { type Check, failed, passed, quoted, reasonOf, skipped } from './report.ts';
import { checkStatus, type OwnStanding } from './status.ts';
import { checkValidity } from './validity.ts';

/** Most credentials of a record that are looked at. */
const MAX_HELD = 20;

/** The credentials that the subject of a ClrCredential was given, each as JSON or as a compact JWS (CLR 2.0 §B.1.1). */
const Subject = z.object({ verifiableCredential: z.array(z.unknown()).default([]) });

interface Context {
  readonly documents: Documents;
  readonly now: Date;
  readonly ownStanding: OwnStanding | undefined;
}

/** What came of one of them, in one line. */
const checkOne = async (held: unknown, place: number, context: Context): Promise<Check> => {
  const unnamed = `Credential ${place}`;
  try {
    const text = typeof held === 'string' ? held : JSON.stringify(held);
    const { credential, proof, issuer, window } = await proveCredential(text, context);
    const { name = unnamed, issuerName, issuer: id = '' } = aboutOf(credential, window);
    const isProven = proof.outcome === 'passed' && issuer.outcome === 'passed';
    const ownStanding = isProven ? context.ownStanding : undefined;
    const checks = [
      proof,
      issuer,
      ...(await checkStatus(credential, { ...context, ownStanding })),
      checkValidity(window, context.now),
    ];
    const title = `${name} (${issuerName ?? id})`;
    const wrong = checks.find(({ outcome }) => outcome === 'failed');
    if (wrong) return failed('held', `${title}: ${wrong.says}`);
    const missed = checks.find(({ outcome, needed }) => outcome === 'skipped' && needed);
    if (missed) return skipped('held', `${title}: ${missed.says}`);
    return passed('held', `${title}: its own signature, issuer, status and dates hold.`);
  } catch (thrown) {
    return failed('held', `${unnamed}: ${quoted(reasonOf(thrown))}.`);
  }
};

/**
 * Checks each credential that a Comprehensive Learner Record holds as one by itself: the record's own signature says
 * only that they were in it. One line for each; of more than twenty, the rest is said not to have been checked.
 */
export const checkHeld = async (
  record: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<readonly Check[]> => {
  const subjects = z.array(Subject).safeParse([record['credentialSubject']].flat());
  if (!subjects.success)
    return [failed('held', 'The list of credentials it holds is not written as a list.')];
  const held = subjects.data.flatMap(({ verifiableCredential }) => verifiableCredential);
  const checks: Check[] = [];
  for (const [i, one] of held.slice(0, MAX_HELD).entries()) checks.push(await checkOne(one, i + 1, context));
  if (held.length > MAX_HELD)
    checks.push(
      skipped(
        'held',
        `It holds ${held.length} credentials; only the first ${MAX_HELD} were checked. Check the others by themselves.`,
      ),
    );
  return checks;
};
