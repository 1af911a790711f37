import { bitItem, changeItem, credentialKey, summaryKey } from './credential-items.ts';
import { afterChange, type StandingEvent } from './life.ts';
import type { CredentialChange, IssuedCredential } from './model.ts';

/**
 * The writes of one change, for one transaction in the table of that name: the change itself, the credential, its
 * summary and, where its standing changed, its bit. They hold where nobody changed the credential meanwhile.
 *
 * @param accessKey - the key that opens the credential from now on, where that is another one; no summary has it.
 */
export const writesOfChange = (
  TableName: string,
  issued: IssuedCredential,
  change: CredentialChange,
  event: StandingEvent | undefined,
  accessKey?: string,
) => {
  const before = change.change - 1;
  const { standing, visibility } = afterChange(issued, change.kind);
  const update = (Key: Readonly<Record<string, string>>, key?: string) => ({
    Update: {
      TableName,
      Key,
      UpdateExpression: `SET standing = :standing, visibility = :visibility, changes = :change${
        key === undefined ? '' : ', accessKey = :key'
      }`,
      // Those stored before there were changes do not say that they had none.
      ConditionExpression:
        before === 0
          ? 'attribute_exists(pk) AND (attribute_not_exists(changes) OR changes = :before)'
          : 'changes = :before',
      ExpressionAttributeValues: {
        ':standing': standing,
        ':visibility': visibility,
        ':change': change.change,
        ':before': before,
        ...(key !== undefined && { ':key': key }),
      },
    },
  });
  const bit = bitItem(issued, change);
  return [
    {
      Put: {
        TableName,
        Item: changeItem(change, event),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    update(credentialKey(issued.credential), accessKey),
    update(summaryKey(issued)),
    ...(bit ? [{ Put: { TableName, Item: bit } }] : []),
  ];
};
