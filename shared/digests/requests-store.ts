import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../events/catalogue.ts';
import { assigning } from '../platform/assigning.ts';
import { isConditionFailure, type Table } from '../platform/table.ts';
import { DigestRequest } from './request-model.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                          | pk             | sk                     |
 * |-------------------------------|----------------|------------------------|
 * | a request for a digest        | ORG#o#MEMBER#m | DIGEST-REQUEST#request |
 * | what was asked of a member's  | ORG#o#MEMBER#m | begins DIGEST-REQUEST# |
 */

const Stored = DigestRequest.strip();

/** Most requests of a member that are read: staff make them one by one. */
const READ = 100;

const PREFIX = 'DIGEST-REQUEST#';
const memberPk = (organization: string, member: string): string => `ORG#${organization}#MEMBER#${member}`;
const keyOf = ({ organization, member, request }: Named) => ({
  pk: memberPk(organization, member),
  sk: `${PREFIX}${request}`,
});

/** What names a request. */
type Named = Pick<DigestRequest, 'organization' | 'member' | 'request'>;

/** How a request goes on from what it is. */
export type RequestStep = Pick<DigestRequest, 'status'> &
  Partial<Pick<DigestRequest, 'because' | 'settledAt'>>;

/** The digests that staff asked for. Every step names the state it was decided from, so that each is made once. */
export const createDigestRequestsStore = (table: Table) => ({
  /** Keeps a request, from which its event is published; false where the same was asked before: nothing is done. */
  ask: async (request: DigestRequest, event: EventOf<'digest.requested'>): Promise<boolean> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...request, ...keyOf(request), event },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return false;
    }
  },

  /** The request as it is now (consistent read), or undefined. */
  get: async (named: Named): Promise<DigestRequest | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keyOf(named), ConsistentRead: true }),
    );
    return Item && Stored.parse(Item);
  },

  /** Moves a request on from the state it was read in; false where somebody else has moved it. */
  move: async (request: DigestRequest, step: RequestStep): Promise<boolean> => {
    const assigned = assigning(step, Object.keys(step));
    try {
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keyOf(request),
          ...assigned,
          ConditionExpression: '#status = :seen',
          ExpressionAttributeValues: { ...assigned.ExpressionAttributeValues, ':seen': request.status },
        }),
      );
      return true;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return false;
    }
  },

  /** What staff asked for of a member's digests, in the order of the requests' names; at most 100. */
  requestsOf: async (organization: string, member: string): Promise<DigestRequest[]> => {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': memberPk(organization, member), ':prefix': PREFIX },
        // By name, those of the last windows are last.
        ScanIndexForward: false,
        Limit: READ,
      }),
    );
    return Items.map((item) => Stored.parse(item)).reverse();
  },
});

/** @see createDigestRequestsStore */
export type DigestRequestsStore = ReturnType<typeof createDigestRequestsStore>;
