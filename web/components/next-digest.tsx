import type { DigestSchedule } from '../../shared/digests/model.ts';
import type { Language } from '../../shared/mail/language.ts';
import { choicesSayings } from '../../shared/mail/sayings-choices.ts';
import type { SuppressionReason } from '../../shared/mail/standing.ts';
import { Time } from './time.tsx';

/** What is said of the mail that somebody gets. */
export interface NextDigestProps {
  readonly language: Language;
  readonly schedule: DigestSchedule | undefined;
  /** Why no mail goes to their address, where none does. */
  readonly heldBack: SuppressionReason | undefined;
  readonly saved: boolean;
}

const Next = ({ schedule, language }: Pick<NextDigestProps, 'schedule' | 'language'>) => {
  const say = choicesSayings(language);
  if (schedule?.dueAt === undefined) return <>{say('no-digest')}</>;
  // The sentence says where the time stands in it; no sentence of a catalogue has a line end.
  const [before, after] = say('next', { when: '\n' }).split('\n');
  return (
    <>
      {before}
      <strong>
        <Time at={schedule.dueAt} zone={schedule.timeZone} style="weekday-time" language={language} />
      </strong>
      {after}
    </>
  );
};

/**
 * That what was chosen is saved, and when the next digest comes; or, where no mail goes to the member's address, why
 * not and what they can do: no digest comes then, whatever their schedule says.
 */
export const NextDigest = ({ language, schedule, heldBack, saved }: NextDigestProps) => {
  const say = choicesSayings(language);
  if (heldBack === undefined) {
    return (
      <p class={saved ? 'notice good' : 'notice'} role={saved ? 'status' : undefined}>
        {saved && `${say('saved')} `}
        <Next {...{ schedule, language }} />
      </p>
    );
  }
  return (
    <>
      {saved && (
        <p class="notice good" role="status">
          {say('saved')}
        </p>
      )}
      <p class="notice bad" role="note">
        <strong>{say('held')}</strong> {say(`held-${heldBack}`)}
      </p>
    </>
  );
};
