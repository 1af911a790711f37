import type { DemoTopic } from '../model.ts';

/** Two weeks of talk in the community of nurses. */
export const nursing: readonly DemoTopic[] = [
  {
    topic: 'two-admissions',
    community: 'nursing',
    by: 'm06',
    at: [12, '18:10'],
    title: 'Two admissions at shift change: what do you leave out?',
    body: 'On the five days when we did not do the handover at the bedside it was the same thing each time: two admissions between 13:30 and 14:00, and the corridor again.\n\nI do not want to write "could not be done" a sixth time. If there are only six minutes for eight patients, which lines of the card would you still say at the bed, and which can wait?',
    answers: [
      {
        kind: 'reply',
        by: 'm07',
        at: [12, '20:00'],
        body: 'We did it by risk on our ward: bedside for the three patients with the highest early warning score and for everybody who came in the last 24 hours, the others at the board. It was not perfect but the ones we worried about were seen by two people.',
      },
      {
        kind: 'reply',
        by: 'm08',
        at: [11, '05:20'],
        body: 'At night I say allergies, the plan until morning, and "what would make me call a doctor". That takes 40 seconds. The rest is in the notes, and I read it anyway.',
      },
      {
        kind: 'comment',
        by: 'm06',
        at: [11, '17:40'],
        body: '"What would make me call" is not on our card. It should be.',
      },
      {
        kind: 'reply',
        by: 'm12',
        at: [10, '14:15'],
        body: 'You have five days on which it failed for the same reason. Is that a problem of the handover, or of when admissions come up? Whom would you have to ask to move them by half an hour for one week, as a trial?',
      },
      {
        kind: 'comment',
        by: 'm05',
        at: [10, '16:00'],
        body: 'I asked the bed manager. She will try not to send anybody between 13:30 and 14:10 next week, unless it cannot wait.',
      },
      {
        kind: 'comment',
        by: 'm08',
        at: [9, '05:10'],
        body: 'That may be the best thing that came out of this cycle.',
      },
      {
        kind: 'reply',
        by: 'm12',
        at: [7, '14:20'],
        body: 'And how will you know after that week? You have the five bad days on paper: the same tally during the trial would do, nothing new to fill in.',
      },
    ],
  },
  {
    topic: 'patient-corrects',
    community: 'nursing',
    by: 'm05',
    at: [9, '12:30'],
    title: 'One patient in nine corrects us. What do they correct?',
    body: 'From the tally on the back of the cards: 31 corrections in 276 handovers.\n\n14 were about medicines at home that we had wrong or not at all. 9 about how they move ("I do not walk alone to the bathroom"). 5 about whom to call. 3 about something they had been promised.\n\nI had expected complaints. It was nearly all things we would have found out too late.',
    answers: [
      {
        kind: 'reply',
        by: 'm07',
        at: [9, '15:30'],
        body: 'The nine about moving are the ones I would show to the ward manager. Each of those could have been a fall.',
      },
      {
        kind: 'comment',
        by: 'm08',
        at: [8, '05:30'],
        body: 'And the home medicines to the pharmacist. Ours asked for exactly this list.',
      },
      {
        kind: 'reply',
        by: 'm06',
        at: [8, '18:20'],
        body: 'How do you ask it? When I say "is that right?" they all nod. When I say "what did we forget?" they tell me something.',
      },
      {
        kind: 'comment',
        by: 'm05',
        at: [7, '12:10'],
        body: 'That is the wording we ended up with as well: "what have we forgotten about you?"',
      },
      {
        kind: 'reply',
        by: 'm12',
        at: [6, '14:30'],
        body: 'Two wordings, one tally: would somebody count corrections per wording for three days? It would make the sentence on the card a finding, and not a taste.',
      },
    ],
  },
  {
    topic: 'cannot-answer',
    community: 'nursing',
    by: 'm07',
    at: [5, '13:00'],
    title: 'At the bed of somebody who cannot answer',
    body: 'Our last question goes to the patient. What about those with delirium, with aphasia, or asleep after the night?\n\nI noticed that at these beds we talk faster and look at each other. On Tuesday a daughter was there and I asked her. She knew which side he sleeps on, and that he answers with his hand. It was nowhere in the notes.\n\nI would like a way that does not depend on who happens to visit.',
    answers: [
      {
        kind: 'reply',
        by: 'm08',
        at: [5, '18:40'],
        body: 'We put a half page at the bed, "what matters to me", filled in with the family on the first day. At handover we read one line of it aloud, another one each shift. It sounds odd and it slows us down in the right place.',
      },
      {
        kind: 'reply',
        by: 'm06',
        at: [4, '17:50'],
        body: 'For aphasia: a speech therapist gave us three picture cards (pain, position, person). We show them at handover and wait. Mostly one is pointed at.',
      },
      {
        kind: 'comment',
        by: 'm07',
        at: [4, '20:10'],
        body: 'Picture cards at handover, not only at care: I had not thought of that. Could you put a photo of them into the library?',
      },
      {
        kind: 'reply',
        by: 'm12',
        at: [3, '14:10'],
        body: 'This sounds like the first step of the next cycle. What would you count so that you can see whether those patients are left out?',
      },
      {
        kind: 'comment',
        by: 'm05',
        at: [3, '17:20'],
        body: 'I suggest seconds at the bed and whether anybody spoke to the patient by name. Both can be seen from the door.',
      },
      {
        kind: 'comment',
        by: 'm08',
        at: [2, '05:50'],
        body: 'Counted on my last two nights: 95 seconds at beds where somebody answers, 40 where nobody does. By name: 9 of 9 and 2 of 6.',
      },
    ],
  },
];
