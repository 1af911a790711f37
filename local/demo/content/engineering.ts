import type { DemoTopic } from '../model.ts';

/** Two weeks of talk in the community of mentors. */
export const engineering: readonly DemoTopic[] = [
  {
    topic: 'nearly-right',
    community: 'engineering',
    by: 'm10',
    at: [11, '15:50'],
    title: 'The drawing is nearly right. Do I correct it, or wait?',
    body: 'A mentee brought a bracket drawing. Everything was fine but one tolerance that cannot be made on our machines. I could have said so in one sentence.\n\nI asked "which of these dimensions would you phone the workshop about?" He named three, none of them the one I meant. After the call he changed it himself, and two others that I had not seen.\n\nIt cost half a day. The part was not urgent. If it had been, I would have told him, and I do not know if that would have been wrong.',
    answers: [
      {
        kind: 'reply',
        by: 'm09',
        at: [11, '17:20'],
        body: 'My rule: if nobody is hurt and the part is not on the critical path, I ask. If it is, I say it, and then ask what would have shown it to them. The second half is what I used to forget.',
      },
      {
        kind: 'reply',
        by: 'm11',
        at: [10, '10:10'],
        body: 'As somebody who was mentored until last year: I remember every fault that I found on the telephone with the workshop, and none that was marked in red.',
      },
      {
        kind: 'comment',
        by: 'm10',
        at: [10, '15:10'],
        body: 'That is going on the wall next to my monitor.',
      },
      {
        kind: 'reply',
        by: 'm03',
        at: [9, '19:30'],
        body: 'In the classroom I would say: the question was good because the answer was not in your head but in the workshop. You could both be surprised.',
      },
    ],
  },
  {
    topic: 'no-red-pen',
    community: 'engineering',
    by: 'm11',
    at: [7, '10:30'],
    title: 'A week without the red pen: who joins?',
    body: 'The challenge: for one week, no mark on anybody else’s drawing, model or calculation. Only questions, spoken or written. At the end we compare how many rounds a review took and who found what.\n\nI am at day two and had to sit on my hands once.',
    answers: [
      {
        kind: 'reply',
        by: 'm10',
        at: [7, '15:00'],
        body: 'I am in. May I write "please check the load case" or is that a red pen in disguise?',
      },
      {
        kind: 'comment',
        by: 'm11',
        at: [7, '16:20'],
        body: 'In disguise, I think. "Which load case decides here?" would be a question.',
      },
      {
        kind: 'reply',
        by: 'm09',
        at: [6, '14:40'],
        body: 'Joined. Two rounds instead of one for a pipe support, but the second came back with a sketch of an alternative nobody had asked for. It was better.',
      },
      {
        kind: 'comment',
        by: 'm13',
        at: [6, '15:30'],
        body: 'If you keep the counts, the association would gladly put them into the spring report, without names.',
      },
      {
        kind: 'reply',
        by: 'm10',
        at: [2, '15:20'],
        body: 'End of my week: nine reviews, 1.8 rounds on average (before: 1.3). Found by me: 6 things. Found by the mentees after a question: 17. Four of those I would have missed.',
      },
      {
        kind: 'comment',
        by: 'm09',
        at: [2, '19:30'],
        body: 'Seventeen to six. Let us talk about the four at the next meeting.',
      },
    ],
  },
  {
    topic: 'first-hour',
    community: 'engineering',
    by: 'm09',
    at: [3, '15:40'],
    title: 'What do you do in the very first hour with a new mentee?',
    body: 'I have a new one on Monday. I used to explain the project for an hour and see their eyes get tired.\n\nThis time I plan three questions: What have you made that worked? What have you made that did not? What would you like to be asked about in six months?\n\nAnd then we walk to the test bench, because hands help. What is in your first hour?',
    answers: [
      {
        kind: 'reply',
        by: 'm11',
        at: [3, '17:10'],
        body: 'Show something that you yourself got wrong in the last month, with the actual file. Mine showed me a beam with the load upside down. I asked him everything after that.',
      },
      {
        kind: 'reply',
        by: 'm03',
        at: [3, '19:50'],
        body: 'I would agree on how to say "I do not understand" without using those words. With my pupils it is a hand flat on the table.',
      },
      {
        kind: 'comment',
        by: 'm10',
        at: [2, '04:20'],
        body: 'The upside-down beam is the best first hour I have heard of.',
      },
    ],
  },
];
