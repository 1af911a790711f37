import type { Note } from './note-model.ts';
import type { NotesStore } from './notes-store.ts';

/**
 * A notes store that says of each note for which reason it was not told, once it is written down that it was not; of
 * whoever comes again and finds it written down, nothing.
 */
export const countUntold = <Notes extends Pick<NotesStore, 'claim' | 'take' | 'move'>>(
  notes: Notes,
  count: (organization: string, reason: string) => void,
): Notes => {
  const tell = (written: readonly Note[]): void => {
    for (const { organization, status, reason } of written)
      if (status === 'SUPPRESSED' && reason !== undefined) count(organization, reason);
  };
  return {
    ...notes,
    claim: async (claimed) => {
      const outcome = await notes.claim(claimed);
      if (outcome === 'claimed') tell(claimed);
      return outcome;
    },
    take: async (steps) => {
      const outcome = await notes.take(steps);
      if (outcome === 'claimed') tell(steps.map(({ to }) => to));
      return outcome;
    },
    move: async (steps) => {
      await notes.move(steps);
      tell(steps.map(({ to }) => to));
    },
  };
};
