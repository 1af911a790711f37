import { beforeAll, describe, expect, it } from 'vitest';
import { awardOf, PUBLIC_URL } from '../../support/badges.ts';
import { openPublicPages, type PublicPages } from '../../support/public-pages.ts';

const KEY = 'a-key-that-nobody-can-guess';
let pages: PublicPages;
beforeAll(async () => {
  pages = await openPublicPages();
});

const CHROME = 'text/html,application/xhtml+xml,*/*;q=0.8';
const get = async (path: string, accept = CHROME) => pages.app.request(path, { headers: { accept } });
const page = async (path: string) => (await get(path)).text();

describe('where a credential stands', () => {
  it('is told on its page: valid, with its end', async () => {
    const id = await pages.issue({}, { validUntil: '2027-05-01T00:00:00Z' });
    const html = await page(`/credentials/${id}`);
    expect(html).toContain('Valid. Verified just now.');
    expect(html).toMatch(/is valid until <time[^>]*>1 May 2027/);
    expect(html).toContain('expirationYear=2027&amp;expirationMonth=5');
  });

  it('is told on its page: expired, with a signature that holds', async () => {
    const id = await pages.issue({}, { validUntil: '2026-11-23T00:00:00Z' });
    const html = await page(`/credentials/${id}`);
    expect(html).toMatch(/Expired\..*It was valid until <time[^>]*>23 November 2026/s);
    expect(html).toContain('Its signature holds.');
    expect(html).not.toContain('does not verify');
  });

  it('is told on its page and in a frame: revoked, since when and why', async () => {
    const id = await pages.issue();
    pages.change(id, 'revoked', 'Awarded to the wrong person');
    const html = await page(`/credentials/${id}`);
    expect(html).toMatch(
      /Revoked\..* on <time[^>]*>23 November 2026<\/time>: Awarded to the wrong person\. Do not rely on it\./s,
    );
    expect(html).not.toContain('Valid. Verified');
    expect(await page(`/credentials/${id}/embed`)).toContain('Revoked by its issuer.');
  });

  it('is told on its page and in a frame: suspended, since when, and why to nobody', async () => {
    const id = await pages.issue();
    pages.change(id, 'suspended', 'Under review');
    const html = await page(`/credentials/${id}`);
    expect(html).toMatch(/Suspended\..* on <time[^>]*>23 November 2026<\/time>\. It may be reinstated/s);
    expect(html).not.toMatch(/Valid\. Verified|Under review/);
    expect(await page(`/credentials/${id}/embed`)).toContain('Suspended by its issuer.');
  });

  it.each(['suspended', 'revoked'] as const)(
    'is told where it is %s, by what is no longer offered',
    async (kind) => {
      const id = await pages.issue();
      const before = await page(`/credentials/${id}`);
      pages.change(id, kind, 'Why.');
      const html = await page(`/credentials/${id}`);
      for (const offer of ['certificate.pdf', 'linkedin.com', 'lcw.app', 'Code for a wallet']) {
        expect(before).toContain(offer);
        expect(html).not.toContain(offer);
      }
      expect(html).toContain('badge.png');
    },
  );

  it('is told of one that was issued again: a link where that is public, a word where it is not', async () => {
    const next = await pages.issue();
    const old = await pages.issue();
    pages.change(old, 'revoked', `Issued again as credential ${next}, which takes its place.`, next);
    expect(await page(`/credentials/${old}`)).toContain(`<a href="${PUBLIC_URL}/credentials/${next}">`);
    pages.change(next, 'hidden', 'The member stopped sharing it.');
    const html = await page(`/credentials/${old}`);
    expect(html).not.toContain(`<a href="${PUBLIC_URL}/credentials/${next}">`);
    expect(html).toContain('ask them for the new link');
  });

  it('is asked for again every time, since it may be another at once', async () => {
    const answer = await get(`/credentials/${await pages.issue()}`);
    expect(answer.headers.get('cache-control')).toBe('public, no-cache');
    expect(answer.headers.get('etag')).not.toBeNull();
  });

  it('is valid again once it was reinstated', async () => {
    const id = await pages.issue();
    pages.change(id, 'suspended', 'Under review');
    pages.change(id, 'reinstated', 'All in order');
    expect(await page(`/credentials/${id}`)).toContain('Valid. Verified just now.');
  });
});

