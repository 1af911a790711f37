import type { Context } from 'hono';
import * as z from 'zod';
import { changeProgram } from '../../../shared/credits/change-program.ts';
import { DeliveryMethod } from '../../../shared/credits/model.ts';
import { type CreditProgram, Increment, StandardName } from '../../../shared/credits/program-model.ts';
import { Identifier } from '../../../shared/events/envelope.ts';
import { Conflict, NotFound } from '../../../shared/platform/errors.ts';
import type { FormState } from '../../../web/forms.ts';
import { CreditProgramPage } from '../../../web/pages/credit-program.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';
import { emptyAsAbsent, textField } from './credit-fields.ts';

/** A form that was not taken as it was (RFC 9110 §15.5.21). */
const REFUSED = 422;

const optionalText = (most: number) => emptyAsAbsent(textField(most, 'Give this, or leave it empty.'));
const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes');

const settings = {
  name: textField(120, 'Give the program a name.'),
  increment: z.enum(Increment.options, 'Choose the smallest part of a credit.'),
  sponsorName: textField(200, 'Say who stands for the program.'),
  nasbaSponsorId: optionalText(40),
  stateRegistration: optionalText(120),
  fieldOfStudy: optionalText(120),
  deliveryMethod: z.enum(DeliveryMethod.options, 'Choose a delivery method.'),
  location: optionalText(200),
  contact: optionalText(200),
  signerName: optionalText(120),
  signerTitle: optionalText(120),
  ceBrokerProvider: optionalText(40),
  ceBrokerCourse: optionalText(40),
  attestation: optionalText(1000),
  creditsMeetings: ticked,
  community: emptyAsAbsent(z.string()),
  retired: ticked,
};

const SettingsForm = z.object(settings);
const NewForm = z.object({
  ...settings,
  program: z
    .string({ error: 'Give the program a short name.' })
    .trim()
    .pipe(Identifier)
    // The address of the form that adds one.
    .refine((program) => program !== 'new', 'Choose another short name than "new".'),
  standard: z.enum(StandardName.options, 'Choose a standard.'),
});

/** A program as the form shows it. */
const fieldsOf = (program: CreditProgram): Map<string, string> =>
  new Map(
    Object.entries(program).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? (value ? 'yes' : '') : String(value),
    ]),
  );

/**
 * Credit programs, for staff. Reads, beside the visit's four: the program, its changes and the communities (3, side by
 * side): 7; a new one the communities alone: 5. A change is one transaction, with who changed which fields.
 */
export const creditProgramRoutes = (on: On, { stores, clock }: Dependencies): void => {
  const show = async (c: Context<Env>, program: CreditProgram | undefined, form: FormState) => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const [communities, changes] = await Promise.all([
      stores.communities.listCommunities(organization),
      program === undefined ? [] : stores.creditPrograms.changesOf(organization, program.program),
    ]);
    const shown = { viewer, communities, changes: changes.toReversed(), form };
    const page = <CreditProgramPage {...shown} {...(program !== undefined && { program })} />;
    return render(c, page, form.errors.length > 0 ? REFUSED : 200);
  };

  const find = async (c: Context<Env>, id: string): Promise<CreditProgram> => {
    const program = await stores.creditPrograms.getProgram(visitOf(c).actor.organization, id);
    if (program === undefined) throw new NotFound('your organization has no credit program of this name');
    return program;
  };

  const save = async (c: Context<Env>, before: CreditProgram | undefined): Promise<Response> => {
    const { organization, member } = visitOf(c).actor;
    const fields = await readForm(c);
    const form = before === undefined ? checkForm(NewForm, fields) : checkForm(SettingsForm, fields);
    if (form.outcome === 'refused') return show(c, before, { fields, errors: form.errors });
    const { community } = form.value;
    if (
      community !== undefined &&
      (await stores.communities.getCommunity(organization, community)) === undefined
    ) {
      const errors = [{ field: 'community', message: 'Choose one of these communities, or all.' }];
      return show(c, before, { fields, errors });
    }
    const identity =
      before === undefined ? NewForm.pick({ program: true, standard: true }).parse(form.value) : before;
    const { program, standard } = identity;
    const draft = { ...form.value, organization, program, standard };
    const decision = changeProgram(before, draft, member, clock());
    if (decision.outcome === 'changed') {
      try {
        await stores.creditPrograms.saveProgram(decision.program, decision.change);
      } catch (thrown) {
        if (!(thrown instanceof Conflict)) throw thrown;
        const field = before === undefined ? 'program' : 'name';
        return show(c, before, { fields, errors: [{ field, message: thrown.message }] });
      }
    }
    return c.redirect('/staff/credits#programs', 303);
  };

  on(routes.newCreditProgram, (c) =>
    show(c, undefined, { fields: new Map([['deliveryMethod', 'group-live']]), errors: [] }),
  );
  on(routes.addCreditProgram, (c) => save(c, undefined));
  on(routes.creditProgram, async (c) => {
    const program = await find(c, c.req.param('program'));
    return show(c, program, { fields: fieldsOf(program), errors: [] });
  });
  on(routes.saveCreditProgram, async (c) => save(c, await find(c, c.req.param('program'))));
};
