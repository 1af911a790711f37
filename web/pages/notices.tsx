import type { Community } from '../../shared/communities/model.ts';
import { MAX_NOTICE, type Notice } from '../../shared/notifications/notice-model.ts';
import { CheckBox, ErrorSummary, Radios, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Prose } from '../components/prose.tsx';
import { Time } from '../components/time.tsx';
import { countOf, formatNumber } from '../format.ts';
import { errorOf, type FormState, typed } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** A notice before it is sent: what it says, and whom it reaches. */
export interface NoticePreview {
  readonly notice: string;
  readonly title: string;
  readonly text: string;
  readonly inQuietHours: boolean;
  readonly reach: {
    readonly people: number;
    readonly switchedOff: number;
    readonly muted: number;
    readonly atLeast: boolean;
  };
}

/** What the page of notices shows. */
export interface NoticesProps {
  readonly viewer: Viewer;
  readonly communities: readonly Community[];
  /** The latest first. */
  readonly notices: readonly Notice[];
  readonly form: FormState;
  /** The communities that are ticked. */
  readonly chosen: readonly string[];
  readonly preview?: NoticePreview | undefined;
}

const Communities = ({
  communities,
  chosen,
  form,
}: Pick<NoticesProps, 'communities' | 'chosen' | 'form'>) => {
  const error = errorOf(form, 'communities');
  return (
    <fieldset id="communities" class={error === undefined ? undefined : 'field-wrong'}>
      <legend>Communities, where it is not for everybody</legend>
      {error !== undefined && <p class="error">{error}</p>}
      <div class="choices">
        {communities.map(({ community, name }) => (
          <label>
            <input
              type="checkbox"
              name="communities"
              value={community}
              checked={chosen.includes(community)}
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const Write = ({ communities, form, chosen, preview }: NoticesProps) => (
  <form class="card stack" method="post" action="/staff/notices/preview" aria-labelledby="write">
    <h2 id="write">{preview ? 'Change it' : 'Write a notice'}</h2>
    <TextField
      form={form}
      name="title"
      label="Title"
      hint="The subject of the mail."
      required
      maxLength={150}
    />
    <TextArea
      form={form}
      name="text"
      label="What there is to say"
      hint="As plain text; each line becomes a paragraph. Everybody reads it as you wrote it, in whatever language they have chosen for the rest of the mail."
      required
      maxLength={MAX_NOTICE}
    />
    <Radios
      form={form}
      name="to"
      legend="Who it is for"
      choices={[
        { value: 'everybody', text: 'Everybody in the organization' },
        { value: 'communities', text: 'Those in the communities ticked below' },
      ]}
    />
    <Communities {...{ communities, chosen, form }} />
    <CheckBox
      form={form}
      name="inQuietHours"
      label="It cannot wait: mail it in quiet hours, too"
      hint="Otherwise whoever has quiet hours now gets it when they end."
    />
    <div class="actions">
      <button class="button" type="submit">
        Show me the notice first
      </button>
    </div>
  </form>
);

const reachWords = ({ people, switchedOff, muted, atLeast }: NoticePreview['reach']): string => {
  const least = atLeast ? 'at least ' : '';
  const all = `${atLeast ? 'More than ' : ''}${countOf(people, 'person', 'people')}`;
  const off = `${least}${formatNumber(switchedOff)} of them switched urgent notices off`;
  return muted === 0
    ? `${all}; ${off} and will not get it.`
    : `${all}; ${off}, and ${least}${formatNumber(muted)} of them muted the community it would reach them through. They will not get it.`;
};

const Preview = ({ preview, form, chosen }: NoticesProps & { readonly preview: NoticePreview }) => (
  <form class="card stack" method="post" action="/staff/notices" aria-labelledby="preview">
    <h2 id="preview">This is what they will read</h2>
    <h3>{preview.title}</h3>
    <Prose text={preview.text} />
    <p>
      <strong>{reachWords(preview.reach)}</strong>{' '}
      {preview.inQuietHours
        ? 'It is mailed at once, in quiet hours, too.'
        : 'Whoever has quiet hours now gets it when they end.'}
    </p>
    <input type="hidden" name="notice" value={preview.notice} />
    {['title', 'text', 'to', 'inQuietHours'].map((name) =>
      typed(form, name) === '' ? null : <input type="hidden" name={name} value={typed(form, name)} />,
    )}
    {chosen.map((community) => (
      <input type="hidden" name="communities" value={community} />
    ))}
    <div class="actions">
      <button class="button" type="submit">
        Send it now
      </button>
    </div>
    <p class="small quiet">A mail that is sent cannot be taken back.</p>
  </form>
);

const Latest = ({ notices, viewer }: Pick<NoticesProps, 'notices' | 'viewer'>) => (
  <section class="card stack" aria-labelledby="latest">
    <h2 id="latest">Sent before</h2>
    {notices.length === 0 ? (
      <p class="empty">No notice was sent yet.</p>
    ) : (
      <ul>
        {notices.map(({ notice, title, at, finishedAt }) => (
          <li>
            <a href={`/staff/notices/${notice}`}>{title}</a>, <Time at={at} zone={viewer.timeZone} />
            {finishedAt === undefined && ' (going out)'}
          </li>
        ))}
      </ul>
    )}
  </section>
);

/** Urgent notices: the form, what the mail will say and whom it reaches before it is sent, and those sent before. */
export const NoticesPage = (props: NoticesProps) => (
  <Layout title="Urgent notices" viewer={props.viewer}>
    <PageHead title="Urgent notices" trail={[{ href: '/staff', text: 'Staff' }]}>
      <p class="lead">
        A mail to everybody, at once: a meeting that moves, a school that closes. What can wait for a digest
        is better written in a community.
      </p>
    </PageHead>
    <div class="stack-wide">
      <ErrorSummary form={props.form} title="Nothing was sent. Please look at this again:" />
      {props.preview && <Preview {...props} preview={props.preview} />}
      <Write {...props} />
      <Latest {...props} />
    </div>
  </Layout>
);
