import { escapeHtml } from '../mail/html.ts';
import { linksAt } from '../mail/links.ts';
import { listHeaders, senderOf } from '../mail/list-headers.ts';
import { noteMailId } from '../mail/mail-id.ts';
import { oneLine } from '../mail/plain.ts';
import { renderMailHtml } from '../mail/render-html.ts';
import { renderMailText } from '../mail/render-text.ts';
import type { BulkMail } from '../platform/mail-port.ts';
import { composeNoteMail, type NoteMail } from './compose-note.ts';
import type { NotePlace } from './note-mail.ts';
import type { Note } from './note-model.ts';

/** Somebody who is told of a notice. */
export interface NoticeReader {
  readonly note: Note;
  readonly name: string;
  readonly email: string;
  readonly unsubscribeToken: string;
}

/** Stands in the rendered body where a place of the template comes; in no text that anybody writes. */
const NAME = '\u{F0000}\u{F0001}';
const TOKEN = 'TheTokenOfThisReader0';

/** Two braces would open a place of the template, whoever wrote them; a space between them opens none. */
const closed = (part: string): string => part.replace(/\{(?=\{)/g, '{ ');

const withPlaces = (part: string, name: string): string =>
  closed(part).replaceAll(NAME, `{{${name}}}`).replaceAll(TOKEN, '{{token}}');

/**
 * One mail of a notice to many readers of one language: the body once, with places for the name and the token, which
 * are all that differs. The name is escaped for the HTML part; a token needs no escaping in either.
 *
 * @param readers - at least one, and at most what one call takes.
 */
export const noticeBulk = (
  shared: Pick<NoteMail, 'organization' | 'language'> & Pick<NoteMail['told'][number], 'facts'>,
  readers: readonly [NoticeReader, ...NoticeReader[]],
  place: NotePlace,
): BulkMail => {
  const { organization, language, facts } = shared;
  const document = composeNoteMail({
    told: [{ note: readers[0].note, facts }],
    more: 0,
    wasHeld: false,
    name: NAME,
    organization,
    language,
    links: linksAt(place.publicUrl),
    unsubscribeToken: TOKEN,
    canAnswer: false,
  });
  return {
    organization: organization.organization,
    from: senderOf(organization.name, place.mailFrom),
    template: {
      subject: closed(document.subject),
      html: withPlaces(renderMailHtml(document), 'htmlName'),
      text: withPlaces(renderMailText(document), 'name'),
    },
    entries: readers.map(({ note, name, email, unsubscribeToken }) => ({
      to: email,
      values: { htmlName: escapeHtml(oneLine(name)), name: oneLine(name), token: unsubscribeToken },
      headers: listHeaders({
        list: note.kind,
        organization: note.organization,
        organizationName: organization.name,
        unsubscribeToken,
        ...place,
      }),
      tags: { organization: note.organization, member: note.member, mail: noteMailId(note.id) },
    })),
  };
};
