import { Layout, PageHead } from '../components/layout.tsx';
import type { StaffPage } from '../staff-pages.ts';
import type { Viewer } from '../viewer.ts';

/** The front page of the staff console: everything staff can do, each with what it is for. */
export const StaffConsolePage = ({
  viewer,
  pages,
  waiting,
}: {
  readonly viewer: Viewer;
  readonly pages: readonly StaffPage[];
  /** What waits for somebody, by the address of its page. */
  readonly waiting: ReadonlyMap<string, string>;
}) => (
  <Layout title="Staff" viewer={viewer}>
    <PageHead title="Staff">
      <p class="lead">What you look after for your organization.</p>
    </PageHead>
    <ul class="choices-of-pages">
      {pages.map(({ href, text, purpose }) => (
        <li class="card stack">
          <h2>
            <a href={href}>{text}</a>
          </h2>
          <p class="quiet">{purpose}</p>
          {waiting.has(href) && (
            <p>
              <strong>{waiting.get(href)}</strong>
            </p>
          )}
        </li>
      ))}
    </ul>
  </Layout>
);
