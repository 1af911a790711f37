import { sha256Hex } from '../platform/ids.ts';
import { sideBySide } from '../platform/side-by-side.ts';
import type { AwardBatch, BatchLine, BatchPart, ConfirmedPart } from './batch.ts';
import { grantByHand, handRule, NOT_YOURSELF, sourcesOf } from './by-hand.ts';
import type { Grant } from './model.ts';
import type { AwardsStore, GrantKey } from './store.ts';

/** Grants committed at once; the SDK keeps 50 connections. */
const AT_ONCE = 25;

/**
 * The identifier of the credential that a line of a batch is issued under: the same however often the line is awarded,
 * so that a grant says by itself which line made it. A UUID version 8 (RFC 9562 §5.8); who knows neither the batch
 * nor the line cannot guess it.
 */
export const credentialOfLine = (batch: string, line: number): string => {
  const hex = sha256Hex(`award-batch/${batch}/${line}`);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

/** A line that is still to be awarded. */
type Due = BatchLine & { readonly member: string };

const isDue = (line: BatchLine): line is Due => line.outcome === 'ready' && line.member !== undefined;

/** A confirmed part without what nobody may do: whoever confirms what a colleague uploaded may stand in it. */
const withoutOwn = (part: ConfirmedPart): ConfirmedPart => ({
  ...part,
  lines: part.lines.map((line) =>
    isDue(line) && line.member === part.confirmedBy
      ? { ...line, outcome: 'wrong', says: NOT_YOURSELF }
      : line,
  ),
});

/** What a confirmed part's lines came to, where `grants` are all that its members have of the achievement. */
const reportOf = (part: BatchPart, grants: readonly Grant[]): BatchLine[] =>
  part.lines.map((line): BatchLine => {
    if (!isDue(line)) return line;
    const own = credentialOfLine(part.batch, line.line);
    const had = grants.filter(({ member, period }) => member === line.member && period === line.period);
    if (had.some(({ credential }) => credential === own)) {
      return { ...line, outcome: 'awarded', says: 'Awarded.' };
    }
    return { ...line, outcome: 'duplicate', says: 'Was given this badge in the meantime, and not again.' };
  });

/**
 * Awards the lines of a confirmed part that are ready, and says what each came to; that of whoever confirmed it is
 * refused.
 *
 * Reads the rules (one query) and, by their natural keys, what the members have of the achievement before (a
 * BatchGetItem per hundred keys) and after; commits one grant per line that nobody else has granted. Killed anywhere
 * and done again it awards nobody twice: the natural key stands, and a grant's credential tells whose line it was.
 *
 * @returns the part's lines with their report.
 */
export const awardPart = async (
  awards: Pick<AwardsStore, 'listRules' | 'grantsAt' | 'commit'>,
  { organization, achievement }: Pick<AwardBatch, 'organization' | 'achievement'>,
  confirmed: ConfirmedPart,
): Promise<{ readonly lines: BatchLine[]; readonly granted: number }> => {
  const part = withoutOwn(confirmed);
  const sources = sourcesOf(achievement.achievement, await awards.listRules(organization));
  const due = part.lines.filter(isDue);
  const keys = due.flatMap(({ member, period }): GrantKey[] =>
    sources.map((rule) => ({ member, rule, period })),
  );
  const before = await awards.grantsAt(organization, keys);
  const had = new Set(before.map(({ member, period }) => `${member}\n${period}`));
  const outcomes = await sideBySide(
    due.filter(({ member, period }) => !had.has(`${member}\n${period}`)),
    AT_ONCE,
    ({ line, member, period, said }) =>
      awards.commit(
        grantByHand({
          organization,
          member,
          achievement,
          period,
          said,
          by: part.confirmedBy,
          credential: credentialOfLine(part.batch, line),
          now: new Date(part.confirmedAt),
        }),
      ),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  const own = keys.filter(({ rule }) => rule === handRule(achievement.achievement));
  const after = await awards.grantsAt(organization, own);
  const granted = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value === 'granted');
  return { lines: reportOf(part, after), granted: granted.length };
};
