import type { Achievement } from '../../shared/badges/model.ts';
import type { Report } from '../../shared/verification/report.ts';
import type { FieldError } from '../../web/forms.ts';

/** Verifies a credential that somebody pasted. */
export type VerifyText = (text: string) => Promise<Report>;

/** True where a text is JSON of an EndorsementCredential (Open Badges 3.0 §B.1.9). */
const isEndorsement = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    const type: unknown =
      typeof value === 'object' && value !== null ? Reflect.get(value, 'type') : undefined;
    return Array.isArray(type) && type.includes('EndorsementCredential');
  } catch {
    // No JSON at all is no endorsement either.
    return false;
  }
};

/**
 * Verifies each endorsement that an achievement did not have before: it is embedded in every badge, where nobody
 * could tell a false one.
 *
 * @returns what is wrong with which of them; nothing where all may be kept.
 */
export const checkEndorsements = async (
  verify: VerifyText,
  { endorsements = [] }: Achievement,
  before: Achievement | undefined,
): Promise<FieldError[]> => {
  const known = new Set(before?.endorsements ?? []);
  const checked = endorsements.map(async (text, i): Promise<FieldError[]> => {
    if (known.has(text)) return [];
    const field = `endorsement.${i}`;
    if (!isEndorsement(text)) {
      return [{ field, message: 'This is no signed EndorsementCredential; paste its whole JSON.' }];
    }
    const { verdict, checks } = await verify(text);
    if (verdict === 'verified') return [];
    const why = checks
      .filter(({ outcome, needed }) => outcome !== 'passed' && needed)
      .map(({ says }) => says);
    return [{ field, message: `This endorsement could not be verified. ${why.join(' ')}` }];
  });
  return (await Promise.all(checked)).flat();
};
