import { itemSize, MAX_ITEM_BYTES } from './capacity.ts';
import { type Condition, holds } from './conditions.ts';
import { dynalite } from './engine.ts';
import { conditionFailure, validationFailure } from './failures.ts';
import type { Table } from './tables.ts';
import { applyUpdates, type Updates } from './updates.ts';
import type { Item } from './values.ts';

/** What a request wants of one item; its parts are checked and its expressions parsed. */
export interface Write {
  readonly kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  readonly table: Table;
  /** The item's place among the table's items. */
  readonly key: string;
  readonly request: WriteRequest;
}

/** The parts of a request that decide; `_condition` and `_updates` are dynalite's parse of the expressions. */
export interface WriteRequest {
  readonly TableName: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ReturnValues?: 'NONE' | 'ALL_OLD' | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW';
  readonly ReturnValuesOnConditionCheckFailure?: 'NONE' | 'ALL_OLD';
  readonly ReturnConsumedCapacity?: string;
  readonly Expected?: object;
  readonly AttributeUpdates?: object;
  readonly _condition?: { readonly expression: Condition };
  readonly _updates?: Updates;
}

/** Throws what one of dynalite's checks found. */
export const refuse = (found: Error | null | undefined): void => {
  if (found) throw found;
};

/**
 * A write whose key fits its table.
 *
 * @throws {Refusal} where the key does not match the table's, or an update would change it.
 */
export const createWrite = (kind: Write['kind'], table: Table, request: WriteRequest): Write => {
  const { description } = table;
  if (kind === 'Put') refuse(dynalite.validateItem(request.Item ?? {}, description));
  else refuse(dynalite.validateKey(request.Key ?? {}, description));
  if (request.AttributeUpdates) {
    throw validationFailure(
      'AttributeUpdates is not supported on one machine; write an UpdateExpression instead',
    );
  }
  if (request._updates) refuse(dynalite.validateUpdates(undefined, request._updates, description));
  const key = dynalite.createKey((kind === 'Put' ? request.Item : request.Key) ?? {}, description);
  return { kind, table, key, request };
};

const checkCondition = ({ request }: Write, before: Item | undefined): void => {
  const met = request._condition
    ? holds(request._condition.expression, before ?? {})
    : !dynalite.checkConditional(request, before);
  if (met) return;
  throw conditionFailure(request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? before : undefined);
};

/** An index key must have its type and may not be empty; an item without it is simply not in that index. */
const checkIndexKeys = (table: Table, item: Item): void => {
  refuse(dynalite.validateItem(item, table.description));
  for (const { IndexName, KeySchema } of table.indexes) {
    for (const { AttributeName } of KeySchema) {
      const value = item[AttributeName];
      if (value?.S !== '' && value?.B !== '') continue;
      throw validationFailure(
        'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
          `The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${IndexName}, IndexKey: ${AttributeName}`,
      );
    }
  }
};

/**
 * The item as it will be after a write: undefined where there will be none, `before` itself where nothing is asked.
 *
 * @throws {Refusal} where the condition does not hold or the item would break a rule.
 */
export const decide = (write: Write, before: Item | undefined): Item | undefined => {
  checkCondition(write, before);
  const { kind, table, request } = write;
  switch (kind) {
    case 'ConditionCheck':
      return before;
    case 'Delete':
      return undefined;
    case 'Put':
      checkIndexKeys(table, request.Item ?? {});
      return request.Item;
    case 'Update': {
      const base = before ?? { ...request.Key };
      const after = request._updates ? applyUpdates(request._updates, base) : base;
      checkIndexKeys(table, after);
      if (itemSize(after) > MAX_ITEM_BYTES) {
        throw validationFailure('Item size to update has exceeded the maximum allowed size');
      }
      return after;
    }
  }
};

/** The attributes a single write answers with, as `ReturnValues` asks; undefined where there are none. */
export const returnedAttributes = (
  { request }: Write,
  before: Item | undefined,
  after: Item | undefined,
): Item | undefined => {
  const paths = request._updates?.paths ?? [];
  const some = (item: Item | undefined) => {
    const found = item && dynalite.mapPaths(paths, item);
    return found && Object.keys(found).length > 0 ? found : undefined;
  };
  switch (request.ReturnValues ?? 'NONE') {
    case 'NONE':
      return undefined;
    case 'ALL_OLD':
      return before;
    case 'ALL_NEW':
      return after;
    case 'UPDATED_OLD':
      return some(before);
    case 'UPDATED_NEW':
      return some(after);
  }
};
