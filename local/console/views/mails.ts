import { html } from 'hono/html';
import { replyToOf } from '../../mail/compose-reply.ts';
import type { Mail, MailSummary } from '../../mail/model.ts';
import type { Markup } from '../page.ts';
import { consolePage, ROOT, table, time } from './parts.ts';

/** Where a mail is shown. */
const mailPath = (id: string): string => `${ROOT}/mails/${encodeURIComponent(id)}`;

const subjectOf = ({ subject }: MailSummary): string => (subject === '' ? '(no subject)' : subject);

/** Mails in a table, as given. */
export const mailTable = (mails: readonly MailSummary[]): Markup =>
  mails.length === 0
    ? html`<p>Empty. A digest lands here when one is due: set the clock to the next morning.</p>`
    : table(
        'Outbox',
        html`<th scope="col">Subject</th><th scope="col">To</th><th scope="col">Sent</th>`,
        mails.map(
          (mail) => html`<tr>
<th scope="row"><a href="${mailPath(mail.id)}">${subjectOf(mail)}</a></th>
<td>${mail.envelope.to.join(', ')}</td><td>${time(mail.at)}</td></tr>`,
        ),
      );

/** The page of the outbox. */
export const mailsPage = (mails: readonly MailSummary[]): Markup =>
  consolePage(`${ROOT}/mails`, 'Outbox', [
    html`<p>Mail that was sent. It stays on this machine, the latest first.</p>`,
    mailTable(mails),
  ]);

/** The form that answers a mail as whoever got it would, where it says where to. */
const replyForm = (mail: Mail): Markup =>
  replyToOf(mail) === undefined
    ? html``
    : html`<section aria-labelledby="reply-title"><h2 id="reply-title">Reply to this mail</h2>
<p class="soft">Comes in as the mail of ${mail.envelope.to.join(', ')}, with this mail quoted below it, the way mail programs do.</p>
<form class="card" method="post" action="${mailPath(mail.id)}/reply">
<label for="reply-text">Your answer</label>
<textarea id="reply-text" name="text" rows="6" required></textarea>
<p><button class="main" type="submit">Send the answer</button></p></form></section>`;

/** One mail, as a person would see it, and as a machine does; `replied` where it was just answered. */
export const mailPage = (mail: Mail, replied = false): Markup =>
  consolePage(mailPath(mail.id), subjectOf(mail), [
    replied
      ? html`<p role="status" class="good">The answer came in. What becomes of it is in the discussion, or in the outbox, a moment from now.</p>`
      : html``,
    html`<dl>
<dt>From</dt><dd>${mail.envelope.from}</dd>
<dt>To</dt><dd>${mail.envelope.to.join(', ')}</dd>
<dt>Sent</dt><dd>${time(mail.at)}</dd>
${mail.configurationSet === undefined ? '' : html`<dt>Configuration set</dt><dd>${mail.configurationSet}</dd>`}
</dl>
<p><a href="${mailPath(mail.id)}/raw" download="${mail.id}.eml">Download the raw message</a></p>`,
    mail.html === undefined
      ? html``
      : html`<section aria-labelledby="html-title"><h2 id="html-title">As HTML</h2>
<p class="soft">Without scripts. Links open in a new tab. <a href="${mailPath(mail.id)}/html" target="_blank" rel="noopener">On a page of its own</a></p>
<iframe title="The mail as HTML" src="${mailPath(mail.id)}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe></section>`,
    mail.text === undefined
      ? html``
      : html`<section aria-labelledby="text-title"><h2 id="text-title">As plain text</h2>
<pre tabindex="0">${mail.text}</pre></section>`,
    replyForm(mail),
    html`<section aria-labelledby="headers-title"><h2 id="headers-title">Headers</h2>
${table(
  'Headers',
  html`<th scope="col">Header</th><th scope="col">Value</th>`,
  mail.headers.map(
    ({ name, value }) => html`<tr><th scope="row">${name}</th><td><code>${value}</code></td></tr>`,
  ),
)}</section>`,
  ]);

/** The mail's own HTML, whose links leave the frame it is shown in. */
export const mailDocument = (markup: string): string => {
  const base = '<base target="_blank">';
  const head = /<head[^>]*>/i.exec(markup);
  if (!head) return `${base}${markup}`;
  const end = head.index + head[0].length;
  return `${markup.slice(0, end)}${base}${markup.slice(end)}`;
};
