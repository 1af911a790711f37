import type { BatchLine } from '../../shared/awards/batch.ts';
import type { Rule } from '../../shared/awards/model.ts';
import { candidatesOf, isAddress, keysToLookUp, previewBatch } from '../../shared/awards/preview-batch.ts';
import type { CsvLine } from '../../shared/awards/read-award-csv.ts';
import type { Achievement } from '../../shared/badges/model.ts';
import { Identifier } from '../../shared/events/envelope.ts';
import type { Stores } from './dependencies.ts';

/**
 * What would become of awards by the hand of a member of staff, line by line, after everybody in them was looked up.
 *
 * Reads in batches of a hundred, in parallel: the members that are named by identifier, the sign-ins of those named by
 * address, and of everybody found the natural keys of the grants they could have (one for the award by hand, one for
 * each rule that grants the same achievement). For n lines and an achievement that no rule grants, 2 × n/100 batches.
 */
export const previewAwards = async (
  { members, awards }: Pick<Stores, 'members' | 'awards'>,
  { organization, member: by }: { readonly organization: string; readonly member: string },
  { achievement, rules }: { readonly achievement: Achievement; readonly rules: readonly Rule[] },
  lines: readonly CsvLine[],
): Promise<BatchLine[]> => {
  const candidates = candidatesOf(achievement, lines);
  const given = [...new Set(candidates.map((one) => one.given))];
  const identifiers = given.filter((one) => Identifier.safeParse(one).success);
  const [byIdentifier, byAddress] = await Promise.all([
    members.getMembers(organization, identifiers),
    members.findSignIns(organization, given.filter(isAddress)),
  ]);
  const found = new Map([...[...byIdentifier.keys()].map((id): [string, string] => [id, id]), ...byAddress]);
  const keys = keysToLookUp(achievement, rules, candidates, found);
  const grants = await awards.grantsAt(organization, keys);
  return previewBatch(achievement, rules, candidates, { members: found, grants, by });
};
