import type { MailList } from '../../shared/digests/lists.ts';
import type { Frequency } from '../../shared/digests/model.ts';
import { Layout, PageHead } from '../components/layout.tsx';
import { frequencyWords, kindWords } from '../mail-words.ts';

interface Link {
  readonly token: string;
  readonly list: MailList;
}

const mailsOf = (list: MailList): string => (list === 'digests' ? 'digests' : kindWords[list].mails);

const addressOf = ({ token, list }: Link): string =>
  `/unsubscribe/${encodeURIComponent(token)}${list === 'digests' ? '' : `/${list}`}`;

const ToChoices = ({ token, text }: { readonly token: string; readonly text: string }) => (
  <a href={`/preferences/${encodeURIComponent(token)}`}>{text}</a>
);

/** Asks whoever followed the link in a mail whether these mails are to end; a GET alone ends nothing, since mail scanners follow links. */
export const UnsubscribePage = (link: Link) => (
  <Layout title="End this mail" viewer={undefined}>
    <div class="narrow">
      <PageHead title={link.list === 'digests' ? 'End your digest?' : `End ${mailsOf(link.list)}?`}>
        <p class="lead">
          {link.list === 'digests'
            ? 'No digest will come any more, from any of your communities.'
            : `You will get no ${mailsOf(link.list)} any more. Other mail goes on as it is.`}
        </p>
      </PageHead>
      <form method="post" action={addressOf(link)}>
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <p class="actions">
          <button class="button" type="submit">
            {link.list === 'digests' ? 'End my digest' : 'End these mails'}
          </button>
          <ToChoices token={link.token} text="Choose what comes, and when, instead" />
        </p>
      </form>
    </div>
  </Layout>
);

/**
 * Says that mails have ended, and offers to take that back.
 *
 * @param again - true where they had ended before.
 * @param undo - what to go back to: how often the digest came, or `on`; absent where nothing can be taken back.
 */
export const UnsubscribedPage = ({
  again,
  undo,
  ...link
}: Link & { readonly again: boolean; readonly undo: Frequency | 'on' | undefined }) => (
  <Layout title="Ended" viewer={undefined}>
    <div class="narrow">
      <PageHead title={link.list === 'digests' ? 'Your digest has ended' : 'These mails have ended'}>
        <p class="lead">
          {again ? 'You had ended this before, and nothing has changed: ' : ''}
          {`${again ? 'no' : 'No'} ${mailsOf(link.list)} will be sent to you. One that is on its way already may still arrive.`}
        </p>
      </PageHead>
      {undo !== undefined && (
        <form method="post" action={addressOf(link)}>
          <input type="hidden" name="undo" value={undo} />
          <p class="actions">
            <button class="button plain" type="submit">
              {undo === 'on' || undo === 'none'
                ? 'Undo: go on sending them'
                : `Undo: ${frequencyWords[undo].toLowerCase()}, as before`}
            </button>
          </p>
        </form>
      )}
      <p>
        <ToChoices token={link.token} text="All your choices of mail" />
      </p>
    </div>
  </Layout>
);

/** Says that mails come again. */
export const ResubscribedPage = (link: Link) => (
  <Layout title="On again" viewer={undefined}>
    <div class="narrow">
      <PageHead title={link.list === 'digests' ? 'Your digest comes again' : 'These mails come again'}>
        <p class="lead">
          {link.list === 'digests'
            ? 'The next one tells what you were not told yet, as if you had never stopped it; after more than thirty days, what happens from now on.'
            : `You will get ${mailsOf(link.list)} again.`}
        </p>
      </PageHead>
      <p>
        <ToChoices token={link.token} text="All your choices of mail" />
      </p>
    </div>
  </Layout>
);
