import { steps } from '../inquiry/model.ts';
import { amountOf, dayOf, listOf, percentOf } from '../mail/formats.ts';
import type { Language } from '../mail/language.ts';
import type { Say } from '../mail/messages.ts';
import { clip, isolated } from '../mail/plain.ts';
import type { DigestKey } from '../mail/sayings-digest.ts';
import type { DigestItem } from './content.ts';

/** Longest title, in UTF-16 code units. */
const TITLE = 160;

/** Longest name of a person or a community within a sentence, in UTF-16 code units. */
const NAME = 60;

/** What words are made with: a language, what says its messages, and the present. */
export interface Words {
  readonly language: Language;
  readonly say: Say<DigestKey>;
  readonly now: Date;
}

/** The units of the standards of credit, which have names in every language; any other stays as somebody wrote it. */
const units: Readonly<Record<string, DigestKey>> = {
  hours: 'unit-hours',
  CEU: 'unit-ceu',
  'CPE credits': 'unit-cpe',
};

/** An amount of credit in its unit: `2.5 hours`. */
const creditIn = ({ language, say }: Words, amount: number, unit: string): string => {
  const known = units[unit];
  return known === undefined
    ? say('amount', { amount: amountOf(language, amount), unit: isolated(language, clip(unit, NAME)) })
    : say(known, { count: amount });
};

/** What one entry gave, or several together. */
const creditOf = (
  words: Words,
  { amount, unit, entries }: Extract<DigestItem['why'], { kind: 'credit' }>,
): string => {
  const credit = creditIn(words, amount, unit);
  return entries > 1 ? words.say('in-all', { credit }) : credit;
};

/** What an item is called: as somebody wrote it or, where this system did, in the language of the words. */
export const titleOf = (words: Words, { title, why }: DigestItem): string => {
  if (why.kind === 'credit' && why.entries > 1) return words.say('credited-together', { count: why.entries });
  if (why.kind !== 'credit' || why.meeting === undefined) return clip(title, TITLE);
  const { minutes, community, program } = why.meeting;
  return words.say('credited-meeting', {
    minutes,
    community: nameIn(words, community),
    program: nameIn(words, program),
  });
};

/** A name of a person or a community as it stands within a sentence. */
export const nameIn = ({ language }: Pick<Words, 'language'>, name: string): string =>
  isolated(language, clip(name, NAME));

/** `Y, Z and 2 others`; "a member" where nobody is named. */
const peopleOf = (words: Words, { people, others }: DigestItem): string => {
  const { language, say } = words;
  const named = people.map((name) => nameIn(words, name)).filter((name) => name !== '');
  if (named.length === 0) return say('somebody');
  return listOf(language, others > 0 ? [...named, say('others', { count: others })] : named);
};

/**
 * How many posts of the window a discussion's entry tells of. In English one of, and no other entry begins like it:
 *
 * - `New topic by X`: one post
 * - `New topic and 3 replies by X, Y and 2 others`: one and three
 * - `2 replies by X`: two
 *
 * Where there was more than was read, `3 or more replies`.
 */
const postsOf = (words: Words, item: DigestItem): string => {
  const { posts, opened, atLeast } = item;
  const people = peopleOf(words, item);
  const count = opened ? posts - 1 : posts;
  if (count === 0) return words.say('topic', { people });
  const key = opened ? 'topic-replies' : 'replies';
  return words.say(atLeast ? `${key}-or-more` : key, { count, people });
};

/** Of whom or of what an entry is, and for a discussion how many posts of the window it tells of; may be empty. */
export const bylineOf = (words: Words, item: DigestItem): string => {
  const { language, say } = words;
  const { why } = item;
  if (item.posts > 0) return postsOf(words, item);
  const nobody = item.people.length === 0;
  switch (why.kind) {
    case 'next-step':
      return why.step >= 1 && why.step <= steps.length ? say(`step-${why.step}` as DigestKey) : '';
    case 'goal':
      return say('done', { percent: percentOf(language, why.percent) });
    case 'new-members':
      return say('joined', { count: why.count, people: peopleOf(words, item) });
    case 'resource':
    case 'video':
      return nobody ? '' : say('shared', { people: peopleOf(words, item) });
    case 'challenge':
      return nobody ? '' : say('opened', { people: peopleOf(words, item) });
    case 'meeting':
      return why.minutes === 0 ? '' : say('lasted', { minutes: why.minutes });
    case 'badge':
      return say('keep-badge');
    case 'credit':
      return creditOf(words, why);
    case 'mention':
    case 'reply-to-you':
    case 'pinned':
    case 'unanswered':
    case 'popular':
    case 'new-topic':
    case 'discussion':
      return nobody ? '' : say('by', { people: peopleOf(words, item) });
  }
};

/** Why an item is told to this member, without its community. */
const whyOf = ({ language, say, now }: Words, { why, posts }: DigestItem): string => {
  switch (why.kind) {
    case 'reply-to-you':
      return say('reply-to-you', { count: Math.max(posts, 1) });
    case 'next-step': {
      const { step, dueOn, overdue } = why;
      const places = { step, steps: steps.length };
      if (dueOn === undefined) return say('next-step', places);
      const key = overdue ? 'next-step-overdue' : 'next-step-due';
      return say(key, { ...places, day: dayOf(language, dueOn, now) });
    }
    case 'goal':
      if (why.dueOn === undefined) return say('goal');
      return say(why.overdue ? 'goal-overdue' : 'goal-due', { day: dayOf(language, why.dueOn, now) });
    case 'unanswered':
      return say('unanswered', { days: why.days });
    case 'popular':
      return say('popular', { count: why.writers });
    case 'new-members':
      return say('new-members', { count: why.count });
    case 'credit':
      return say(why.amount < 0 ? 'correction' : 'credit');
    case 'mention':
    case 'pinned':
    case 'new-topic':
    case 'discussion':
    case 'resource':
    case 'video':
    case 'challenge':
    case 'meeting':
    case 'badge':
      return say(why.kind);
  }
};

/**
 * Why an item is told to this member, and in which of their communities it is: `A reply to you · Algebra`. Whom a
 * community won has its name as the title already.
 */
export const reasonOf = (words: Words, item: DigestItem): string => {
  const why = whyOf(words, item);
  return item.community === undefined || item.why.kind === 'new-members'
    ? why
    : `${why} · ${nameIn(words, item.community)}`;
};
