import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bakeSvg, unbakeSvg } from '../../../shared/badges/baking/bake-svg.ts';
import { emblemSvg } from '../../../shared/badges/images/badge-design.ts';

const NAMESPACES = { ob2: 'http://openbadges.org', ob3: 'https://purl.imsglobal.org/ob/v3p0' } as const;
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>';
const jws = 'eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl';

describe('baking into an SVG', () => {
  it('puts the 3.0 credential into CDATA right after the root, under the namespace of 3.0', () => {
    expect(bakeSvg(svg, '{"name":"ä"}', 'ob3')).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">' +
        '<openbadges:credential><![CDATA[{"name":"ä"}]]></openbadges:credential><path d="M0 0h1v1z"/></svg>',
    );
  });

  it('puts the address of a hosted 2.0 assertion into verify, and the assertion beside it', () => {
    expect(bakeSvg(svg, '{"id":"https://badges.example/1"}', 'ob2')).toContain(
      'xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="https://badges.example/1">' +
        '<![CDATA[{"id":"https://badges.example/1"}]]></openbadges:assertion><path',
    );
  });

  it.each(['ob2', 'ob3'] as const)('puts a JWS of %s into verify alone', (spec) => {
    expect(bakeSvg(svg, jws, spec)).toMatch(new RegExp(`verify="${jws}"></openbadges:`));
    expect(unbakeSvg(bakeSvg(svg, jws, spec))).toEqual({ spec, text: jws });
  });

  it('gives back any JSON that was baked, and baking anew leaves nothing of the old', () => {
    const json = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    const spec = fc.constantFrom('ob2' as const, 'ob3' as const);
    fc.assert(
      fc.property(json, json, spec, spec, (first, second, before, after) => {
        const baked = bakeSvg(svg, JSON.stringify(first), before);
        const found = unbakeSvg(baked);
        expect(found?.spec).toBe(before);
        expect(JSON.parse(found?.text ?? '')).toEqual(first);
        expect(bakeSvg(baked, JSON.stringify(second), after)).toBe(
          bakeSvg(svg, JSON.stringify(second), after),
        );
      }),
    );
  });

  it('carries a text that closes CDATA byte for byte', () => {
    const text = '{"a":"]]>","b":"<b>&amp;]]]]>"}';
    expect(unbakeSvg(bakeSvg(svg, text, 'ob3'))).toEqual({ spec: 'ob3', text });
  });

  it('remains the same picture', () => {
    const badge = emblemSvg({ achievement: 'ten-comments', name: 'Ten comments' });
    const baked = bakeSvg(badge, '{"a":1}', 'ob3');
    expect(
      baked
        .replace(` xmlns:openbadges="${NAMESPACES.ob3}"`, '')
        .replace(/<openbadges:credential>.*<\/openbadges:credential>/s, ''),
    ).toBe(badge);
  });

  it('bakes into a root that is empty, or has a declaration before it', () => {
    const empty = '<?xml version="1.0"?>\n<!-- made by hand --><s:svg xmlns:s="http://www.w3.org/2000/svg"/>';
    expect(unbakeSvg(bakeSvg(empty, '{}', 'ob3'))).toEqual({ spec: 'ob3', text: '{}' });
  });
});

describe('unbaking an SVG', () => {
  const around = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`;

  it('finds nothing in a plain picture, nor under another namespace', () => {
    expect(unbakeSvg(svg)).toBeUndefined();
    expect(unbakeSvg(around('<o:assertion xmlns:o="https://example.org/">{}</o:assertion>'))).toBeUndefined();
    expect(unbakeSvg(around('<o:assertion xmlns:o="http://openbadges.org"/>'))).toBeUndefined();
  });

  it.each([
    [
      'another prefix, as text',
      `<x:credential xmlns:x="${NAMESPACES.ob3}"> {"a":"&lt;"} </x:credential>`,
      'ob3',
      '{"a":"<"}',
    ],
    [
      'no prefix, deep within',
      `<g><assertion xmlns="${NAMESPACES.ob2}" verify="https://e.org/1"/></g>`,
      'ob2',
      'https://e.org/1',
    ],
    [
      'the namespace with a slash at its end',
      `<x:assertion xmlns:x="${NAMESPACES.ob2}/" verify="https://e.org/2"/>`,
      'ob2',
      'https://e.org/2',
    ],
    [
      'a JWS with its payload beside it',
      `<x:assertion xmlns:x="${NAMESPACES.ob2}" verify="${jws}"><![CDATA[{}]]></x:assertion>`,
      'ob2',
      jws,
    ],
    [
      'both specifications',
      `<x:assertion xmlns:x="${NAMESPACES.ob2}" verify="${jws}"/><c xmlns="${NAMESPACES.ob3}"/><y:credential xmlns:y="${NAMESPACES.ob3}">{}</y:credential>`,
      'ob3',
      '{}',
    ],
  ])('reads what another issuer baked: %s', (_, inner, spec, text) => {
    expect(unbakeSvg(around(inner))).toEqual({ spec, text });
  });

  it('reads past a document type that defines nothing, and loads nothing for it', () => {
    const typed = `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:9/svg11.dtd">${bakeSvg(svg, '{}', 'ob3')}`;
    expect(unbakeSvg(typed)?.text).toBe('{}');
  });

  const one = `<x:credential xmlns:x="${NAMESPACES.ob3}">{}</x:credential>`;
  it.each([
    ['a file that is no XML', 'hello', 'not well-formed'],
    ['an empty file', '', 'not'],
    ['another kind of XML', '<html/>', 'not an SVG'],
    ['a broken picture', '<svg><g></svg>', 'not well-formed'],
    ['two credentials', around(one + one), 'more than one'],
    ['entities of its own', `<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>`, 'defines entities'],
    ['an entity that nobody defined', '<svg>&a;</svg>', 'not well-formed'],
    ['elements without end', `<svg>${'<g>'.repeat(500)}`, 'without end'],
    [
      'a credential without end',
      around(`<x:credential xmlns:x="${NAMESPACES.ob3}">${'a'.repeat(1_000_001)}</x:credential>`),
      'million',
    ],
    ['a file without end', `<svg>${' '.repeat(10_000_000)}</svg>`, 'more than 10 MB'],
  ])('refuses %s', (_, file, reason) => {
    expect(() => unbakeSvg(file)).toThrow(reason);
  });

  it('refuses to bake what XML cannot carry', () => {
    expect(() => bakeSvg(svg, '{"a":\r\n1}', 'ob3')).toThrow('PNG');
  });
});
