import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { html } from 'hono/html';
import * as z from 'zod';
import { dispositions, InvalidInput, NotFound } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import { composeReply } from '../mail/compose-reply.ts';
import type { Mail } from '../mail/model.ts';
import { chooseClock } from './clock-choice.ts';
import { checkOwnRequest } from './loopback.ts';
import { type Markup, pageHeaders, render } from './page.ts';
import { errorForPage } from './plain-reason.ts';
import type { ConsoleSource } from './source.ts';
import { deadLettersPage } from './views/dead-letters.ts';
import { eventsPage } from './views/events.ts';
import { mailDocument, mailPage, mailsPage } from './views/mails.ts';
import { overviewPage } from './views/overview.ts';
import { consolePage, counted, instantText, ROOT } from './views/parts.ts';

/** What is shown of each at a glance, and on a page or in a JSON list of its own where no `limit` is asked for. */
const AT_A_GLANCE = 15;
const IN_FULL = 200;

const Limit = z.coerce.number().int().min(1).max(100_000).default(IN_FULL);
const Clock = z.object({ choice: z.string().optional(), now: z.string().nullable().optional() });
/** What a person writes into the form below a mail. */
const Reply = z.object({ text: z.string().max(200_000) });
const Redrive = z.object({ queue: z.string().min(1), messageId: z.string().min(1).optional() });

/** What a mail's own HTML may do: show itself. Pictures may come from this machine. */
const mailPolicy = (origin: string): string =>
  [
    'sandbox allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src data: ${origin}`,
    `frame-ancestors ${origin}`,
  ].join('; ');

const wantsJson = (context: Context): boolean =>
  accepts(context, {
    header: 'Accept',
    supports: ['text/html', 'application/json'],
    default: 'text/html',
  }) === 'application/json';

const answerPage = async (context: Context, markup: Markup) =>
  context.body(await render(markup), 200, pageHeaders());

const readFields = async (context: Context): Promise<unknown> => {
  if (context.req.header('content-type')?.startsWith('application/json') !== true) {
    return context.req.parseBody();
  }
  return context.req.json<unknown>().catch((cause: unknown) => {
    throw new InvalidInput('(root): the body is not JSON', { field: '(root)', cause });
  });
};

const asJson = (mail: Mail) => ({ ...mail, raw: Buffer.from(mail.raw).toString('base64') });

/** The sentence that a page shows after a form was sent; a word in the address stands for it. */
const notices: Readonly<Record<string, (now: string, count: number) => string>> = {
  clock: (now) => `The clock was set: it is ${instantText(now)}.`,
  redriven: (_, count) => `${counted(count, 'dead letter')} sent back, to be tried again.`,
};

/**
 * The console as a web program: pages for people, the same as JSON for programs (`Accept: application/json`).
 * Everything is refused that comes from another machine's name or another site's form.
 */
