/** The parts of an update that say what of an item becomes what. */
export interface Assignment {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

/**
 * An update of some attributes of an item, each by `#name` and `:name`: those that it has are set as it has them, those
 * that it has not are removed. Whoever updates adds the condition.
 *
 * @param names - of the attributes; the item has at least one of them.
 * @param gone - further attributes, removed whatever the item has.
 */
export const assigning = (
  item: Readonly<Record<string, unknown>>,
  names: readonly string[],
  gone: readonly string[] = [],
): Assignment => {
  const set = names.filter((name) => item[name] !== undefined);
  const removed = [...names.filter((name) => item[name] === undefined), ...gone];
  const removal = removed.length > 0 ? ` REMOVE ${removed.map((name) => `#${name}`).join(', ')}` : '';
  return {
    UpdateExpression: `SET ${set.map((name) => `#${name} = :${name}`).join(', ')}${removal}`,
    ExpressionAttributeNames: Object.fromEntries([...set, ...removed].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(set.map((name) => [`:${name}`, item[name]])),
  };
};
