/** What somebody writes who wants no more mail, in the languages that mails are in; nobody posts it. */
const WORDS = new Set([
  'stop',
  'unsubscribe',
  'unsubscribe me',
  'unsubscribe please',
  'please unsubscribe',
  'please unsubscribe me',
  'remove me',
  'baja',
  'darme de baja',
  'dar de baja',
  'quiero darme de baja',
  'cancelar suscripción',
  'désabonner',
  'me désabonner',
  'se désabonner',
  'désabonnez moi',
  'désinscrire',
  'désinscription',
  'الغاء الاشتراك',
]);

/** True where a whole answer says that its author wants no more mail, and nothing else. */
export const asksToEnd = (text: string): boolean =>
  WORDS.has(
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[\p{P}\s]+/gu, ' ')
      // Written with and without its sign.
      .replace(/[أإآ]/g, 'ا')
      .trim(),
  );
