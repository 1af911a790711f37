import type { Clock } from '../../shared/platform/clock.ts';
import { readJws } from '../../shared/verification/jwt.ts';
import { credentialOf } from '../../shared/verification/jwt-credential.ts';
import { type VerificationDependencies, verifyAnything } from '../../shared/verification/verify.ts';
import type { Check } from './dependencies.ts';

/** The kinds of document that the API takes (Open Badges 3.0 §6.2.3); one of 2.0 has no place in it. */
const TAKEN: ReadonlySet<string> = new Set(['open-badge-3', 'clr-2', 'verifiable-credential']);

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Checks what another program brings, as the public page of verification does: nothing that fails, or cannot be
 * checked whole, or is not the member's own, is kept on their profile.
 */
export const createCheck =
  (sources: Omit<VerificationDependencies, 'now'>, clock: Clock): Check =>
  async (text, recipient) => {
    const format = text.startsWith('{') ? 'json' : 'jwt';
    if (format === 'jwt' && !COMPACT.test(text)) {
      return { outcome: 'refused', because: 'the body is neither a credential as JSON nor a compact JWS' };
    }
    const report = await verifyAnything({ text, email: recipient }, { ...sources, now: clock() });
    if (report.verdict !== 'verified') {
      const wrong = report.checks.filter(
        ({ outcome, needed }) => outcome === 'failed' || (outcome === 'skipped' && needed),
      );
      return {
        outcome: 'refused',
        because: `the credential was not verified: ${wrong.map(({ says }) => says).join(' ')}`,
      };
    }
    if (!TAKEN.has(report.kind)) {
      return { outcome: 'refused', because: 'this takes credentials of Open Badges 3.0; this one is of 2.0' };
    }
    return {
      outcome: 'verified',
      format,
      // What was verified, and nothing beside it: of a JWT of the data model 1.1, the claim `vc`.
      credential: format === 'json' ? JSON.parse(text) : credentialOf(readJws(text)).document,
    };
  };
