import { describe, expect, it } from 'vitest';
import { pageHeaders, readPage } from '../../../functions/open-badges-api/paging.ts';

const address = 'https://badges.example/ims/ob/v3p0/credentials';
const relsOf = (limit: number, offset: number, total: number) => {
  const headers = pageHeaders(address, { limit, offset, since: undefined }, total);
  expect(headers['x-total-count']).toBe(String(total));
  return Object.fromEntries(
    [...headers.link.matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(([, to = '', rel = '']) => [
      rel,
      Number(new URL(to).searchParams.get('offset')),
    ]),
  );
};

describe('the pages of a list', () => {
  it.each([
    [10, 0, 0, { first: 0, last: 0 }],
    [10, 0, 10, { first: 0, last: 0 }],
    [10, 0, 11, { next: 10, first: 0, last: 10 }],
    [10, 10, 25, { prev: 0, next: 20, first: 0, last: 20 }],
    [10, 20, 25, { prev: 10, first: 0, last: 20 }],
    [10, 5, 25, { prev: 0, next: 15, first: 0, last: 20 }],
  ])('of %i from %i of %i', (limit, offset, total, rels) => {
    expect(relsOf(limit, offset, total)).toEqual(rels);
  });

  it('carry the instant they begin after', () => {
    const page = readPage({ since: '2026-11-22T08:00:00+01:00', limit: '5' });
    expect(page).toEqual({ limit: 5, offset: 0, since: '2026-11-22T07:00:00.000Z' });
    expect(pageHeaders(address, page, 1).link).toContain('since=2026-11-22T07%3A00%3A00.000Z');
  });

  it('have 200 at most', () => {
    expect(readPage({ limit: '1000' }).limit).toBe(200);
  });

  it.each([
    ['limit', { limit: '0' }],
    ['limit', { limit: '-1' }],
    ['limit', { limit: '1e1' }],
    ['offset', { offset: 'ten' }],
    ['since', { since: 'yesterday' }],
  ])('refuse a wrong %s', (field, query) => {
    expect(() => readPage(query)).toThrow(expect.objectContaining({ kind: 'InvalidInput', field }));
  });
});