describe('what the signed document tells', () => {
  it('is on the page: results, frameworks, tags, credit, words of staff and what was made', async () => {
    const achievement = {
      ...awardOf().achievement,
      level: 'Level 2',
      tags: ['slope'],
      creditsAvailable: 3,
      alignment: [
        {
          targetName: 'Interpret slope',
          targetUrl: 'https://standards.example.org/8-F-4',
          targetFramework: 'State standards',
          targetCode: '8.F.4',
        },
      ],
      results: [
        {
          result: 'test',
          name: 'Final test',
          resultType: 'Percent' as const,
          valueMin: '0',
          valueMax: '100',
        },
      ],
    };
    const id = await pages.issue(
      {},
      {
        achievement,
        creditsEarned: 2,
        narrative: 'She led the study group.',
        artifacts: [{ url: 'https://work.example.org/1', name: 'Lesson plan' }],
        results: [{ result: 'test', value: '93' }],
      },
    );
    const html = await page(`/credentials/${id}`);
    for (const said of [
      'Level 2',
      'Level 2</dd>',
      'slope, ',
      '<dt>Credits available</dt><dd>3</dd>',
      '<dt>Credits earned</dt><dd>2</dd>',
      '<dt>Final test</dt><dd>93<span class="quiet"> (from 0 to 100)</span>',
      'href="https://standards.example.org/8-F-4"',
      '(State standards, 8.F.4)',
      'She led the study group.',
      'href="https://work.example.org/1"',
    ])
      expect(html).toContain(said);
  });
});

describe('a private badge', () => {
  let id: string;
  beforeAll(async () => {
    id = await pages.issue({ visibility: 'private' });
  });

  it.each(['', '.json', '/embed', '/oembed.json', '?key=', '?key=a-key-that-somebody-guessed'])(
    'is not shown to a stranger at %j',
    async (rest) => {
      const answer = await get(`/credentials/${id}${rest}`);
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain('Ada');
    },
  );

  it('opens with its key, keeps it on its links, publishes nothing, and is kept by no cache', async () => {
    const answer = await get(`/credentials/${id}?key=${KEY}`);
    const html = await answer.text();
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(html).toContain('<strong>Ada Quist</strong>');
    expect(html).toContain(`href="${PUBLIC_URL}/credentials/${id}.json?key=${KEY}"`);
    expect(html).not.toMatch(/linkedin|&lt;iframe|oembed/);
    expect(html).toContain('only while the badge is public');
    expect(html).toContain(`/ob2/signed.svg?key=${KEY}`);
    expect((await get(`/credentials/${id}.json?key=${KEY}`)).status).toBe(200);
  });

  it('sends its key to no other site: the wallet is reached by the code alone', async () => {
    const html = await (await get(`/credentials/${id}?key=${KEY}`)).text();
    expect(html).not.toContain('lcw.app');
    expect(html).toContain('Code for a wallet');
    const elsewhere = [...html.matchAll(/(?:href|src|action)="(https?:[^"]*)"/g)]
      .map(([, address = '']) => address)
      .filter((address) => !address.startsWith(PUBLIC_URL));
    expect(elsewhere.join(' ')).not.toContain(KEY);
    expect(await page(`/credentials/${await pages.issue()}`)).toContain('https://lcw.app/request');
  });

  it.each(['.json', '.rs256.jwt', '.es256.jwt', '/badge.png', '/badge.svg', '/certificate.pdf'])(
    'is kept by no cache at %s, and a public one for minutes at most',
    async (rest) => {
      const closed = await get(`/credentials/${id}${rest}?key=${KEY}`);
      expect(closed.status).toBe(200);
      expect(closed.headers.get('cache-control')).toBe('private, no-store');
      const open = await get(`/credentials/${await pages.issue()}${rest}`);
      const [, seconds = ''] = /^public, max-age=(\d+)$/.exec(open.headers.get('cache-control') ?? '') ?? [];
      expect(Number(seconds)).toBeGreaterThan(0);
      expect(Number(seconds)).toBeLessThanOrEqual(300);
    },
  );

  it('shows its picture to everybody, since that tells of nobody', async () => {
    expect((await get(`/credentials/${id}/image.svg`)).status).toBe(200);
  });
});