export const createConsoleApp = (source: ConsoleSource): Hono => {
  const app = new Hono();

  app.use(async ({ req }, next) => {
    checkOwnRequest({
      method: req.method,
      host: req.header('host'),
      origin: req.header('origin'),
      fetchSite: req.header('sec-fetch-site'),
    });
    await next();
  });

  app.onError(async (thrown, context) => {
    const error = errorForPage(thrown);
    const { status } = dispositions[error.kind];
    if (wantsJson(context)) {
      return context.json({ title: error.kind, status, detail: error.message, field: error.field }, status, {
        'content-type': 'application/problem+json',
      });
    }
    const content = html`<p>${error.message}</p><p><a href="${ROOT}">Back to the overview</a></p>`;
    return context.body(await render(consolePage('', 'That did not work', content)), status, pageHeaders());
  });

  app.notFound(({ req }) => {
    throw new NotFound(`There is no page ${req.path} in the console.`);
  });

  app.get(ROOT, async (context) => {
    const status = await source.status();
    if (wantsJson(context)) return context.json(status);
    const [deadLetters, events, mails] = await Promise.all([
      source.deadLetters(),
      source.recentEvents(AT_A_GLANCE),
      source.mails(AT_A_GLANCE),
    ]);
    const done = context.req.query('done') ?? '';
    const notice = Object.hasOwn(notices, done)
      ? notices[done]?.(status.now, Number(context.req.query('count') ?? 0))
      : undefined;
    return answerPage(context, overviewPage({ status, deadLetters, events, mails, notice }));
  });

  app.get(`${ROOT}/status`, async (context) => context.json(await source.status()));

  app.get(`${ROOT}/idle`, async (context) => {
    await source.idle();
    return context.json(await source.status());
  });

  app.post(`${ROOT}/clock`, async (context) => {
    const choice = parse(Clock, await readFields(context), 'clock');
    const { now } = await source.status();
    await source.setClock(chooseClock(choice, new Date(now)));
    return wantsJson(context)
      ? context.json(await source.status())
      : context.redirect(`${ROOT}?done=clock`, 303);
  });

  app.get(`${ROOT}/dead-letters`, async (context) => {
    const letters = await source.deadLetters();
    return wantsJson(context) ? context.json(letters) : answerPage(context, deadLettersPage(letters));
  });

  app.post(`${ROOT}/redrive`, async (context) => {
    const { queue, messageId } = parse(Redrive, await readFields(context), 'redrive');
    const redriven = await source.redrive(queue, messageId);
    return wantsJson(context)
      ? context.json({ redriven })
      : context.redirect(`${ROOT}?done=redriven&count=${redriven}`, 303);
  });

  app.get(`${ROOT}/events`, async (context) => {
    const events = await source.recentEvents(parse(Limit, context.req.query('limit'), 'limit'));
    return wantsJson(context) ? context.json(events) : answerPage(context, eventsPage(events));
  });

  app.get(`${ROOT}/mails`, async (context) => {
    const mails = await source.mails(parse(Limit, context.req.query('limit'), 'limit'));
    return wantsJson(context) ? context.json(mails) : answerPage(context, mailsPage(mails));
  });

  const mailOf = async (context: Context): Promise<Mail> => {
    const mail = await source.mail(context.req.param('id') ?? '');
    if (!mail) throw new NotFound('There is no such mail in the outbox.');
    return mail;
  };

  app.get(`${ROOT}/mails/:id`, async (context) => {
    const mail = await mailOf(context);
    return wantsJson(context)
      ? context.json(asJson(mail))
      : answerPage(context, mailPage(mail, context.req.query('done') === 'replied'));
  });

  app.post(`${ROOT}/mail/inbound`, async (context) => {
    const type = context.req.header('content-type') ?? '';
    if (!type.startsWith('message/rfc822')) {
      throw new InvalidInput('Send one mail as it is, with the content type message/rfc822.', {
        field: 'content-type',
      });
    }
    const raw = new Uint8Array(await context.req.arrayBuffer());
    return context.json(await source.receiveMail({ raw, recipients: context.req.queries('to') }), 202);
  });

  app.post(`${ROOT}/mails/:id/reply`, async (context) => {
    const mail = await mailOf(context);
    const { text } = parse(Reply, await readFields(context), 'reply');
    const { now } = await source.status();
    await source.receiveMail({ raw: await composeReply(mail, text, new Date(now)) });
    return context.redirect(`${ROOT}/mails/${encodeURIComponent(mail.id)}?done=replied`, 303);
  });

  app.get(`${ROOT}/mails/:id/html`, async (context) => {
    const mail = await mailOf(context);
    if (mail.html === undefined) throw new NotFound('This mail has no HTML; its plain text is on its page.');
    return context.body(mailDocument(mail.html), 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': mailPolicy(new URL(context.req.url).origin),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  app.get(`${ROOT}/mails/:id/raw`, async (context) => {
    const { id, raw } = await mailOf(context);
    return context.body(new Uint8Array(raw), 200, {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${id}.eml"`,
      'x-content-type-options': 'nosniff',
    });
  });

  return app;
};
