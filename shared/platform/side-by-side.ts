/**
 * Does a piece of work for each item, at most `limit` of them at a time, and settles them all.
 *
 * Bounded, so that a large batch neither opens a connection per item nor queues thousands of calls in the SDK.
 *
 * @param limit - how many run at once; at least 1.
 * @returns the outcomes in the order of the items; never rejects.
 */
export const sideBySide = async <Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<PromiseSettledResult<Result>[]> => {
  const outcomes: PromiseSettledResult<Result>[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [i, item] of queue) {
      [outcomes[i]] = await Promise.allSettled([work(item)]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return outcomes;
};
