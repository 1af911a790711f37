import { describe, expect, it } from 'vitest';
import { ownWords } from '../../../shared/replies/own-words.ts';

const quoted = 'On Sun, 22 Nov 2026 at 10:12, Colloquy <x@y.example> wrote:\n\n> How do you begin?\n';

describe('what is somebody’s own, though it looks like a signature', () => {
  it.each([
    'I noticed three things:\nSent from my office\nand here is the whole of my argument.',
    'Three letters came.\n\nSent from Paris, the first one says little.\n\nThe second says more.',
    'Get Outlook for the school?\n\nI would rather not.',
    'Enviado desde la escuela\nllegó el primer informe.',
    'Regards\n\nis what every letter ends with, and nobody reads it; let us talk about that for once, at some length, please.',
    'Fine with me.\n\nCheers\nAna\n\nPS: the meeting is on Friday now.',
    'Cheers!',
  ])('%s', (text) => {
    expect(ownWords(text)).toBe(text);
    expect(ownWords(`${text}\n\n${quoted}`)).toBe(text);
  });
});

describe('a signature, with nothing below it or what is quoted', () => {
  it.each([
    'Sent from my iPhone',
    'Get Outlook for iOS<https://aka.ms/o0ukef>',
    'Sent from Outlook for Android<https://aka.ms/AAb9ysg>',
    'Gesendet von Mail für Windows',
    'Von meinem iPhone gesendet',
    'Envoyé depuis mon téléphone',
    'Envoyé à partir de Outlook',
    'Envoyé de mon iPhone',
    'Enviado desde mi iPhone',
    'Verstuurd vanaf mijn iPad',
    'Kind regards,\nAna López\nTeacher of mathematics',
    'Best wishes\n\nAna',
    'Bien cordialement,\nAna\n\nSent from my iPhone',
    'Cheers!\nSent from my iPhone',
  ])('%s', (signature) => {
    expect(ownWords(`With pizza.\n\n${signature}`)).toBe('With pizza.');
    expect(ownWords(`With pizza.\n\n${signature}\n\n${quoted}`)).toBe('With pizza.');
  });
});

describe('a head of a mail that somebody put into theirs', () => {
  const head = (from: string) =>
    `Look at what came:\n\n${from}\nTo: Ana\nSubject: Fractions\n\nWhat do I answer?`;

  it.each(['From: Ben', 'From: Ben <ben@example.org>', 'De: Ben <ben@example.org>'])(
    'without a day is their own: %s',
    (from) => {
      expect(ownWords(head(from))).toBe(head(from));
    },
  );

  it.each([
    'From: Ben <b@x.org>\nSent: Sunday',
    'From: Ben\nDate: 22 Nov 2026',
    'De : Ben\nEnvoyé : dimanche',
    'Von: Ben <b@x.org>\nGesendet: Sonntag',
    'Da: Ben <b@x.org>\nInviato: domenica',
  ])('with a day begins what is quoted: %s', (from) => {
    expect(ownWords(head(from))).toBe('Look at what came:');
  });
});
