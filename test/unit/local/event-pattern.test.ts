import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../local/system/event-pattern.ts';
import type { JsonObject } from '../../../local/system/json.ts';

type Vector = readonly [name: string, pattern: JsonObject, event: JsonObject, matches: boolean];

const onField = (
  name: string,
  alternatives: JsonObject[string],
  cases: readonly (readonly [value: JsonObject[string] | undefined, matches: boolean])[],
): Vector[] =>
  cases.map(([value, matches]) => [
    `${name}: ${value === undefined ? 'absent' : JSON.stringify(value)}`,
    { detail: { field: alternatives } },
    { detail: value === undefined ? {} : { field: value } },
    matches,
  ]);

// From "Comparison operators for use in event patterns" of the EventBridge User Guide, with its edges.
const vectors: Vector[] = [
  ...onField(
    'equals',
    ['on'],
    [
      ['on', true],
      ['On', false],
      ['only', false],
      [undefined, false],
    ],
  ),
  ...onField(
    'one of several',
    ['a', 'b'],
    [
      ['a', true],
      ['b', true],
      ['c', false],
      [['x', 'b'], true],
      [[], false],
    ],
  ),
  ...onField(
    'number',
    [3],
    [
      [3, true],
      [3.0, true],
      ['3', false],
      [30, false],
      [true, false],
    ],
  ),
  ...onField(
    'true',
    [true],
    [
      [true, true],
      [1, false],
      ['true', false],
    ],
  ),
  ...onField(
    'null',
    [null],
    [
      [null, true],
      ['', false],
      [0, false],
      [undefined, false],
      [['a', null], true],
    ],
  ),
  ...onField(
    'empty',
    [''],
    [
      ['', true],
      [null, false],
      [' ', false],
      [undefined, false],
    ],
  ),
  ...onField(
    'prefix',
    [{ prefix: 'eu-' }],
    [
      ['eu-west', true],
      ['eu', false],
      ['xeu-', false],
      [5, false],
      ['EU-west', false],
    ],
  ),
  ...onField(
    'prefix, any case',
    [{ prefix: { 'equals-ignore-case': 'EventB' } }],
    [
      ['eventbridge', true],
      ['EVENTB', true],
      ['event', false],
    ],
  ),
  ...onField(
    'suffix',
    [{ suffix: '.png' }],
    [
      ['a.png', true],
      ['.png', true],
      ['a.PNG', false],
      ['png', false],
    ],
  ),
  ...onField(
    'suffix, any case',
    [{ suffix: { 'equals-ignore-case': '.PNG' } }],
    [
      ['a.png', true],
      ['a.jpg', false],
    ],
  ),
  ...onField(
    'equals, any case',
    [{ 'equals-ignore-case': 'Alice' }],
    [
      ['aLICE', true],
      ['Alic', false],
      [1, false],
    ],
  ),
  ...onField(
    'anything but a text',
    [{ 'anything-but': 'init' }],
    [
      ['run', true],
      ['init', false],
      ['in', true],
      [7, true],
      [null, true],
      [undefined, false],
    ],
  ),
  ...onField(
    'anything but texts',
    [{ 'anything-but': ['a', 'b'] }],
    [
      ['c', true],
      ['b', false],
      [['b', 'c'], true],
      [['a', 'b'], false],
    ],
  ),
  ...onField(
    'anything but numbers',
    [{ 'anything-but': [100, 200] }],
    [
      [300, true],
      [100, false],
      ['100', true],
    ],
  ),
  ...onField(
    'anything but a prefix',
    [{ 'anything-but': { prefix: 'us-' } }],
    [
      ['eu-1', true],
      ['us-1', false],
    ],
  ),
  ...onField(
    'anything but prefixes',
    [{ 'anything-but': { prefix: ['init', 'err'] } }],
    [
      ['error', false],
      ['initial', false],
      ['ok', true],
    ],
  ),
  ...onField(
    'anything but a suffix',
    [{ 'anything-but': { suffix: '.txt' } }],
    [
      ['a.png', true],
      ['a.txt', false],
    ],
  ),
  ...onField(
    'anything but suffixes',
    [{ 'anything-but': { suffix: ['.txt', '.rtf'] } }],
    [
      ['a.rtf', false],
      ['a.md', true],
    ],
  ),
  ...onField(
    'anything but a text, any case',
    [{ 'anything-but': { 'equals-ignore-case': 'init' } }],
    [
      ['INIT', false],
      ['initial', true],
    ],
  ),
  ...onField(
    'anything but texts, any case',
    [{ 'anything-but': { 'equals-ignore-case': ['init', 'stop'] } }],
    [
      ['Stop', false],
      ['go', true],
    ],
  ),
  ...onField(
    'anything but a wildcard',
    [{ 'anything-but': { wildcard: '*/lib/*' } }],
    [
      ['a/lib/b', false],
      ['a/bin/b', true],
    ],
  ),
  ...onField(
    'anything but wildcards',
    [{ 'anything-but': { wildcard: ['*/lib/*', '*/bin/*'] } }],
    [
      ['a/bin/b', false],
      ['a/src/b', true],
    ],
  ),
  ...onField(
    'numeric, one bound',
    [{ numeric: ['>', 100] }],
    [
      [100, false],
      [100.5, true],
      ['200', false],
    ],
  ),
  ...onField(
    'numeric, a range',
    [{ numeric: ['>', 0, '<=', 5] }],
    [
      [0, false],
      [5, true],
      [5.01, false],
      [-1, false],
    ],
  ),
  ...onField(
    'numeric, equal',
    [{ numeric: ['=', 301.8] }],
    [
      [301.8, true],
      [301, false],
    ],
  ),
  ...onField(
    'numeric, at least',
    [{ numeric: ['>=', -1.5e2] }],
    [
      [-150, true],
      [-151, false],
    ],
  ),
  ...onField(
    'cidr, version 4',
    [{ cidr: '10.0.0.0/24' }],
    [
      ['10.0.0.255', true],
      ['10.0.1.0', false],
      ['10.0.0', false],
      ['x', false],
    ],
  ),
  ...onField(
    'cidr, version 6',
    [{ cidr: '2001:db8::/32' }],
    [
      ['2001:db8::1', true],
      ['2001:db9::1', false],
      ['10.0.0.1', false],
    ],
  ),
  ...onField(
    'exists',
    [{ exists: true }],
    [
      ['', true],
      [null, true],
      [0, true],
      [[], false],
      [{ inner: 1 }, false],
      [undefined, false],
    ],
  ),
  ...onField(
    'does not exist',
    [{ exists: false }],
    [
      [undefined, true],
      [null, false],
      ['x', false],
      [{ inner: 1 }, true],
    ],
  ),
  ...onField(
    'exists or a value',
    [{ exists: false }, 'x'],
    [
      [undefined, true],
      ['x', true],
      ['y', false],
    ],
  ),
  ...onField(
    'wildcard',
    [{ wildcard: 'dir/*.png' }],
    [
      ['dir/a/b.png', true],
      ['dir/.png', true],
      ['adir/b.png', false],
      ['dir/b.pngx', false],
    ],
  ),
  ...onField('wildcard over lines', [{ wildcard: 'a*b' }], [['a\nb', true]]),
  ...onField(
    'wildcard, a real star',
    [{ wildcard: 'a\\*b' }],
    [
      ['a*b', true],
      ['axb', false],
    ],
  ),
  ...onField(
    'wildcard, a real backslash',
    [{ wildcard: 'a\\\\*' }],
    [
      ['a\\x', true],
      ['ax', false],
    ],
  ),
  ...onField(
    'wildcard, what regular expressions mean',
    [{ wildcard: 'a.b+(c)*' }],
    [
      ['a.b+(c)zz', true],
      ['aXbb(c)', false],
    ],
  ),
  ...onField(
    'several kinds at once',
    ['exact', { prefix: 'p-' }, null],
    [
      ['exact', true],
      ['p-1', true],
      [null, true],
      ['q', false],
    ],
  ),
  ...onField('nested arrays', ['b'], [[[['a'], ['b']], true]]),
  [
    'all fields',
    { source: ['s'], detail: { a: [1], b: [2] } },
    { source: 's', detail: { a: 1, b: 2 } },
    true,
  ],
  [
    'one field wrong',
    { source: ['s'], detail: { a: [1], b: [2] } },
    { source: 's', detail: { a: 1, b: 3 } },
    false,
  ],
  ['an object is expected where a text is', { detail: { a: { b: [1] } } }, { detail: { a: 'b' } }, false],
  ['nothing asked for', {}, { anything: 1 }, true],
  [
    'or, the second',
    { detail: { $or: [{ a: [1] }, { b: [{ prefix: 'x' }] }] } },
    { detail: { a: 2, b: 'xy' } },
    true,
  ],
  ['or, neither', { detail: { $or: [{ a: [1] }, { b: [2] }] } }, { detail: { a: 2, b: 1 } }, false],
  [
    'or beside a field',
    { source: ['s'], $or: [{ detail: { a: [1] } }, { detail: { b: [2] } }] },
    { source: 's', detail: { b: 2 } },
    true,
  ],
  [
    'or does not replace a field',
    { source: ['s'], $or: [{ detail: { a: [1] } }, { detail: { b: [2] } }] },
    { source: 't', detail: { b: 2 } },
    false,
  ],
  ['or within or', { $or: [{ a: [1] }, { $or: [{ b: [1] }, { c: [1] }] }] }, { c: 1 }, true],
  ['a field named $or', { $or: ['x'] }, { $or: 'x' }, true],
  [
    'one element has both',
    { items: { sku: ['1'], n: [2] } },
    {
      items: [
        { sku: '1', n: 1 },
        { sku: '1', n: 2 },
      ],
    },
    true,
  ],
  [
    'no element has both',
    { items: { sku: ['1'], n: [2] } },
    {
      items: [
        { sku: '1', n: 1 },
        { sku: '2', n: 2 },
      ],
    },
    false,
  ],
  [
    'exists speaks of the event',
    { items: { sku: [{ exists: false }] } },
    { items: [{ n: 1 }, { sku: '2' }] },
    false,
  ],
  ['absent in every element', { items: { sku: [{ exists: false }] } }, { items: [{ n: 1 }] }, true],
  ['absent below what is absent', { detail: { a: { b: [{ exists: false }] } } }, { detail: {} }, true],
  ['absent below an empty list', { a: { b: [{ exists: false }] } }, { a: [] }, true],
  ['a property every object inherits', { detail: { toString: [{ exists: true }] } }, { detail: {} }, false],
  [
    'the filter of publish-events',
    { dynamodb: { NewImage: { event: { M: { id: { S: [{ exists: true }] } } } } } },
    { eventName: 'INSERT', dynamodb: { NewImage: { event: { M: { id: { S: 'e1' } } } } } },
    true,
  ],
  [
    'the filter of publish-events, without an event',
    { dynamodb: { NewImage: { event: { M: { id: { S: [{ exists: true }] } } } } } },
    { eventName: 'REMOVE', dynamodb: { OldImage: { event: { M: { id: { S: 'e1' } } } } } },
    false,
  ],
];

