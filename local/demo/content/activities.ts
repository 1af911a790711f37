import type { DemoActivity } from '../model.ts';

/** What else members did, beside joining, posting, meeting, and working on cycles and goals. */
export const activities: readonly DemoActivity[] = [
  ...(['m01', 'm02', 'm03', 'm04'] as const).map(
    (member): DemoActivity => ({
      name: 'charter.agreed',
      at: [33, '16:00'],
      data: { member, community: 'mathematics', charter: 'mathematics-charter-3' },
    }),
  ),
  {
    name: 'orientation.completed',
    at: [95, '12:00'],
    data: { member: 'm11', community: 'engineering' },
  },
  {
    name: 'leadership.rotated',
    at: [44, '09:00'],
    data: { member: 'm01', community: 'mathematics', previous: 'm02' },
  },
  {
    name: 'resource.shared',
    at: [13, '17:40'],
    data: {
      member: 'm03',
      community: 'mathematics',
      resource: 'turn-counting-sheet',
      title: 'A sheet for counting turns in a group of four',
    },
  },
  {
    name: 'resource.used',
    at: [11, '09:30'],
    data: { member: 'm04', community: 'mathematics', resource: 'turn-counting-sheet' },
  },
  {
    name: 'resource.used',
    at: [9, '08:50'],
    data: { member: 'm02', community: 'mathematics', resource: 'turn-counting-sheet' },
  },
  {
    name: 'resource.shared',
    at: [7, '13:10'],
    data: {
      member: 'm07',
      community: 'nursing',
      resource: 'seven-line-card',
      title: 'The card of seven lines, folded for a pocket',
    },
  },
  {
    name: 'resource.used',
    at: [6, '18:05'],
    data: { member: 'm06', community: 'nursing', resource: 'seven-line-card' },
  },
  {
    name: 'resource.shared',
    at: [1, '20:20'],
    data: {
      member: 'm03',
      community: 'mathematics',
      resource: 'three-arguments',
      title: 'Where is 3/8? The three arguments of my class',
    },
  },
  {
    name: 'challenge.opened',
    at: [1, '11:40'],
    data: {
      member: 'm05',
      community: 'nursing',
      challenge: 'silent-patient',
      title: 'A handover with a patient who cannot answer',
    },
  },
  {
    name: 'resource.shared',
    at: [1, '15:10'],
    data: {
      member: 'm09',
      community: 'engineering',
      resource: 'feedback-sentences',
      title: 'Three sentences that begin feedback on a drawing',
    },
  },
  {
    name: 'video.shared',
    at: [10, '15:30'],
    data: {
      member: 'm10',
      community: 'engineering',
      video: 'first-hour',
      title: 'My first ten minutes with a new mentee (played by a colleague)',
    },
  },
  {
    name: 'feedback.given',
    at: [9, '14:20'],
    data: { member: 'm09', community: 'engineering', video: 'first-hour', seconds: 540 },
  },
  {
    name: 'feedback.given',
    at: [8, '19:15'],
    data: { member: 'm03', community: 'engineering', video: 'first-hour', seconds: 310 },
  },
  {
    name: 'coaching.requested',
    at: [9, '17:00'],
    data: { member: 'm04', community: 'mathematics', coach: 'm12' },
  },
  {
    name: 'coaching.held',
    at: [6, '15:00'],
    data: { member: 'm04', community: 'mathematics', coach: 'm12', minutes: 40 },
  },
  {
    name: 'challenge.suggested',
    at: [8, '10:05'],
    data: {
      member: 'm11',
      community: 'engineering',
      challenge: 'no-red-pen',
      title: 'A week of reviews without marking up the drawing yourself',
    },
  },
  {
    name: 'challenge.opened',
    at: [7, '14:00'],
    data: {
      member: 'm09',
      community: 'engineering',
      challenge: 'no-red-pen',
      title: 'A week of reviews without marking up the drawing yourself',
    },
  },
  {
    name: 'reaction.given',
    at: [6, '16:45'],
    data: { member: 'm01', community: 'mathematics', post: 'exit-cards-3', kind: 'thanks' },
  },
  {
    name: 'reaction.given',
    at: [3, '07:30'],
    data: { member: 'm05', community: 'nursing', post: 'cannot-answer-2', kind: 'thanks' },
  },
];
