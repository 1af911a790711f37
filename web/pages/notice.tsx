import type { Notice, NoticeProgress } from '../../shared/notifications/notice-model.ts';
import { Layout, PageHead } from '../components/layout.tsx';
import { type Names, nameOf } from '../components/people.tsx';
import { Prose } from '../components/prose.tsx';
import { Time } from '../components/time.tsx';
import { formatNumber } from '../format.ts';
import type { Viewer } from '../viewer.ts';

/** What the page of a notice shows. */
export interface NoticePageProps {
  readonly viewer: Viewer;
  readonly notice: Notice;
  readonly progress: NoticeProgress;
  readonly names: Names;
  /** True where the page does not read itself again. */
  readonly isStill: boolean;
}

const figures: readonly (readonly [keyof NoticeProgress, string])[] = [
  ['people', 'People looked at'],
  ['sent', 'Sent'],
  ['held', 'Waiting for their quiet hours, or for the mail service'],
  ['sending', 'On their way'],
  ['inDoubt', 'Perhaps sent'],
  ['switchedOff', 'Switched notices off'],
  ['muted', 'Muted the community'],
  ['notSent', 'Not sent: their address takes no mail, or they left'],
];

/** A notice that was sent, and how many people it reached so far. */
export const NoticePage = ({ viewer, notice, progress, names, isStill }: NoticePageProps) => (
  <Layout title={notice.title} viewer={viewer}>
    <PageHead
      title={notice.title}
      trail={[
        { href: '/staff', text: 'Staff' },
        { href: '/staff/notices', text: 'Urgent notices' },
      ]}
    >
      <p class="lead">
        <Time at={notice.at} zone={viewer.timeZone} />, by {nameOf(names, notice.by)}
      </p>
    </PageHead>
    <div class="stack-wide">
      <section class="card stack" aria-labelledby="reached">
        <h2 id="reached">Who was reached</h2>
        {notice.finishedAt === undefined ? (
          <p role="status">
            It is going out.{' '}
            {isStill ? null : <a href={`/staff/notices/${notice.notice}?still`}>Keep this page still</a>}
          </p>
        ) : (
          <p>Everybody it is for was looked at.</p>
        )}
        <dl class="figures">
          {figures
            .filter(([name]) => progress[name] > 0 || name === 'people' || name === 'sent')
            .map(([name, words]) => (
              <div>
                <dt>{words}</dt>
                <dd>{formatNumber(progress[name])}</dd>
              </div>
            ))}
        </dl>
        <p class="small quiet">
          Sent means that the mail service took it. What comes back later is counted under Mail.
        </p>
      </section>
      <section class="card stack" aria-labelledby="says">
        <h2 id="says">What it says</h2>
        <Prose text={notice.text} />
      </section>
    </div>
  </Layout>
);