describe('pictures', () => {
  it.each([
    ['image.png', 400, 400],
    ['image.png?size=104', 104, 104],
    ['image.png?size=288', 288, 288],
    ['image.png?size=512', 512, 512],
    ['share.png', 1200, 630],
  ])('%s has %i by %i pixels', async (file, width, height) => {
    const answer = await get(`/credentials/${await pages.issue()}/${file}`, 'image/*');
    const png = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
  });

  it('are not drawn in any size somebody thinks of', async () => {
    const answer = await get(`/credentials/${await pages.issue()}/image.png?size=9000`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      status: 400,
      detail: expect.stringContaining('104') as string,
    });
  });

  it('as SVG run and load nothing, even if something were in them', async () => {
    const answer = await get(`/credentials/${await pages.issue()}/image.svg`);
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(await answer.text()).toMatch(/^<svg /);
  });
});

describe('a badge on other pages', () => {
  it('may be framed there, and nothing else of this host', async () => {
    const id = await pages.issue();
    const frame = await get(`/credentials/${id}/embed`);
    expect(frame.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(frame.headers.get('x-frame-options')).toBeNull();
    const html = await frame.text();
    expect(html).toContain(`href="${PUBLIC_URL}/credentials/${id}"`);
    expect(html).not.toMatch(/<script|\sstyle="/);
    const whole = await get(`/credentials/${id}`);
    expect(whole.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(whole.headers.get('x-frame-options')).toBe('DENY');
  });

  it('is described by oEmbed', async () => {
    const id = await pages.issue();
    const answer = await get(`/credentials/${id}/oembed.json`);
    expect(await answer.json()).toMatchObject({
      version: '1.0',
      type: 'rich',
      title: awardOf().achievement.name,
      html: expect.stringContaining(`<iframe src="${PUBLIC_URL}/credentials/${id}/embed"`) as string,
      width: 320,
    });
  });
});

describe('a wallet', () => {
  const post = (
    path: string,
    body?: string,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => pages.app.request(path, { method: 'POST', headers, ...(body !== undefined && { body }) });

  it('is told by which protocols it can collect a credential', async () => {
    const id = await pages.issue();
    const answer = await get(`/exchanges/${id}/protocols?iuv=1`, 'application/json');
    expect(await answer.json()).toEqual({ protocols: { vcapi: `${PUBLIC_URL}/exchanges/${id}` } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('that is none, but a browser, is shown the page', async () => {
    const id = await pages.issue();
    const answer = await get(`/exchanges/${id}/protocols?iuv=1`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PUBLIC_URL}/credentials/${id}`]);
  });

  it.each([undefined, '', '{}', '{"verifiablePresentation":{"type":["VerifiablePresentation"]}}'])(
    'that begins with %j is given the signed credential, as it was signed',
    async (body) => {
      const id = await pages.issue();
      const answer = await post(`/exchanges/${id}`, body);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.json()).toEqual({
        verifiablePresentation: {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiablePresentation'],
          verifiableCredential: [pages.documentOf(id)],
        },
      });
    },
  );

  it.each([
    ['suspended', 409],
    ['revoked', 410],
  ] as const)('is refused one that is %s with %i', async (kind, status) => {
    const id = await pages.issue();
    pages.change(id, kind, 'Looked into.');
    const answers = [
      await post(`/exchanges/${id}`, '{}'),
      await get(`/exchanges/${id}/protocols`, 'application/json'),
    ];
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        status,
        'application/problem+json',
      ]);
      expect(await answer.text()).not.toContain('Looked into');
    }
  });

  it('may ask from any page in a browser', async () => {
    const answer = await pages.app.request(`/exchanges/${await pages.issue()}`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://wallet.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
    expect(answer.headers.get('access-control-allow-headers')).toContain('content-type');
  });

  it('collects a private credential with its key alone', async () => {
    const id = await pages.issue({ visibility: 'private' });
    expect((await post(`/exchanges/${id}?key=${KEY}`, '{}')).status).toBe(200);
    const refused = await post(`/exchanges/${id}`, '{}');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect((await get(`/exchanges/${id}/protocols?iuv=1`, 'application/json')).status).toBe(403);
    const told = await get(`/exchanges/${id}/protocols?iuv=1&key=${KEY}`, 'application/json');
    expect(await told.json()).toEqual({
      protocols: { vcapi: `${PUBLIC_URL}/exchanges/${id}?key=${KEY}` },
    });
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['too long', JSON.stringify({ a: 'a'.repeat(70_000) })],
  ])('that sends %s is told so', async (_, body) => {
    const answer = await post(`/exchanges/${await pages.issue()}`, body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({
      detail: expect.stringContaining('send {} to begin') as string,
    });
  });

  it('that asks for nothing there is gets a problem', async () => {
    expect((await post('/exchanges/nonsense', '{}')).status).toBe(404);
  });
});
