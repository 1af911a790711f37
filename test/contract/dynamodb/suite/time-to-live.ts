import {
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Engine, tableNamed } from '../engine.ts';

/** The setting; what is deleted and when is each engine's own. */
export const describeTimeToLive = (engine: Engine): void => {
  const client = clientOf(engine);
  const TableName = 'time-to-live';

  beforeAll(async () => {
    await client.send(new CreateTableCommand(tableNamed(TableName)));
  });

  describe('time to live', () => {
    it('is off at first, and says which attribute once it is on', async () => {
      const before = await client.send(new DescribeTimeToLiveCommand({ TableName }));
      expect(before.TimeToLiveDescription?.TimeToLiveStatus).toBe('DISABLED');
      await client.send(
        new UpdateTimeToLiveCommand({
          TableName,
          TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
        }),
      );
      const after = await client.send(new DescribeTimeToLiveCommand({ TableName }));
      expect(after.TimeToLiveDescription).toEqual({
        TimeToLiveStatus: 'ENABLED',
        AttributeName: 'expiresAt',
      });
    });
  });
};
