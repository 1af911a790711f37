import type { DemoCycle, DemoGoal } from '../model.ts';

/** One cycle that is over, and one that waits for its fifth step. */
export const cycles: readonly DemoCycle[] = [
  {
    cycle: 'who-explains',
    community: 'mathematics',
    title: 'Who gets to explain? Talk time in mixed groups',
    by: 'm01',
    members: ['m01', 'm02', 'm03', 'm04', 'm12'],
    started: [34, '16:00'],
    dueIn: 3,
    completed: [
      {
        at: [32, '16:30'],
        note: 'We counted turns in three recorded lessons per class. In groups of four, one pupil gave 61 of 100 explanations; it was nearly always the one with the highest mark.',
      },
      {
        at: [26, '16:15'],
        note: 'Read about assigned roles and about tasks with more than one way in. What all of us recognised: we step in when nobody speaks for five seconds.',
      },
      {
        at: [20, '16:40'],
        note: 'Two strategies: whoever did not do the writing explains; and we count to ten before we say anything.',
      },
      {
        at: [12, '16:10'],
        note: 'Plan for two weeks, in one class each. Metric: the share of explanations that come from the most talkative pupil, from 61 to under 45 of 100.',
      },
    ],
  },
  {
    cycle: 'bedside-handover',
    community: 'nursing',
    title: 'Does handover at the bedside lose fewer things?',
    by: 'm05',
    members: ['m05', 'm06', 'm07', 'm08', 'm12'],
    started: [62, '12:00'],
    completed: [
      {
        at: [60, '12:30'],
        note: 'Forty handovers observed on two wards: on average 3.1 items of a list of twelve were left out, most often allergies said aloud and the plan for the night.',
      },
      {
        at: [53, '12:20'],
        note: 'Studied three structured formats. Ours fails less for want of a form than because it is held in a corridor, where people interrupt.',
      },
      {
        at: [46, '12:40'],
        note: 'Chosen: handover at the bedside with a card of seven lines, and the patient is asked the last question.',
      },
      {
        at: [40, '12:10'],
        note: 'Plan: four weeks on both wards. Metric: items left out per handover; target under 1.5. Watch as well: minutes per patient.',
      },
      {
        at: [17, '12:30'],
        note: 'Done on 23 of 28 days. Hard on the days with two admissions at once. The card was folded to fit a pocket from the second week on.',
      },
      {
        at: [8, '12:15'],
        note: 'Left out: 1.2 per handover, from 3.1. Minutes per patient: 2.4, from 2.1. Patients corrected something in one handover of nine.',
      },
      {
        at: [4, '12:45'],
        note: 'We keep the bedside and the patient’s question. We drop two lines of the card that nobody used. Next: how to do it with a patient who cannot answer.',
      },
    ],
  },
];

/** Goals of members: one met, three on the way and due within a week, one just set. */
export const goals: readonly DemoGoal[] = [
  {
    goal: 'wait-ten-seconds',
    community: 'mathematics',
    member: 'm02',
    title: 'Wait ten seconds after a question to the class',
    measure:
      'In four recordings of twenty minutes, at least 8 of 10 questions are followed by ten seconds of silence.',
    set: [31, '17:00'],
    progress: [
      { at: [19, '17:05'], percent: 40 },
      { at: [10, '17:10'], percent: 75 },
    ],
    met: [3, '17:20'],
  },
  {
    goal: 'ask-before-telling',
    community: 'engineering',
    member: 'm11',
    title: 'Ask two questions before I give an answer',
    measure: 'My own notes after each mentoring hour, ten hours in a row.',
    set: [21, '10:00'],
    dueIn: 5,
    progress: [{ at: [6, '10:20'], percent: 50 }],
  },
  {
    goal: 'read-back-at-night',
    community: 'nursing',
    member: 'm08',
    title: 'Read back every telephone order at night',
    measure: 'The order sheet shows the read-back for every order of eight night shifts.',
    set: [18, '05:30'],
    dueIn: 6,
    progress: [{ at: [5, '05:40'], percent: 60 }],
  },
  {
    goal: 'written-feedback',
    community: 'engineering',
    member: 'm10',
    title: 'Give feedback on a design in three sentences',
    measure: 'The mentee can say in their own words what to do next, five times out of five.',
    set: [2, '04:30'],
    progress: [],
  },
  {
    goal: 'silent-observer',
    community: 'mathematics',
    member: 'm04',
    title: 'Watch one group for a whole task without saying a word',
    measure: 'Notes of three such tasks, shared with the community.',
    set: [7, '09:00'],
    dueIn: 4,
    progress: [{ at: [2, '09:10'], percent: 30 }],
  },
];
