import type { NoteReason } from '../shared/notifications/note-model.ts';
import { skipWords } from './digest-words.ts';

/** Why a notification was not told. */
export const untoldWords: Readonly<Record<NoteReason, string>> = {
  'switched-off': 'they switched this kind off',
  muted: 'they muted its community',
  'mentions-only': 'they want mentions of them alone from its community',
  'not-a-member': 'they no longer belonged to its community',
  gone: 'what it was about was taken away before',
  'deadline-moved': 'the deadline was moved, or the step done',
  'too-late': 'it came too late to be of use',
  refused: skipWords.refused,
  bounced: skipWords.bounced,
  complained: skipWords.complained,
  unreachable: skipWords.unreachable,
};
