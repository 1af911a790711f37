import type { Community } from '../../shared/communities/model.ts';
import { DeliveryMethod } from '../../shared/credits/model.ts';
import type { ProgramChange } from '../../shared/credits/program-model.ts';
import { standards } from '../../shared/credits/standards/index.ts';
import { CheckBox, type Choice, ErrorSummary, Select, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What the page of a credit program needs; without `program`, it is a new one. */
export interface CreditProgramProps {
  readonly viewer: Viewer;
  readonly program?: { readonly program: string; readonly name: string };
  readonly communities: readonly Community[];
  /** The latest first. */
  readonly changes: readonly ProgramChange[];
  readonly form: FormState;
}

const methods: Readonly<Record<DeliveryMethod, string>> = {
  'group-live': 'Group live',
  'group-internet-based': 'Group internet based',
  'self-study': 'Self study',
  'nano-learning': 'Nano learning',
  'blended-learning': 'Blended learning',
};

const increments: readonly Choice[] = [
  { value: 'fifth', text: 'One-fifth (10 minutes)' },
  { value: 'half', text: 'One-half (25 minutes)' },
  { value: 'whole', text: 'Whole credits (50 minutes)' },
];

const Measure = ({ form, program }: Pick<CreditProgramProps, 'form' | 'program'>) => (
  <>
    <TextField form={form} name="name" label="Name" maxLength={120} required />
    {program === undefined && (
      <>
        <TextField
          form={form}
          name="program"
          label="Short name"
          hint="Letters, digits and hyphens, like cpe-2026. It stays as it is."
          maxLength={64}
          required
        />
        <Select
          form={form}
          name="standard"
          label="Standard"
          hint="A program keeps its standard."
          choices={Object.values(standards).map(({ name, title }) => ({ value: name, text: title }))}
        />
      </>
    )}
    <Select form={form} name="increment" label="Smallest part of a credit (NASBA)" choices={increments} />
    <Select
      form={form}
      name="deliveryMethod"
      label="Delivery method"
      hint="Of activities that do not tell their own."
      choices={DeliveryMethod.options.map((value) => ({ value, text: methods[value] }))}
    />
    <TextField form={form} name="fieldOfStudy" label="Field of study" maxLength={120} />
    <TextField form={form} name="location" label="Location" maxLength={200} />
  </>
);

const Papers = ({ form }: Pick<CreditProgramProps, 'form'>) => (
  <>
    <p>
      A certificate under NASBA’s standards needs a sponsor, a contact, a field of study, who signs it and as
      what, and a NASBA sponsor number or a state registration; of what is group live, a location too. Without
      them it is not printed.
    </p>
    <TextField
      form={form}
      name="sponsorName"
      label="Sponsor"
      hint="As certificates name it."
      maxLength={200}
      required
    />
    <TextField
      form={form}
      name="contact"
      label="Contact"
      hint="An address or telephone number."
      maxLength={200}
    />
    <TextField
      form={form}
      name="signerName"
      label="Signed for the sponsor by"
      hint="A name, as certificates print it."
      maxLength={120}
    />
    <TextField
      form={form}
      name="signerTitle"
      label="Title of the signer"
      hint="Like Director of Education."
      maxLength={120}
    />
    <TextField form={form} name="nasbaSponsorId" label="NASBA sponsor number" maxLength={40} />
    <TextField form={form} name="stateRegistration" label="State registration" maxLength={120} />
    <TextField form={form} name="ceBrokerProvider" label="CE Broker provider number" maxLength={40} />
    <TextField form={form} name="ceBrokerCourse" label="CE Broker course number" maxLength={40} />
    <TextArea form={form} name="attestation" label="Statement on the certificate" maxLength={1000} short />
  </>
);

const Meetings = ({ form, communities }: Pick<CreditProgramProps, 'form' | 'communities'>) => (
  <>
    <CheckBox
      form={form}
      name="creditsMeetings"
      label="Attending a meeting earns credit by itself"
      hint="From now on; meetings before are not credited."
    />
    <Select
      form={form}
      name="community"
      label="Meetings of"
      choices={[
        { value: '', text: 'Every community' },
        ...communities.map(({ community, name }) => ({ value: community, text: name })),
      ]}
    />
    <CheckBox form={form} name="retired" label="Closed: nothing new is credited under it" />
  </>
);

const History = ({ changes, zone }: { changes: readonly ProgramChange[]; zone: string }) => (
  <section class="stack" aria-labelledby="history">
    <h2 id="history">Changes</h2>
    <ul class="posts">
      {changes.map((change) => (
        <li>
          <p class="meta">
            <span>{change.by}</span>
            <Time at={change.at} zone={zone} style="time" />
          </p>
          <ul>
            {change.changes.map(({ field, from, to }) => (
              <li>
                {field}: {from === undefined ? '' : `“${from}” `}
                {from !== undefined && to !== undefined && 'became '}
                {to === undefined ? 'was emptied' : `“${to}”`}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </section>
);

/** The settings of a credit program, and who changed which of them when. */
export const CreditProgramPage = (props: CreditProgramProps) => {
  const { viewer, program, changes, form } = props;
  const title = program?.name ?? 'Add a credit program';
  const action =
    program === undefined ? '/staff/credit-programs' : `/staff/credit-programs/${program.program}`;
  return (
    <Layout title={title} viewer={viewer}>
      <ErrorSummary form={form} />
      <PageHead title={title} trail={[{ href: '/staff/credits', text: 'Credits' }]}>
        <p class="lead">How activities are measured, and what certificates and rosters say.</p>
      </PageHead>
      <div class="columns">
        <form class="card stack" method="post" action={action} novalidate>
          <h2>How it counts</h2>
          <Measure {...props} />
          <h2>Meetings</h2>
          <Meetings {...props} />
          <h2>On paper</h2>
          <Papers {...props} />
          <p class="actions">
            <button class="button" type="submit">
              {program === undefined ? 'Add this program' : 'Save'}
            </button>
          </p>
        </form>
        {changes.length > 0 && <History changes={changes} zone={viewer.timeZone} />}
      </div>
    </Layout>
  );
};
