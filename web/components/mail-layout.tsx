import type { Child } from 'hono/jsx';
import type { Brand } from '../../shared/mail/document.ts';
import { directionOf, type Language } from '../../shared/mail/language.ts';
import { choicesSayings } from '../../shared/mail/sayings-choices.ts';
import { brandSheet } from '../brand-sheet.ts';
import { icon, stylesheet } from '../stylesheet.ts';

/** How a page behind a link in a mail speaks and looks: as the mail did. */
export interface MailLook {
  readonly language: Language;
  /** Absent where the link is nobody's. */
  readonly brand: Brand | undefined;
}

/** The document around a page behind a link in a mail: in the mail's language, with its sender's name and colour. */
export const MailLayout = ({
  title,
  language,
  brand,
  children,
}: MailLook & { readonly title: string; readonly children: Child }) => {
  const say = choicesSayings(language);
  const name = brand?.name ?? 'Colloquy';
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${name}`}</title>
        <link rel="icon" href={icon.path} type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet.path} />
        {brand !== undefined && <link rel="stylesheet" href={brandSheet(brand.colour).path} />}
      </head>
      <body>
        <a class="skip" href="#content">
          {say('skip')}
        </a>
        <header class={brand === undefined ? 'top' : 'top of-brand'}>
          <div class="wrap">
            <p class="brand" dir="auto">
              {name}
            </p>
          </div>
        </header>
        <main id="content" tabindex={-1} class="wrap">
          {children}
        </main>
        <footer class="foot">
          <div class="wrap">
            <p>{brand === undefined ? say('foot-site') : say('foot', { organization: brand.name })}</p>
          </div>
        </footer>
      </body>
    </html>
  );
};
