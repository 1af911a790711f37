import { itemSize } from './capacity.ts';
import type { Item } from './values.ts';

/** An item with the text it is kept as, so that it is written and read as JSON once. */
export interface Stored {
  readonly item: Item;
  readonly text: string;
  readonly bytes: number;
}

/** An item as it is about to be kept. */
export const toStored = (item: Item): Stored => ({ item, text: JSON.stringify(item), bytes: itemSize(item) });

/** An item from the text it is kept as. */
export const fromText = (text: string): Stored => {
  const item = JSON.parse(text) as Item;
  return { item, text, bytes: itemSize(item) };
};