describe('an event pattern', () => {
  it.each(vectors)('%s', (_, pattern, event, matches) => {
    expect(compilePattern(pattern)(event)).toBe(matches);
  });
});

describe('a pattern that EventBridge would refuse', () => {
  it.each<[name: string, pattern: JsonObject, reason: RegExp]>([
    ['a bare value', { source: 'x' }, /source: must be an object or an array/],
    ['an empty list', { detail: { a: [] } }, /detail\.a: must list at least one value/],
    ['an operator nobody knows', { a: [{ regex: 'x' }] }, /a: unrecognized match type regex/],
    ['two operators at once', { a: [{ prefix: 'x', suffix: 'y' }] }, /one operator per object/],
    ['a list in a list', { a: [['x']] }, /a list within a list/],
    ['a numeric prefix', { a: [{ prefix: 5 }] }, /prefix takes a text/],
    ['half a comparison', { a: [{ numeric: ['>'] }] }, /numeric takes pairs/],
    ['three comparisons', { a: [{ numeric: ['>', 1, '<', 2, '=', 3] }] }, /range of two/],
    ['no address', { a: [{ cidr: '10.0.0.0' }] }, /cidr takes an address/],
    ['too long a prefix length', { a: [{ cidr: '10.0.0.0/33' }] }, /cidr takes an address/],
    ['two stars in a row', { a: [{ wildcard: 'a**' }] }, /two \* in a row/],
    ['a backslash before a letter', { a: [{ wildcard: 'a\\n' }] }, /backslash only before/],
    ['anything but nothing', { a: [{ 'anything-but': [] }] }, /anything-but takes texts or numbers/],
    [
      'anything but a range',
      { a: [{ 'anything-but': { numeric: ['>', 1] } }] },
      /anything-but takes values or one of/,
    ],
  ])('%s', (_, pattern, reason) => {
    expect(() => compilePattern(pattern)).toThrow(reason);
  });
});
