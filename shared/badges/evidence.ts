import type { ActivityName } from '../events/catalogue.ts';

/** What was counted, in words for somebody who has never seen this system. */
const counted: Readonly<Record<ActivityName, string>> = {
  'member.joined': 'Communities joined',
  'charter.agreed': 'Charters agreed to',
  'orientation.completed': 'Orientations completed',
  'post.created': 'Posts written',
  'reaction.given': 'Reactions given to colleagues',
  'resource.shared': 'Resources shared',
  'resource.used': 'Resources used',
  'video.shared': 'Videos shared',
  'feedback.given': 'Times feedback was given',
  'meeting.held': 'Meetings held',
  'meeting.attended': 'Meetings attended',
  'coaching.requested': 'Times coaching was asked for',
  'coaching.held': 'Coaching conversations held',
  'challenge.suggested': 'Challenges suggested',
  'challenge.opened': 'Challenges opened',
  'leadership.rotated': 'Times the lead was taken over',
  'cycle.started': 'Cycles of inquiry started',
  'cycle.step-completed': 'Steps of inquiry completed',
  'cycle.completed': 'Cycles of inquiry completed',
  'goal.set': 'Goals set',
  'goal.progressed': 'Steps towards a goal',
  'goal.met': 'Goals met',
};

/** Kinds that have a word of their own; any other kind is named in brackets. */
const countedByKind: Readonly<Record<string, string>> = {
  'post.created/topic': 'Discussions opened',
  'post.created/reply': 'Replies written',
  'post.created/comment': 'Comments written',
};

const isCounted = (activity: string): activity is ActivityName => Object.hasOwn(counted, activity);

/** What a counter counts, in words: `post.created/comment` becomes "Comments written"; as it is where none are known. */
export const counterInWords = (counter: string): string => {
  const [activity = '', kind] = counter.split('/', 2);
  if (!isCounted(activity)) return counter;
  return countedByKind[counter] ?? `${counted[activity]}${kind === undefined ? '' : ` (${kind})`}`;
};

const FIGURES = /^([^/:]+)(?:\/([^:]+))?: (\d+) of (\d+)(?: in (.+))?$/;

/**
 * A line of a grant's evidence in words: `post.created/comment: 12 of 10` becomes "Comments written: 12, where 10
 * were asked for". A line that is not of this form is given back as it is.
 */
export const evidenceInWords = (line: string): string => {
  const [, activity = '', kind, reached = '', needed = '', place] = FIGURES.exec(line) ?? [];
  if (!isCounted(activity)) return line;
  const what = counterInWords(kind === undefined ? activity : `${activity}/${kind}`);
  const where = place === undefined ? '' : `, in the community ${place}`;
  return `${what}: ${reached}, where ${needed} ${needed === '1' ? 'was' : 'were'} asked for${where}`;
};
