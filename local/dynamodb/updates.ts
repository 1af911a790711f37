import { validationFailure } from './failures.ts';
import { addNumbers } from './numbers.ts';
import { type AttributeValue, type Item, type Path, typeOf, valueAt } from './values.ts';

/** The value of a `SET` as dynalite's parser gives it. */
type Operand =
  | Path
  | AttributeValue
  | { readonly type: 'add' | 'subtract'; readonly args: readonly [Operand, Operand] }
  | { readonly type: 'function'; readonly name: 'if_not_exists'; readonly args: readonly [Path, Operand] }
  | { readonly type: 'function'; readonly name: 'list_append'; readonly args: readonly [Operand, Operand] };

type Action =
  | { readonly type: 'set'; readonly path: Path; readonly val: Operand }
  | { readonly type: 'add' | 'delete'; readonly path: Path; readonly val: AttributeValue }
  | { readonly type: 'remove'; readonly path: Path };

/** An update expression as dynalite's parser gives it. */
export interface Updates {
  readonly sections: readonly Action[];
  readonly paths: readonly Path[];
}

const wrongType = () => validationFailure('An operand in the update expression has an incorrect data type');
const wrongPath = () =>
  validationFailure('The document path provided in the update expression is invalid for update');

const isPath = (operand: Operand): operand is Path => Array.isArray(operand);

const resolve = (operand: Operand, item: Item): AttributeValue => {
  if (isPath(operand)) {
    const value = valueAt(operand, item);
    if (value) return value;
    throw validationFailure('The provided expression refers to an attribute that does not exist in the item');
  }
  if (!('type' in operand)) return operand;
  if (operand.type === 'function' && operand.name === 'if_not_exists') {
    return valueAt(operand.args[0], item) ?? resolve(operand.args[1], item);
  }
  const [left, right] = [resolve(operand.args[0], item), resolve(operand.args[1], item)];
  if (operand.type === 'function') {
    if (!left.L || !right.L) throw wrongType();
    return { L: [...left.L, ...right.L] };
  }
  if (left.N === undefined || right.N === undefined) throw wrongType();
  return { N: addNumbers(left.N, right.N, operand.type === 'subtract') };
};

const SET_TYPES = ['SS', 'NS', 'BS'] as const;

/** The value after `ADD`: a sum, or the union of two sets of one type. */
const added = (existing: AttributeValue | undefined, value: AttributeValue): AttributeValue => {
  if (value.N !== undefined) {
    if (existing && existing.N === undefined) throw wrongType();
    return { N: addNumbers(existing?.N ?? '0', value.N) };
  }
  const type = SET_TYPES.find((name) => value[name] !== undefined);
  if (!type || (existing && existing[type] === undefined)) throw wrongType();
  return { [type]: [...new Set([...(existing?.[type] ?? []), ...(value[type] ?? [])])] };
};

/** The value after `DELETE`: a set without some members; undefined where none is left, for there is no empty set. */
const reduced = (existing: AttributeValue, value: AttributeValue): AttributeValue | undefined => {
  const type = SET_TYPES.find((name) => value[name] !== undefined);
  if (!type || typeOf(existing) !== type) throw wrongType();
  const gone = new Set(value[type]);
  const left = (existing[type] ?? []).filter((member) => !gone.has(member));
  return left.length > 0 ? { [type]: left } : undefined;
};

/** Elements to be taken from lists, or put past their end, once every action has seen the positions as they were. */
interface ListChange {
  readonly list: AttributeValue[];
  readonly position: number;
  readonly value: AttributeValue | undefined;
}

const place = (after: Item, path: Path, value: AttributeValue | undefined, lists: ListChange[]): void => {
  const last = path.at(-1);
  const parent = path.length === 1 ? { M: after } : valueAt(path.slice(0, -1), after);
  if (typeof last === 'string' && parent?.M) {
    if (value) parent.M[last] = value;
    else Reflect.deleteProperty(parent.M, last);
    return;
  }
  if (typeof last !== 'number' || !parent?.L) throw wrongPath();
  lists.push({ list: parent.L as AttributeValue[], position: last, value });
};

const settleLists = (changes: readonly ListChange[]): void => {
  const descending = changes.toSorted((a, b) => b.position - a.position);
  const appended = descending.filter(({ list, position, value }) => value && position >= list.length);
  for (const { list, position, value } of descending) {
    if (position >= list.length) continue;
    if (value) list[position] = value;
    else list.splice(position, 1);
  }
  for (const { list, value } of appended.toReversed()) if (value) list.push(value);
};

/**
 * The item after an update. Every operand is read from the item as it was before, so that the order of the actions
 * does not matter; positions in lists, too, are those of before. `before` is left as it is.
 *
 * @throws {Refusal} where an operand has the wrong type, is missing, or a path leads nowhere.
 */
export const applyUpdates = (updates: Updates, before: Item): Item => {
  const after: Item = { ...before };
  for (const { path } of updates.sections) {
    const [head] = path;
    const value = head === undefined ? undefined : valueAt([head], after);
    // Only what an action reaches into is copied; whole values are replaced, never changed in place.
    if (path.length > 1 && typeof head === 'string' && value) after[head] = structuredClone(value);
  }
  const lists: ListChange[] = [];
  for (const action of updates.sections) {
    const existing = valueAt(action.path, before);
    switch (action.type) {
      case 'set':
        place(after, action.path, resolve(action.val, before), lists);
        break;
      case 'add':
        place(after, action.path, added(existing, action.val), lists);
        break;
      case 'delete':
        if (existing) place(after, action.path, reduced(existing, action.val), lists);
        break;
      case 'remove':
        place(after, action.path, undefined, lists);
        break;
    }
  }
  settleLists(lists);
  return after;
};
