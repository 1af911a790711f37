/** Digests held in memory at once: ten batches of the queue. */
const GROUP = 100;

/** What asynchronous sequences yield, one sequence after the other, {@link GROUP} at a time; the last is what is left. */
export async function* inGroups<Item>(sequences: readonly AsyncIterable<Item>[]): AsyncGenerator<Item[]> {
  let group: Item[] = [];
  for (const items of sequences) {
    for await (const item of items) {
      group.push(item);
      if (group.length < GROUP) continue;
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}
