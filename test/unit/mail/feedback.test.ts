import { describe, expect, it } from 'vitest';
import { feedbackOn } from '../../../local/mail/feedback.ts';
import { readFeedback } from '../../../shared/mail/feedback.ts';
import { mailRates, quietDay } from '../../../shared/mail/mail-counts.ts';
import { digestMailId, noteMailId } from '../../../shared/mail/mail-id.ts';
import { mailRoutes, ownMailName } from '../../../shared/mail/mail-route.ts';

const UNTIL = '2026-11-22T07:00:00.000Z';

/** The events SES would tell of a mail to an address of its simulator, as a queue holds them. */
const toldOf = (local: string, mail = digestMailId(UNTIL)): string[] =>
  feedbackOn({
    id: 'id',
    at: '2026-11-22T07:01:02.345Z',
    envelope: { from: 'digest@plc.test', to: [`${local}@simulator.amazonses.com`] },
    subject: 'Your day',
    headers: [],
    configurationSet: 'Set',
    tags: [
      { Name: 'organization', Value: 'maths' },
      { Name: 'member', Value: 'ada' },
      { Name: 'mail', Value: mail },
    ],
  }).map((detail) => JSON.stringify({ source: 'aws.ses', detail }));

const fatesOf = (local: string) => toldOf(local).map((body) => readFeedback(body)?.fate);

describe('what SES tells', () => {
  it.each([
    ['success', ['sent', 'delivered']],
    ['bounce', ['sent', 'bounced']],
    ['suppressionlist', ['sent', 'bounced']],
    ['complaint', ['sent', 'delivered', 'complained']],
    ['softbounce', ['sent', 'returned']],
    // An automatic answer is held against nobody.
    ['ooto', ['sent', 'delivered', undefined]],
  ])('of a mail to %s is %j', (local, fates) => {
    expect(fatesOf(local)).toEqual(fates);
  });

  it('names the claim, the day the mail was sent and where it went', () => {
    expect(readFeedback(toldOf('bounce')[1] ?? '')).toEqual({
      organization: 'maths',
      member: 'ada',
      claim: `DIGEST#${UNTIL}`,
      fate: 'bounced',
      at: '2026-11-22T07:01:02.345Z',
      day: '2026-11-22',
      address: 'bounce@simulator.amazonses.com',
    });
    expect(readFeedback(toldOf('bounce', noteMailId('n-1'))[1] ?? '')?.claim).toBe('NOTE#n-1');
  });

  const refusedAs = (bounceSubType: string): string =>
    (toldOf('softbounce')[1] ?? '').replace('"MailboxFull"', `"${bounceSubType}"`);

  it.each(['MessageTooLarge', 'ContentRejected', 'AttachmentRejected'])(
    'of a mail that a mailbox did not take for %s is the mail’s fault, not the address’s',
    (why) => {
      expect(readFeedback(refusedAs(why))?.fate).toBe('rejected');
      expect(readFeedback(refusedAs('MailboxFull'))?.fate).toBe('returned');
    },
  );

  it('of a template that could not be filled in is that the mail was refused', () => {
    const failed = (toldOf('success')[0] ?? '').replace('"Send"', '"Rendering Failure"');
    expect(readFeedback(failed)).toMatchObject({ fate: 'rejected', member: 'ada' });
  });

  it.each([
    ['a mail without a claim', toldOf('bounce', 'test')[1] ?? ''],
    [
      'a reader who takes mail out of the spam folder',
      (toldOf('complaint')[2] ?? '').replace('"abuse"', '"not-spam"'),
    ],
    ['something nobody asked for', (toldOf('success')[0] ?? '').replace('"Send"', '"Subscription"')],
  ])('of %s is let go', (_, body) => {
    expect(readFeedback(body)).toBeUndefined();
  });

  it.each([
    ['no JSON', 'x', '(root)'],
    ['another source', (toldOf('bounce')[0] ?? '').replace('aws.ses', 'aws.s3'), 'source'],
    ['no time', (toldOf('bounce')[0] ?? '').replaceAll('2026-11-22T', ''), 'detail.mail.timestamp'],
  ])('is refused with the field where it is %s, and tells no address', (_, body, field) => {
    let thrown: unknown;
    try {
      readFeedback(body);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ kind: 'InvalidInput', field });
    expect(String(thrown)).not.toContain('@');
  });
});

describe('rates', () => {
  const of = (counts: object) => mailRates({ counts: { ...quietDay('2026-11-22').counts, ...counts } });

  it.each([
    [{ sent: 0, delivered: 0 }, 'good', 'good'],
    [{ sent: 1000, bounced: 24, delivered: 10_000, complained: 4 }, 'good', 'good'],
    [{ sent: 1000, bounced: 25, delivered: 10_000, complained: 5 }, 'watch', 'watch'],
    [{ sent: 1000, bounced: 50, delivered: 10_000, complained: 10 }, 'over', 'over'],
  ])('of %j are %s and %s', (counts, bounces, complaints) => {
    expect(of(counts)).toMatchObject({
      bounces: { standing: bounces },
      complaints: { standing: complaints },
    });
  });
});

describe('the way mail leaves', () => {
  const { routeOf } = mailRoutes({ MAIL_CONFIGURATION_SET: 'Colloquy-x' });

  it('is an organization’s own where it has one, and otherwise everybody’s', () => {
    expect(routeOf('a', true)).toEqual({ configurationSet: 'Colloquy-x_a', tenant: 'Colloquy-x_a' });
    expect(routeOf('a', false)).toEqual({ configurationSet: 'Colloquy-x' });
  });

  it('is called so that SES takes the name, and that no two organizations share one', () => {
    const long = 'o'.repeat(63);
    const names = ['a.b', 'a_b', 'a-b', 'a.b.', `${long}p`, `${long}q`].map((o) =>
      ownMailName('Colloquy-x', o),
    );
    for (const name of names) expect(name).toMatch(/^Colloquy-x_[A-Za-z0-9_-]{1,53}$/);
    expect(new Set(names).size).toBe(names.length);
  });
});
