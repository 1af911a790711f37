import type { MailList } from '../../shared/digests/lists.ts';
import type { Language } from '../../shared/mail/language.ts';
import { choicesSayings, type SayChoices } from '../../shared/mail/sayings-choices.ts';
import { PageHead } from '../components/layout.tsx';
import { MailLayout, type MailLook } from '../components/mail-layout.tsx';

/** A link that ends a list of mail, and how the mail it came with spoke and looked. */
interface Link extends MailLook {
  readonly token: string;
  readonly list: MailList;
}

/** A sentence about a list: digests have their own (`digests` in its key), the other lists are named in one (`kind`). */
const about = (
  say: SayChoices,
  verb: 'end' | 'ended' | 'again',
  list: MailList,
  part: '' | '-lead' = '',
): string =>
  list === 'digests'
    ? say(`${verb}-digests${part}`)
    : say(`${verb}-kind${part}`, { mails: say(`mails-${list}`) });

const addressOf = ({ token, list }: Link): string =>
  `/unsubscribe/${encodeURIComponent(token)}${list === 'digests' ? '' : `/${list}`}`;

const ToChoices = ({ token, text }: { readonly token: string; readonly text: string }) => (
  <a href={`/preferences/${encodeURIComponent(token)}`}>{text}</a>
);

/** Asks whoever followed the link in a mail whether these mails are to end; a GET alone ends nothing, since mail scanners follow links. */
export const UnsubscribePage = (link: Link) => {
  const say = choicesSayings(link.language);
  return (
    <MailLayout title={say('end-title')} {...link}>
      <div class="narrow">
        <PageHead title={about(say, 'end', link.list)}>
          <p class="lead">{about(say, 'end', link.list, '-lead')}</p>
        </PageHead>
        <form method="post" action={addressOf(link)}>
          <input type="hidden" name="List-Unsubscribe" value="One-Click" />
          <p class="actions">
            <button class="button" type="submit">
              {say(link.list === 'digests' ? 'end-digests-button' : 'end-kind-button')}
            </button>
            <ToChoices token={link.token} text={say('instead')} />
          </p>
        </form>
      </div>
    </MailLayout>
  );
};

/**
 * Says that mails have ended, and offers to take that back.
 *
 * @param again - true where they had ended before.
 * @param undo - what to go back to: how often the digest came, or the kinds of mail that were on; absent where nothing
 *   can be taken back.
 */
export const UnsubscribedPage = ({
  again,
  undo,
  ...link
}: Link & { readonly again: boolean; readonly undo: string | undefined }) => {
  const say = choicesSayings(link.language);
  return (
    <MailLayout title={say('ended-title')} {...link}>
      <div class="narrow">
        <PageHead title={about(say, 'ended', link.list)}>
          <p class="lead">
            {again && `${say('ended-before')} `}
            {about(say, 'ended', link.list, '-lead')}
          </p>
        </PageHead>
        {undo !== undefined && (
          <form method="post" action={addressOf(link)}>
            <input type="hidden" name="undo" value={undo} />
            <p class="actions">
              <button class="button plain" type="submit">
                {link.list === 'digests' ? say('undo-digests', { frequency: undo }) : say('undo')}
              </button>
            </p>
          </form>
        )}
        <p>
          <ToChoices token={link.token} text={say('all')} />
        </p>
      </div>
    </MailLayout>
  );
};

/** Says that mails come again. */
export const ResubscribedPage = (link: Link) => {
  const say = choicesSayings(link.language);
  return (
    <MailLayout title={say('again-title')} {...link}>
      <div class="narrow">
        <PageHead title={about(say, 'again', link.list)}>
          <p class="lead">{about(say, 'again', link.list, '-lead')}</p>
        </PageHead>
        <p>
          <ToChoices token={link.token} text={say('all')} />
        </p>
      </div>
    </MailLayout>
  );
};

/** Says that a link from a mail leads nowhere, in the language that the browser asks for, since it is nobody's. */
export const UnknownLinkPage = ({ language }: { readonly language: Language }) => {
  const say = choicesSayings(language);
  return (
    <MailLayout title={say('unknown-title')} language={language} brand={undefined}>
      <div class="narrow">
        <PageHead title={say('unknown-title')}>
          <p class="lead">{say('unknown')}</p>
        </PageHead>
      </div>
    </MailLayout>
  );
};
