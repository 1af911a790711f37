import { expect, it } from 'vitest';
import { asksToEnd } from '../../../shared/replies/asks-to-end.ts';
import { decideReply } from '../../../shared/replies/decide-reply.ts';
import { parseMail } from '../../../shared/replies/parse-mail.ts';
import { answered } from '../../support/answered.ts';
import { mailOf, plain } from '../../support/raw-mails.ts';

it.each([
  'unsubscribe',
  ' Unsubscribe! ',
  'PLEASE UNSUBSCRIBE ME.',
  'Me désabonner',
  '¡Darme de baja!',
  'Désabonnez-moi.',
  'STOP',
  'إلغاء الاشتراك',
  'الغاء الإشتراك',
])('an answer of nothing but “%s” asks to end mail', (text) => {
  expect(asksToEnd(text)).toBe(true);
});

it.each(['How do I unsubscribe?', 'Unsubscribe is what the pupils clicked.', 'Stop and think.', ''])(
  'an answer of “%s” does not',
  (text) => {
    expect(asksToEnd(text)).toBe(false);
  },
);

it('is not posted; its author is told how to end it', async () => {
  const mail = await parseMail(mailOf(plain('Unsubscribe\n\n> Ben answered you\n')), true);
  expect(mail && decideReply(mail, answered)).toMatchObject({
    kind: 'refused',
    because: 'asks-to-end',
  });
});
