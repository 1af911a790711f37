/** A DynamoDB value as its JSON protocol writes it: one property, named by the type; binary in base64. */
export interface AttributeValue {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: readonly string[];
  NS?: readonly string[];
  BS?: readonly string[];
  L?: readonly AttributeValue[];
  M?: Item;
}

/** The name of a value's type, as `attribute_type` knows it. */
export type TypeName = keyof AttributeValue;

/** An item, or a map within one. */
export interface Item {
  [attribute: string]: AttributeValue;
}

/** The attributes that make a key, the partition key first. */
export type KeySchema = readonly { readonly AttributeName: string; readonly KeyType: string }[];

/** An index of a table; `LSI` and `GSI` have the same shape. */
export interface IndexDescription {
  readonly IndexName: string;
  readonly KeySchema: KeySchema;
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

/** A table as `DescribeTable` shows it, and as it is kept on disk. */
export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableId: string;
  readonly TableStatus: 'ACTIVE';
  readonly CreationDateTime: number;
  readonly ItemCount: number;
  readonly TableSizeBytes: number;
  readonly KeySchema: KeySchema;
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: string;
  }[];
  readonly BillingModeSummary: { readonly BillingMode: string };
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType: ViewType };
  readonly LatestStreamArn?: string;
  readonly LatestStreamLabel?: string;
}

/** What a stream record shows of an item. */
export type ViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** The type of a value: the name of its one property. */
export const typeOf = (value: AttributeValue): TypeName | undefined => {
  for (const name in value) return name as TypeName;
  return undefined;
};

/** A document path as dynalite's parser gives it: names of attributes and positions in lists. */
export type Path = readonly (string | number)[];

/** The value at a path of an item, or undefined where the path leads nowhere. */
export const valueAt = (path: Path, item: Item): AttributeValue | undefined => {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) {
    if (typeof step === 'number') value = value.L?.[step];
    // What every object inherits is no attribute.
    else value = value.M && Object.hasOwn(value.M, step) ? value.M[step] : undefined;
    if (!value) return undefined;
  }
  return value;
};

const sameMembers = (a: readonly string[], b: readonly string[]): boolean => {
  if (a.length !== b.length) return false;
  const members = new Set(a);
  return b.every((member) => members.has(member));
};

/** Equality as DynamoDB sees it: sets have no order, lists have one, maps are compared by attribute. */
export const equalValues = (a: AttributeValue, b: AttributeValue): boolean => {
  const type = typeOf(a);
  if (type === undefined || type !== typeOf(b)) return false;
  switch (type) {
    case 'SS':
    case 'NS':
    case 'BS':
      return sameMembers(a[type] ?? [], b[type] ?? []);
    case 'L': {
      const [left, right] = [a.L ?? [], b.L ?? []];
      return (
        left.length === right.length &&
        left.every((element, i) => {
          const other = right[i];
          return other !== undefined && equalValues(element, other);
        })
      );
    }
    case 'M':
      return equalItems(a.M ?? {}, b.M ?? {});
    case 'S':
    case 'N':
    case 'B':
    case 'BOOL':
    case 'NULL':
      return a[type] === b[type];
  }
};

/** True where two items hold the same attributes with equal values, in whatever order they are written. */
export const equalItems = (a: Item, b: Item): boolean => {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const [left, right] = [a[name], b[name]];
    return left !== undefined && right !== undefined && equalValues(left, right);
  });
};
