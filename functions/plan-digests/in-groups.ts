/** Digests held in memory at once: ten batches of the queue. */
const GROUP = 100;

/** What an asynchronous sequence yields, {@link GROUP} at a time; the last group is what is left. */
export async function* inGroups<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let group: Item[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < GROUP) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
