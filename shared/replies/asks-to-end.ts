/** What somebody writes who wants no more mail, in the languages that mails are in; nobody posts it. */
const WORDS = new Set([
  'unsubscribe',
  'unsubscribe me',
  'please unsubscribe',
  'please unsubscribe me',
  'remove me',
  'darme de baja',
  'dar de baja',
  'cancelar suscripción',
  'désabonner',
  'me désabonner',
  'désinscrire',
  'désinscription',
  'إلغاء الاشتراك',
  'الغاء الاشتراك',
]);

/** True where a whole answer says that its author wants no more mail, and nothing else. */
export const asksToEnd = (text: string): boolean =>
  WORDS.has(
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[.!\s]+/g, ' ')
      .trim(),
  );
