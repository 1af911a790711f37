import type { IssuedCredential } from '../../shared/badges/model.ts';
import type { FormState } from '../forms.ts';
import { Radios, TextArea } from './form.tsx';

const suspend = { value: 'suspended', text: 'Suspend it: for as long as something is looked into' };
const reinstate = { value: 'reinstated', text: 'Reinstate it: it is valid again, as if nothing had been' };
const revoke = { value: 'revoked', text: 'Revoke it: for good, and nobody can take that back' };

/** Suspends, reinstates or revokes a credential, with the reason that the audit trail keeps. */
export const ChangeForm = ({
  issued: { member, credential, standing, changes },
  form,
}: {
  readonly issued: Pick<IssuedCredential, 'member' | 'credential' | 'standing' | 'changes'>;
  readonly form: FormState;
}) => (
  <section class="card stack" aria-labelledby="change">
    <h2 id="change">Change its standing</h2>
    <p>
      Whoever checks the badge is told within minutes that it is suspended or revoked, wherever it is shown.
      What is revoked stays revoked. To correct a mistake, award the badge again by hand, and name a period
      (the year, for example) so that it is told from this one.
    </p>
    <form class="stack" method="post" action={`/staff/credentials/${member}/${credential}/changes`}>
      <input type="hidden" name="changes" value={String(changes)} />
      <Radios
        form={form}
        name="kind"
        legend="What is to be done"
        choices={standing === 'suspended' ? [reinstate, revoke] : [suspend, revoke]}
      />
      <TextArea
        form={form}
        name="reason"
        label="Why"
        hint="Kept for ever with your name, and shown with the badge where it is revoked. Write nothing here that is nobody's business."
        required
        maxLength={500}
        short
      />
      <div class="actions">
        <button class="button" type="submit">
          Change its standing
        </button>
      </div>
    </form>
  </section>
);
