import { describe, expect, it } from 'vitest';
import { checkPutEvents } from '../../../local/system/put-events.ts';

const buses = new Set(['default', 'Bus']);
const good = { EventBusName: 'Bus', Source: 'test', DetailType: 'x', Detail: '{"a":1}' };
const check = (...Entries: object[]) => checkPutEvents({ Entries }, buses);

describe('PutEvents', () => {
  it('takes an entry with its time, on the bus it names by name or ARN', () => {
    const arn = 'arn:aws:events:eu-west-1:000000000000:event-bus/Bus';
    const [first, second] = check({ ...good, Time: 1_795_314_117.5 }, { ...good, EventBusName: arn });
    expect(first).toMatchObject({
      taken: true,
      bus: 'Bus',
      detail: { a: 1 },
      time: 1_795_314_117_500,
      bytes: 26,
    });
    expect(second).toMatchObject({ taken: true, bus: 'Bus', time: undefined, bytes: 12 });
  });

  it('uses the default bus where none is named', () => {
    expect(check({ Source: 'test', DetailType: 'x', Detail: '{}' })).toMatchObject([
      { taken: true, bus: 'default' },
    ]);
  });

  it.each<[name: string, change: object, code: string, message: RegExp]>([
    ['no source', { Source: undefined }, 'InvalidArgument', /Source is not valid.*required/],
    ['no detail type', { DetailType: '' }, 'InvalidArgument', /DetailType is not valid.*required/],
    ['no detail', { Detail: undefined }, 'InvalidArgument', /Detail is not valid.*required/],
    ['detail that is no JSON', { Detail: '{a:1}' }, 'MalformedDetail', /malformed/],
    ['detail that is no object', { Detail: '[1]' }, 'MalformedDetail', /malformed/],
    [
      'a bus that is not there',
      { EventBusName: 'Other' },
      'InvalidArgument',
      /event bus Other does not exist/,
    ],
    ["a source of AWS's own", { Source: 'aws.s3' }, 'NotAuthorizedForSourceException', /source/],
    ['a detail type that is too long', { DetailType: 'x'.repeat(129) }, 'InvalidArgument', /128/],
  ])('refuses an entry, and only that one: %s', (_, change, code, message) => {
    const [bad, fine] = check({ ...good, ...change }, good);
    expect(bad).toMatchObject({ taken: false, code });
    expect(bad).toHaveProperty('message', expect.stringMatching(message));
    expect(fine).toMatchObject({ taken: true });
  });

  it('refuses the whole call for no entries, and for more than ten', () => {
    expect(() => check()).toThrow(/length greater than or equal to 1/);
    expect(() => check(...Array.from({ length: 11 }, () => good))).toThrow(/length less than or equal to 10/);
  });

  it('counts 256 KB over all entries, in bytes', () => {
    const half = { ...good, Detail: JSON.stringify({ t: 'ü'.repeat(65_000) }) };
    expect(check(half, half)).toHaveLength(2);
    expect(() =>
      check(half, half, good, { ...good, Detail: JSON.stringify({ t: 'x'.repeat(3000) }) }),
    ).toThrow(/over the limit/);
  });

  it('refuses a body of another shape', () => {
    expect(() => checkPutEvents({ Entries: [{ Source: 5 }] }, buses)).toThrow(/Entries\.0\.Source/);
  });
});
