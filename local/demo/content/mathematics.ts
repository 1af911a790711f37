import type { DemoTopic } from '../model.ts';

/** Two weeks of talk in the community of mathematics teachers. */
export const mathematics: readonly DemoTopic[] = [
  {
    topic: 'who-writes',
    community: 'mathematics',
    by: 'm01',
    at: [13, '16:20'],
    title: 'Whoever holds the pen stops talking. What did you see?',
    body: 'In my Year 8 group work the pupil who writes says almost nothing, and the one who explains never writes.\n\nI tried the rule we agreed on: whoever did not write explains to the class. The first time it was painful. Mira stood there and said "we did it together" and sat down. The second time she asked her group to go through it once more before the bell, which they had never done.\n\nDid anybody try it with younger ones?',
    answers: [
      {
        kind: 'reply',
        by: 'm02',
        at: [13, '17:05'],
        body: 'With 10 year olds, yes. I gave the pen to the most talkative pupil on purpose. Talk time of the others went up at once, but they complained that he wrote down something else than they said. So now the writer has to read back each line and ask "is that what you mean?"',
      },
      {
        kind: 'comment',
        by: 'm04',
        at: [13, '23:40'],
        body: 'Reading back is good. It makes the writer a listener and not only a secretary.',
      },
      {
        kind: 'reply',
        by: 'm12',
        at: [12, '13:30'],
        body: 'What would tell you that the rehearsal before the bell is the part that works, and not the rule itself? Could you give one group the time without the rule?',
      },
      {
        kind: 'comment',
        by: 'm01',
        at: [12, '16:50'],
        body: 'Fair. I will do that with my second class on Thursday, they have the same task.',
      },
      {
        kind: 'reply',
        by: 'm03',
        at: [11, '20:15'],
        body: 'I let the group draw a card for who explains, after the work is done. Nobody can prepare just one person. Two of mine now ask each other "could you say it if it were you?"',
      },
      {
        kind: 'comment',
        by: 'm04',
        at: [11, '23:10'],
        body: 'I like that the pupils check each other before I do. Do you let a pupil pass?',
      },
      {
        kind: 'comment',
        by: 'm03',
        at: [10, '20:30'],
        body: 'Once. Then they come back to that pupil with a different question, so passing buys time but not an exit.',
      },
      {
        kind: 'reply',
        by: 'm12',
        at: [9, '13:50'],
        body: 'Three classes, three rules: by the pen, by reading back, by drawing a card. Before you settle on one, could each of you count the same thing for a week, say how many different pupils explain in a lesson?',
      },
    ],
  },
  {
    topic: 'ten-seconds',
    community: 'mathematics',
    by: 'm02',
    at: [10, '17:30'],
    title: 'Ten seconds of silence: my numbers after two weeks',
    body: 'I recorded four times twenty minutes. Before: I waited 2.1 seconds on average after a question. Now: 8.4.\n\nWhat changed was not who raises a hand first. It is how long the answers are: the median went from 4 words to 13. And two pupils who had not spoken in a month said something.\n\nWhat did not change: after a wrong answer I still jump in. I counted six times out of nine.',
    answers: [
      {
        kind: 'reply',
        by: 'm04',
        at: [10, '23:20'],
        body: 'Thank you for the honest second half. I tried to count after wrong answers as well: I wait even less than after right ones. I think I want to spare the pupil, but it tells everybody that it was wrong.',
      },
      {
        kind: 'reply',
        by: 'm12',
        at: [9, '13:10'],
        body: 'Is there one sentence you could say after any answer, right or wrong, that gives you the ten seconds? Some people use "say a bit more". It has to be the same sentence, or they will hear the difference.',
      },
      {
        kind: 'comment',
        by: 'm02',
        at: [9, '16:40'],
        body: '"How do you see it?" – I will try that one for a week and count.',
      },
      {
        kind: 'reply',
        by: 'm01',
        at: [8, '16:05'],
        body: 'Could you bring the recording with the six jumps to the meeting? I would like us to listen to what the pupils do in the half second before you speak.',
      },
      {
        kind: 'comment',
        by: 'm04',
        at: [7, '23:50'],
        body: 'Yes please. I would bring mine too, they are worse.',
      },
    ],
  },
  {
    topic: 'exit-cards',
    community: 'mathematics',
    by: 'm04',
    at: [8, '08:30'],
    title: 'Reading 28 exit cards in ten minutes without giving up',
    body: 'I ask one question at the end: "Which step would you explain to somebody who was ill today, and how?" Then I have 28 cards and the next class at the door.\n\nI sorted them into three piles by what the explanation uses: a rule, a picture, or an example. Not by right and wrong. It took nine minutes and told me what to begin with tomorrow: 19 of 28 gave a rule, and none of those said when it holds.\n\nHow do you read yours?',
    answers: [
      {
        kind: 'reply',
        by: 'm02',
        at: [8, '17:15'],
        body: 'I only read a third, a different third each day. In a week I have seen everybody and I never skip it.',
      },
      {
        kind: 'reply',
        by: 'm12',
        at: [7, '14:00'],
        body: 'Sorting by what an explanation uses is a lovely idea. What would you do with the three piles the next morning? Would the pupils see them?',
      },
      {
        kind: 'comment',
        by: 'm04',
        at: [7, '23:30'],
        body: 'I showed one card from each pile without a name and asked which would help them most. They chose the picture, and then asked me when the rule works. I did not have to say it.',
      },
      {
        kind: 'comment',
        by: 'm01',
        at: [6, '16:30'],
        body: 'I am going to steal this for Monday.',
      },
      {
        kind: 'reply',
        by: 'm12',
        at: [5, '13:20'],
        body: 'And did anybody change pile during the week? If you keep the cards of three days, that would be evidence for the cycle that costs you nothing.',
      },
    ],
  },
  {
    topic: 'fractions-number-line',
    community: 'mathematics',
    by: 'm03',
    at: [4, '19:45'],
    title: 'They all put 3/8 after 1/2. One task that helped',
    body: 'Fourteen of twenty two placed 3/8 to the right of 1/2 because "eight is more". Folding paper did not move them, they had folded before.\n\nWhat helped was a line without numbers: only 0 and 1, and a pupil walks from 0 until the others say stop for 3/8. They argued about where half is first. After ten minutes nobody was looking at me.\n\nI wrote down the three arguments they used. I can share them if they are of use.',
    answers: [
      {
        kind: 'reply',
        by: 'm02',
        at: [4, '21:10'],
        body: 'Please do. With mine the same mistake comes back as soon as the numbers are on paper. Did yours hold until the next day?',
      },
      {
        kind: 'comment',
        by: 'm03',
        at: [3, '20:05'],
        body: 'For 17 of 22. The other five could say it while walking, but not when writing. I think they need the walk drawn as a picture first.',
      },
      {
        kind: 'reply',
        by: 'm04',
        at: [2, '23:15'],
        body: 'I would let those five be the ones who say stop. They have to decide before the walker gets there.',
      },
      {
        kind: 'reply',
        by: 'm12',
        at: [1, '13:40'],
        body: 'You have a before (14 of 22) and an after (5 of 22) here. Would you write the two numbers and the task into the cycle, under step five? It is exactly a success with its challenge.',
      },
    ],
  },
];
