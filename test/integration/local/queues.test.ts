import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { startFixture } from './local-system.ts';

const start = async () => {
  const { system, queues } = await startFixture();
  return { queues, QueueUrl: system.outputs['Loose'] ?? '' };
};

describe('SQS as the SDK speaks it', () => {
  it('carries bodies and attributes whose digests the SDK checks', async () => {
    const { queues, QueueUrl } = await start();
    const MessageAttributes = {
      reason: { DataType: 'String', StringValue: 'weil es so ist: ü' },
      count: { DataType: 'Number.int', StringValue: '7' },
      raw: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255, 1]) },
    };
    const sent = await queues.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'Grüße', MessageAttributes }),
    );
    expect(sent.MD5OfMessageAttributes).toMatch(/^[0-9a-f]{32}$/);
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    expect(Messages).toMatchObject([
      {
        MessageId: sent.MessageId,
        Body: 'Grüße',
        MessageAttributes,
        MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
        Attributes: { ApproximateReceiveCount: '1' },
      },
    ]);
  });

  it('gives only the attributes that were asked for', async () => {
    const { queues, QueueUrl } = await start();
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    const MessageAttributes = { 'a.one': text('1'), 'a.two': text('2'), b: text('3') };
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', MessageAttributes }));
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageAttributeNames: ['a.*'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    expect(Object.keys(Messages[0]?.MessageAttributes ?? {})).toEqual(['a.one', 'a.two']);
    expect(Object.keys(Messages[0]?.Attributes ?? {})).toEqual(['SentTimestamp']);
  });

  it('sends and deletes in batches', async () => {
    const { queues, QueueUrl } = await start();
    const Entries = Array.from({ length: 10 }, (_, i) => ({ Id: `m${i}`, MessageBody: `body ${i}` }));
    const sent = await queues.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(sent.Successful).toHaveLength(10);
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    expect(Messages).toHaveLength(10);
    const deleted = await queues.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: Messages.map(({ ReceiptHandle }, i) => ({ Id: `m${i}`, ReceiptHandle })),
      }),
    );
    expect(deleted.Successful).toHaveLength(10);
    const { Attributes } = await queues.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
      VisibilityTimeout: '30',
      QueueArn: 'arn:aws:sqs:eu-west-1:000000000000:Loose',
    });
  });

  it('hides, gives back and delays', async () => {
    const { queues, QueueUrl } = await start();
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 900 }));
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'now' }));
    const first = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(first.Messages?.map(({ Body }) => Body)).toEqual(['now']);
    expect((await queues.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    const ReceiptHandle = first.Messages?.[0]?.ReceiptHandle;
    await queues.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    const again = await queues.send(
      new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }),
    );
    expect(again.Messages).toMatchObject([{ Body: 'now', Attributes: { ApproximateReceiveCount: '2' } }]);
    const { Attributes } = await queues.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessagesDelayed: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
    });
  });

  it('waits for a message where it is asked to', async () => {
    const { queues, QueueUrl } = await start();
    const waiting = queues.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    expect((await waiting).Messages).toMatchObject([{ Body: 'x' }]);
  });

  it('empties a queue, and knows it by its name', async () => {
    const { queues, QueueUrl } = await start();
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    await queues.send(new PurgeQueueCommand({ QueueUrl }));
    expect((await queues.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    expect((await queues.send(new GetQueueUrlCommand({ QueueName: 'Loose' }))).QueueUrl).toBe(QueueUrl);
  });

  it.each<[name: string, send: (QueueUrl: string) => object, error: string]>([
    [
      'no such queue',
      (url) => new SendMessageCommand({ QueueUrl: `${url}x`, MessageBody: 'x' }),
      'QueueDoesNotExist',
    ],
    [
      'an empty batch',
      (QueueUrl) => new SendMessageBatchCommand({ QueueUrl, Entries: [] }),
      'EmptyBatchRequest',
    ],
    [
      'the same id twice',
      (QueueUrl) =>
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: 'a', MessageBody: 'x' },
            { Id: 'a', MessageBody: 'y' },
          ],
        }),
      'BatchEntryIdsNotDistinct',
    ],
    [
      'a message that is too long',
      (QueueUrl) => new SendMessageCommand({ QueueUrl, MessageBody: 'x'.repeat(1_048_577) }),
      'InvalidParameterValue',
    ],
    [
      'an empty message',
      (QueueUrl) => new SendMessageCommand({ QueueUrl, MessageBody: '' }),
      'InvalidParameterValue',
    ],
    [
      'a receipt of nothing in flight',
      (QueueUrl) =>
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: 'x', VisibilityTimeout: 0 }),
      'ReceiptHandleIsInvalid',
    ],
  ])('refuses, by the name the SDK knows: %s', async (_, command, error) => {
    const { queues, QueueUrl } = await start();
    await expect(queues.send(command(QueueUrl) as DeleteMessageCommand)).rejects.toMatchObject({
      name: error,
    });
  });

  it('does not mind deleting what is gone', async () => {
    const { queues, QueueUrl } = await start();
    const { $metadata } = await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'gone' }));
    expect($metadata.httpStatusCode).toBe(200);
  });
});
