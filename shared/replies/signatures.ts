/** Marks of direction, which programs put into a line from right to left. */
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What programs sign with. The library knows some of them, and takes all that stands below for the signature. */
const PROGRAM =
  /^(?:(?:sent from|get outlook for|sendt fra|gesendet von|envoyé de mon|envoyé depuis|envoyé à partir de|enviado desde|verzonden vanaf|verstuurd vanaf|obtener outlook para|obtenir outlook pour|télécharger outlook pour|تم الإرسال من)\s[^\n]{1,150}|أُ?رسلت? من\s[^\n]{1,150}|von\s[^\n]{1,60}\sgesendet)$/i;

/** What people end with above their name, as the library knows it. */
const FAREWELL =
  /^(?:cheers|best wishes|\w{0,20}\s?(?:and\s)?regards|bien . vous|\w{0,20}\s?cordialement|bonne (?:journ.e|soir.e))\s?[,.!！]{0,2}$/i;

/** More words to end with: enough to tell what a small picture below them is, not to leave them out of a post. */
const THANKS =
  /^(?:(?:best|many thanks|thanks|thank you|yours|sincerely|(?:un |muchos )?saludos?|atentamente|gracias|merci|(?:bien )?amicalement|salutations|مع (?:أطيب )?(?:ال)?تحيات?ي?|تحياتي|شكرا)|-- ?|—)\s?[,.!،]{0,2}$/i;

/** Lines that a name, a post and an address take below a farewell, and the longest of them in characters. */
const BELOW = 12;
const LONG = 80;

/** What firms and schools have every mail end with, however long. */
const CONFIDENTIAL = /confiden[tc]|vertraulich|disclaimer|intended (?:solely|only) for|سرّ?ية/i;

/** What is written after a farewell and is none of the signature. */
const POSTSCRIPT = /^p\.?\s?[ds]\b/i;

const bare = (line: string): string => line.replace(DIRECTION, '').trim();

/** Whether a line is one that a mail may be signed with, by a program or a person; what follows it decides. */
export const isSignOff = (line: string): boolean => PROGRAM.test(bare(line)) || FAREWELL.test(bare(line));

/** Whether a line ends a mail in the words of any language here: what follows is likely their name. */
export const endsMail = (line: string): boolean => isSignOff(line) || THANKS.test(bare(line));

/** Whether lines can be what stands below a farewell: a few short ones, and no postscript. */
export const areBelow = (lines: readonly string[]): boolean => {
  const written = lines.map(bare).filter((line) => line !== '');
  return (
    written.length <= BELOW &&
    written.every((line) => (line.length <= LONG || CONFIDENTIAL.test(line)) && !POSTSCRIPT.test(line))
  );
};

/**
 * A text, without what is quoted, without its signature: the line of a program where that is the last, and a farewell
 * with what little stands below it. What has more below it is a sentence of its author's, and so is what is all they
 * wrote.
 */
export const withoutSignature = (text: string): string => {
  const lines = text.split('\n');
  while (lines.length > 0 && (bare(lines.at(-1) ?? '') === '' || PROGRAM.test(bare(lines.at(-1) ?? '')))) {
    lines.pop();
  }
  const at = lines.findLastIndex((line) => FAREWELL.test(bare(line)));
  const isSigned = at > 0 && areBelow(lines.slice(at + 1));
  return (isSigned ? lines.slice(0, at) : lines).join('\n').trimEnd();
};
