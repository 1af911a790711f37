import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/publish-events/handler.ts';
import { type AwsEndpoint, openAwsEndpoint } from '../../support/aws-endpoint.ts';
import { postOf } from '../../support/events.ts';
import { context, imageOf, streamBatch } from '../../support/invocations.ts';
import { keepingObserver } from '../../support/observer.ts';

interface Entry {
  readonly Detail: string;
  readonly DetailType: string;
  readonly Source: string;
  readonly EventBusName: string;
}

let endpoint: AwsEndpoint;
/** Identifiers of events that the bus refuses, and of those on whose call it breaks down. */
let refused: Set<string>;
let breaking: Set<string>;

const idOf = ({ Detail }: Entry) => (JSON.parse(Detail) as { id: string }).id;
const entriesOf = () => endpoint.calls.map(({ body }) => body['Entries'] as Entry[]);
const published = () => entriesOf().map((entries) => entries.map(idOf));

beforeEach(async () => {
  refused = new Set();
  breaking = new Set();
  endpoint = await openAwsEndpoint(({ body }) => {
    const entries = body['Entries'] as Entry[];
    if (entries.some((entry) => breaking.has(idOf(entry)))) throw new Error('the bus broke down');
    return {
      FailedEntryCount: 0,
      Entries: entries.map((entry) =>
        refused.has(idOf(entry))
          ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' }
          : { EventId: `bus-${idOf(entry)}` },
      ),
    };
  });
});
afterEach(() => endpoint.close());

const run = async (changes: Parameters<typeof streamBatch>[0]) => {
  const { observer, counts } = keepingObserver();
  const bus = { client: new EventBridgeClient(endpoint.client), name: 'bus' };
  const answer = await createHandler({ bus, observer })(streamBatch(changes), context);
  return { failures: answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), counts };
};
const item = (id: string, more: object = {}) => imageOf({ pk: 'x', sk: 'y', event: postOf(id), ...more });
const added = (count: number) => Array.from({ length: count }, (_, i) => ({ after: item(`e${i + 1}`) }));

describe('a change of an item', () => {
  it.each([
    ['new, with an event', { after: item('new') }, [['new']]],
    ['changed, with another event', { before: item('old'), after: item('new') }, [['new']]],
    ['changed, with its first event', { before: imageOf({ pk: 'x' }), after: item('new') }, [['new']]],
    ['changed, with the event it had', { before: item('old'), after: item('old', { touched: 1 }) }, []],
    ['new, without an event', { after: imageOf({ pk: 'x' }) }, []],
    ['taken away', { before: item('old') }, []],
  ])('that is %s', async (_, change, expected) => {
    expect((await run([change])).failures).toEqual([]);
    expect(published()).toEqual(expected);
  });

  it('is published whole, under its own source and name', async () => {
    await run([{ after: item('whole') }]);
    const [[entry] = []] = entriesOf();
    expect(entry).toMatchObject({
      EventBusName: 'bus',
      Source: 'https://forum.example.org',
      DetailType: 'post.created',
    });
    expect(JSON.parse(entry?.Detail ?? '')).toEqual(postOf('whole'));
  });
});

describe('a batch', () => {
  it('goes out in order, ten in a call', async () => {
    const { failures, counts } = await run(added(23));
    expect(failures).toEqual([]);
    expect(published().map((ids) => ids.length)).toEqual([10, 10, 3]);
    expect(published().flat()).toEqual(added(23).map((_, i) => `e${i + 1}`));
    expect(counts.get('EventsPublished')).toBe(23);
  });

  it('is read again from the first event that the bus refused, and goes no further', async () => {
    refused = new Set(['e14', 'e16']);
    const { failures, counts } = await run(added(25));
    expect(failures).toEqual(['14']);
    expect(published()).toHaveLength(2);
    expect(counts.get('EventsPublished')).toBe(18);
  });

  it('is read again from the first event of a call that failed', async () => {
    breaking = new Set(['e14']);
    expect((await run(added(25))).failures).toEqual(['11']);
  });

  it('publishes what comes before a change that carries no event of the catalogue', async () => {
    const wrong = imageOf({ pk: 'x', event: { ...postOf('w'), type: 'colloquy.post.written.v1' } });
    const { failures } = await run([{ after: item('e1') }, { after: wrong }, { after: item('e3') }]);
    expect(failures).toEqual(['2']);
    expect(published()).toEqual([['e1']]);
  });
});
