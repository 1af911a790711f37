import type { Stores } from './dependencies.ts';

/** Names of members by identifier, in one batch read per hundred; of nobody where nobody is asked for. */
export const namesOf = async (
  { members }: Pick<Stores, 'members'>,
  organization: string,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map();
  const found = await members.getMembers(organization, ids);
  return new Map([...found].map(([id, { name }]) => [id, name]));
};
