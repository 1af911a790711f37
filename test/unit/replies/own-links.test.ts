import { expect, it } from 'vitest';
import { decideReply } from '../../../shared/replies/decide-reply.ts';
import { parseMail } from '../../../shared/replies/parse-mail.ts';
import { answered } from '../../support/answered.ts';
import { mailOf, plain } from '../../support/raw-mails.ts';

const LINKS =
  'All settings https://colloquy.example.org/preferences/0123456789abcdefghijkl and https://colloquy.example.org/unsubscribe/0123456789abcdefghijkl/mention';
const COPY = `Sara mentioned you\n\nHello Ana,\n\n${LINKS}\n`;
const head = (...lines: string[]) => `Friday.\n\n${lines.join('\n')}\n\n${COPY}`;

const decide = async (text: string) => {
  const mail = await parseMail(mailOf(plain(text)), true);
  const decision = mail && decideReply(mail, answered);
  return decision?.kind === 'accepted' ? decision.body : decision?.kind === 'refused' && decision.because;
};

it.each([
  [
    'Yahoo on Android',
    `Friday.\n\nSent from Yahoo Mail on Android \n \n  On Sun, Nov 22, 2026 at 10:12 AM, Colloquy<mail@colloquy.example.org> wrote:   ${COPY}`,
  ],
  [
    'AOL on Android',
    `Friday.\n\nSent from AOL on Android \n \n  On Sun, Nov 22, 2026 at 10:12 AM, Colloquy<mail@colloquy.example.org> wrote:   ${COPY.replaceAll('\n', ' ')}`,
  ],
  [
    'Yahoo in Spanish',
    `Friday.\n\nEnviado desde Yahoo Mail con Android \n \n  El dom, 22 nov 2026 a las 10:12, Colloquy<mail@colloquy.example.org> escribió:   ${COPY}`,
  ],
  [
    'Outlook in Portuguese',
    head(
      'De: Colloquy <mail@colloquy.example.org>',
      'Enviada em: domingo, 22 de novembro de 2026 10:12',
      'Para: Ana <ana@example.org>',
      'Assunto: Beams',
    ),
  ],
  [
    'Outlook in Catalan',
    head(
      'De: Colloquy <mail@colloquy.example.org>',
      'Enviat el: diumenge, 22 de novembre de 2026 10:12',
      'Per a: Ana <ana@example.org>',
      'Tema: Beams',
    ),
  ],
  [
    'Outlook in Dutch',
    head(
      'Van: Colloquy <mail@colloquy.example.org>',
      'Verzonden op: zondag 22 november',
      'Aan: Ana',
      'Onderwerp: Beams',
    ),
  ],
  [
    'a language that nobody here knows',
    head(
      'Von: Colloquy <mail@colloquy.example.org>',
      'Lähetetty: sunnuntai 22. marraskuuta 2026 10.12',
      'Vastaanottaja: Ana',
      'Aihe: Beams',
    ),
  ],
])('leaves the answered mail out that a program quotes unmarked: %s', async (_, text) => {
  expect(await decide(text)).toBe('Friday.');
});

it('never posts a link that opens its author’s own choices, whatever quoted it', async () => {
  expect(await decide(`Friday.\n\n${COPY}`)).toBe('own-links');
});
