import { nextStep } from '../../shared/inquiry/complete-step.ts';
import { type Cycle, steps } from '../../shared/inquiry/model.ts';
import type { FormState } from '../forms.ts';
import { CheckBox, TextArea, TextField } from './form.tsx';

/** Completes a step, says what came of it, and by when the next is to be done. */
export const CompleteForm = ({ cycle, step, form }: { cycle: Cycle; step: number; form: FormState }) => (
  <form
    class="card stack"
    method="post"
    action={`/communities/${cycle.community}/cycles/${cycle.cycle}/steps`}
    aria-label={`Complete step ${step}`}
    novalidate
  >
    <input type="hidden" name="step" value={step} />
    <TextArea
      form={form}
      name="note"
      label="What came of this step"
      hint="Optional. Everybody in the community can read it."
      maxLength={2000}
      short
    />
    {step < steps.length && (
      <TextField
        form={form}
        name="nextDueOn"
        label={`Step ${step + 1} is due on`}
        hint="Optional. Whoever takes part is told of it."
        type="date"
      />
    )}
    {step === steps.length && (
      <CheckBox
        form={form}
        name="final"
        label="This is final"
        hint="A cycle that is complete stays so: no step of it can be changed or added to."
        required
      />
    )}
    <p class="actions">
      <button class="button" type="submit">
        {step === steps.length
          ? 'Complete the cycle: everybody who took part gets credit'
          : `Mark step ${step} complete`}
      </button>
    </p>
  </form>
);

/** Sets, moves or takes away the day by which a cycle's next step is to be done. */
export const DeadlineForm = ({ cycle, form }: { readonly cycle: Cycle; readonly form: FormState }) => {
  const fields = new Map([['dueOn', cycle.nextDueOn ?? ''], ...form.fields]);
  return (
    <details open={form.errors.some(({ field }) => field === 'dueOn')}>
      <summary>{cycle.nextDueOn === undefined ? 'Set a deadline' : 'Move or remove the deadline'}</summary>
      <form
        class="card stack"
        method="post"
        action={`/communities/${cycle.community}/cycles/${cycle.cycle}/deadline`}
        aria-label={`Deadline of step ${nextStep(cycle)}`}
        novalidate
      >
        <input type="hidden" name="revision" value={cycle.revision} />
        <TextField
          form={{ ...form, fields }}
          name="dueOn"
          label="Due on"
          hint="Leave it empty for no deadline."
          type="date"
        />
        <p class="actions">
          <button class="button plain" type="submit">
            Save the deadline
          </button>
        </p>
      </form>
    </details>
  );
};
