import queryAction from 'dynalite/actions/query.js';
import scanAction from 'dynalite/actions/scan.js';
import conditionParser from 'dynalite/db/conditionParser.js';
import db from 'dynalite/db/index.js';
import projectionParser from 'dynalite/db/projectionParser.js';
import updateParser from 'dynalite/db/updateParser.js';
import batchGetItem from 'dynalite/validations/batchGetItem.js';
import batchWriteItem from 'dynalite/validations/batchWriteItem.js';
import deleteItem from 'dynalite/validations/deleteItem.js';
import getItem from 'dynalite/validations/getItem.js';
import validationRules from 'dynalite/validations/index.js';
import putItem from 'dynalite/validations/putItem.js';
import query from 'dynalite/validations/query.js';
import scan from 'dynalite/validations/scan.js';
import updateItem from 'dynalite/validations/updateItem.js';
import type { ReadRequest } from './ranges.ts';
import type { AttributeValue, Item, KeySchema, Path, TableDescription } from './values.ts';

/** A change of one key, as LevelDB takes it in a batch. */
export interface LevelOperation {
  readonly type: 'put' | 'del';
  readonly key: string;
  readonly value?: string;
  readonly valueEncoding?: 'utf8';
}

/** A range of keys, in order or in reverse; `limit` below zero means all. */
export interface LevelRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
  readonly limit?: number;
}

/** The LevelDB that dynalite opens, as far as it is used here. */
export interface Level {
  open(): Promise<void>;
  close(): Promise<void>;
  batch(operations: readonly LevelOperation[]): Promise<void>;
  getSync(key: string, options: { readonly valueEncoding: 'utf8' }): string | undefined;
  iterator(range: LevelRange & { readonly valueEncoding: 'utf8'; readonly highWaterMarkBytes: number }): {
    nextv(size: number): Promise<[key: string, value: string][]>;
    close(): Promise<void>;
  };
  clear(range: LevelRange): Promise<void>;
}

/** What one of dynalite's checks found: an error with the answer's body, or nothing. */
type Finding = Error | null | undefined;

/** The callback of dynalite's actions. */
type Callback = (error: Error | null, result?: Record<string, unknown>) => void;

/** Dynalite 4.0.0's own database module, as far as it is used here; the properties can be replaced. */
export interface Dynalite {
  readonly create: (options: { readonly path: string }) => { readonly db: Level };
  readonly validateKey: (key: Item, table: TableDescription) => Finding;
  readonly validateItem: (item: Item, table: TableDescription) => Finding;
  readonly validateUpdates: (legacy: undefined, updates: unknown, table: TableDescription) => Finding;
  readonly validateKeyPaths: (paths: unknown, table: TableDescription) => Finding;
  readonly checkConditional: (request: unknown, item: Item | undefined) => Finding;
  readonly matchesFilter: (item: Item, filter: unknown, operator: unknown) => boolean;
  readonly createKey: (item: Item, table: TableDescription, keySchema?: KeySchema) => string;
  readonly mapPaths: (paths: readonly (Path | string)[], item: Item) => Item;
  createIndexKey: (item: Item, table: TableDescription, keySchema: KeySchema) => string;
  itemSize: (item: Item) => number;
  /** How `Query` and `Scan`, having understood a request, have its range of keys read. */
  queryTable: (
    store: unknown,
    table: TableDescription,
    request: ReadRequest,
    range: LevelRange,
    isLocal: boolean | undefined,
    fetchFromTable: boolean,
    startKeyNames: readonly string[],
    callback: Callback,
  ) => void;
}

/** How a request of one operation is checked. */
interface Rules {
  readonly types: Readonly<Record<string, unknown>>;
  readonly custom?: unknown;
}

/** Keys, checks and paths as dynalite knows them. */
export const dynalite = db as Dynalite;

/** Dynalite's checks of a request, which follow DynamoDB's messages word by word. */
export const validations = validationRules as {
  readonly checkTypes: (body: unknown, types: object) => Record<string, unknown>;
  readonly checkValidations: (request: object, types: object, custom: unknown, store: object) => void;
};

/** What dynalite checks of each operation. */
export const rules = {
  batchGetItem: batchGetItem as Rules,
  batchWriteItem: batchWriteItem as Rules,
  deleteItem: deleteItem as Rules,
  getItem: getItem as Rules,
  putItem: putItem as Rules,
  query: query as Rules,
  scan: scan as Rules,
  updateItem: updateItem as Rules,
} as const;

/** One of dynalite's own actions. */
export type Action = (store: object, request: object, callback: Callback) => void;

/** The two of dynalite's actions that are used: they turn a request into a range of keys. */
export const actions = { query: queryAction as Action, scan: scanAction as Action } as const;

/** What an expression is parsed with: the request's names and values, and those of them not used so far. */
export interface ParseContext {
  readonly attrNames?: Readonly<Record<string, string>>;
  readonly attrVals?: Readonly<Record<string, AttributeValue>>;
  readonly unusedAttrNames: Record<string, true>;
  readonly unusedAttrVals: Record<string, true>;
}

/** One of dynalite's parsers, whose `parse` can be replaced; it returns the tree, or as text what is wrong. */
export interface Parser {
  parse: (text: string, options: { readonly context: ParseContext }) => unknown;
}

/** Dynalite's parsers: of conditions and filters, of updates, of projections. */
export const parsers = [conditionParser, updateParser, projectionParser] as readonly Parser[];
