import { describe, expect, it } from 'vitest';
import { startFixture } from './local-system.ts';

interface DeadLetter {
  readonly queue: string;
  readonly messageId: string;
  readonly reason: string;
  readonly body: string;
}

const asJson = { accept: 'application/json', 'content-type': 'application/json' };

const deadLetters = async (url: string): Promise<DeadLetter[]> => {
  const response = await fetch(`${url}/_local/dead-letters`, { headers: asJson });
  return (await response.json()) as DeadLetter[];
};

const redrive = async (url: string, letter: { queue: string; messageId?: string }): Promise<unknown> => {
  const response = await fetch(`${url}/_local/redrive`, {
    method: 'POST',
    headers: asJson,
    body: JSON.stringify(letter),
  });
  return response.json();
};

describe('an event on the bus', () => {
  it('reaches the function behind the queue, as its rule says', async () => {
    const { system, fixture, put } = await startFixture();
    expect(await put([{ n: 1 }, { n: 2 }])).toBe(2);
    await system.idle();
    expect(fixture.collected().sort()).toEqual(['{"n":1}', '{"n":2}']);
  });

  it('that no rule wants goes nowhere', async () => {
    const { system, fixture, put } = await startFixture();
    await put([{ n: 1 }], 'ignored');
    await system.idle();
    expect(fixture.collected()).toEqual([]);
  });

  it('comes again alone where the function reports it as failed', async () => {
    const { system, fixture, put, held } = await startFixture();
    await put([{ n: 1 }, { n: 2, fail: 2 }, { n: 3 }]);
    await system.idle();
    const collected = fixture.collected();
    expect(collected.filter((line) => line.includes('"n":2'))).toHaveLength(3);
    expect(collected).toHaveLength(5);
    expect(await held(system.outputs['DeadLetters'])).toBe(0);
  });

  it.each(['throw', 'exit', 'hang'])(
    'comes again with its batch where the function does this: %s',
    async (wish) => {
      const { system, fixture, put } = await startFixture({ timeout: 1 });
      await put([{ n: 1, [wish]: 1 }]);
      await system.idle();
      expect(fixture.collected()).toHaveLength(2);
      await put([{ n: 2 }]);
      await system.idle();
      expect(fixture.collected()).toContain('{"n":2}');
    },
  );

  it('that fails every time is set aside after as many receives as the template says, with a way back', async () => {
    const { system, fixture, put, held } = await startFixture({ maxReceives: 3 });
    await put([{ n: 1, fail: 4 }]);
    await system.idle();
    expect(fixture.collected()).toHaveLength(3);
    expect(await held(system.outputs['DeadLetters'])).toBe(1);
    const [letter] = await deadLetters(system.url);
    expect(letter).toMatchObject({
      body: '{"n":1,"fail":4}',
      reason: 'Queue received it too often; no consumer said why.',
    });
    expect(system.status().queues).toContainEqual({
      name: 'DeadLetters',
      visible: 1,
      inFlight: 0,
      deadLetters: 1,
    });
    expect(await redrive(system.url, { queue: 'DeadLetters', messageId: letter?.messageId ?? '' })).toEqual({
      redriven: 1,
    });
    await system.idle();
    expect(fixture.collected()).toHaveLength(5);
    expect(await deadLetters(system.url)).toEqual([]);
  });

  it('is delivered in batches of the size the template says', async () => {
    const { system, fixture, put } = await startFixture({ batchSize: 25, window: 1 });
    await put(Array.from({ length: 60 }, (_, n) => ({ n })));
    await system.idle();
    expect(new Set(fixture.collected()).size).toBe(60);
  });

  it('for a function is tried again, and then told to its failure destination', async () => {
    const { system, fixture, put, held } = await startFixture();
    await put([{ throw: true }], 'direct');
    await system.idle();
    expect(fixture.collected()).toHaveLength(2);
    expect(await held(system.outputs['Failures'])).toBe(1);
    const [letter] = await deadLetters(system.url);
    expect(letter).toMatchObject({ queue: 'Failures', reason: 'Error: asked to throw' });
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { throw: true },
    });
    expect(await redrive(system.url, { queue: 'Failures' })).toEqual({ redriven: 1 });
    await system.idle();
    expect(fixture.collected()).toHaveLength(4);
  });

  it("whose target does not exist is in the target's dead-letter queue", async () => {
    const { system, put, held } = await startFixture();
    await put([{ n: 1 }], 'lost');
    await system.idle();
    expect(await held(system.outputs['DeadLetters'])).toBe(1);
    expect(await deadLetters(system.url)).toMatchObject([
      { queue: 'DeadLetters', reason: expect.stringMatching(/function:Gone does not exist/) as string },
    ]);
  });
});
