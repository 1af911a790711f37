import type { MailDocument, MailEntry, MailLink, MailSection } from './document.ts';
import { type Html, html } from './html.ts';
import { directionOf } from './language.ts';
import { addressesIn } from './links.ts';
import { frameSayings } from './sayings-frame.ts';
import { type Look, lookOf } from './style-sheet.ts';

/** Blanks after the preheader, so that programs do not fill their preview with what follows it. */
const FILLER = '\u00a0\u200c'.repeat(60);

/** A look, and the side on which lines begin. */
type Frame = Look & { readonly start: 'left' | 'right' };

/** Text of others carries `dir="auto"`: it may be written in another direction than the mail. */
const paragraph = ({ ink }: Frame, text: string | readonly Html[]): Html | undefined =>
  text === ''
    ? undefined
    : html`
      <p class="ink" dir="auto" style="margin:0 0 12px;font-size:16px;line-height:24px;${ink}">${text}</p>`;

const quietLine = ({ quiet }: Frame, text: string): Html | undefined =>
  text === ''
    ? undefined
    : html`
      <p class="quiet" style="margin:4px 0 0;font-size:14px;line-height:20px;${quiet}">${text}</p>`;

const excerptOf = ({ ink, start, colours }: Frame, text: string): Html | undefined =>
  text === ''
    ? undefined
    : html`
      <p class="ink rule" dir="auto" style="margin:8px 0;padding-${start}:12px;border-${start}:3px solid ${colours.rule};font-size:16px;line-height:24px;text-align:${start};${ink}">${text}</p>`;

const linkTo = ({ link }: Frame, { text, url }: MailLink): Html =>
  html`<a class="link" href="${url}" style="${link}">${text}</a>`;

/** Text with its web addresses as links to them. */
const linkedText = (frame: Frame, text: string): Html[] =>
  addressesIn(text).map(({ text: piece, url }) =>
    url === undefined ? html`${piece}` : linkTo(frame, { text: piece, url }),
  );

const entryRow = (frame: Frame, entry: MailEntry, isFirst: boolean): Html => html`
  <tr>
    <td class="edge rule" style="padding:${isFirst ? '8px' : '16px'} 32px 16px;${isFirst ? '' : `border-top:1px solid ${frame.colours.rule};`}">
      <h3 class="ink" dir="auto" style="margin:0;font-size:17px;line-height:24px;font-weight:600;text-align:${frame.start};${frame.ink}">${linkTo(frame, { text: entry.title, url: entry.url })}</h3>${quietLine(frame, entry.byline)}${excerptOf(frame, entry.excerpt)}${quietLine(frame, entry.reason)}
    </td>
  </tr>`;

const sectionRows = (
  frame: Frame,
  { heading, paragraphs = [], linked = false, entries }: MailSection,
): Html => html`
  <tr>
    <td class="edge" style="padding:24px 32px 4px;">
      <h2 class="ink" style="margin:0 0 4px;font-size:20px;line-height:28px;font-weight:700;${frame.ink}">${heading}</h2>${paragraphs.map((text) => paragraph(frame, linked ? linkedText(frame, text) : text))}
    </td>
  </tr>${entries.map((entry, i) => entryRow(frame, entry, i === 0))}`;

const linkRow = (frame: Frame, link: MailLink): Html => html`
      <p class="ink" style="margin:0 0 8px;font-size:15px;line-height:24px;${frame.ink}">${linkTo(frame, link)}</p>`;

const moreRows = (frame: Frame, more: readonly MailLink[]): Html | undefined =>
  more.length === 0
    ? undefined
    : html`
  <tr>
    <td class="edge rule" style="padding:16px 32px 8px;border-top:1px solid ${frame.colours.rule};">${more.map((link) => linkRow(frame, link))}
    </td>
  </tr>`;

const actionRow = ({ colours, font }: Frame, action: MailLink | undefined): Html | undefined =>
  action &&
  html`
  <tr>
    <td class="edge" style="padding:16px 32px 32px;">
      <a class="button on-button" href="${action.url}" style="display:inline-block;padding:12px 20px;background-color:${colours.accent};color:${colours.sheet};font-size:16px;line-height:20px;font-weight:600;text-decoration:none;border-radius:6px;${font}">${action.text}</a>
    </td>
  </tr>`;

/** The picture stands on white in every scheme: most are drawn for it. */
const logoOf = ({ brand: { logo, name }, language }: MailDocument): Html | undefined =>
  logo === undefined
    ? undefined
    : html`
      <img src="${logo}" alt="${frameSayings(language)('logo', { name })}" height="48" style="display:block;width:auto;height:auto;max-width:240px;max-height:48px;margin:0 0 12px;padding:6px;background-color:#ffffff;color:#1f2933;border:0;border-radius:6px;">`;

const bannerRow = (document: MailDocument, { colours, font }: Frame): Html => html`
  <tr>
    <td class="edge banner" style="padding:24px 32px;background-color:${colours.banner};">${logoOf(document)}
      <p class="on-banner" dir="auto" style="margin:0 0 4px;color:${colours.onBanner};font-size:14px;line-height:20px;${font}">${document.brand.name}</p>
      <h1 class="on-banner" style="margin:0;color:${colours.onBanner};font-size:24px;line-height:32px;font-weight:700;${font}">${document.heading}</h1>
    </td>
  </tr>`;

const footerRow = ({ footer, brand }: MailDocument, frame: Frame): Html => html`
  <tr>
    <td class="edge rule" style="padding:20px 32px 28px;border-top:1px solid ${frame.colours.rule};">${quietLine(frame, footer.reason)}${footer.links.map(
      (link) => html`
      <p class="quiet" style="margin:4px 0 0;font-size:14px;line-height:24px;${frame.quiet}">${linkTo(frame, link)}</p>`,
    )}${brand.postalAddress === undefined ? undefined : quietLine(frame, `${brand.name}, ${brand.postalAddress}`)}
    </td>
  </tr>`;

/** Outlook on Windows knows no `max-width`; it alone reads this table around the mail. */
const OUTLOOK = {
  open: html`<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`,
  close: html`<!--[if mso]></td></tr></table><![endif]-->`,
};

/**
 * A mail's HTML part: one column of at most 600 px that holds in 320, layout tables hidden from assistive technology,
 * headings in order, colours of at least 4.5:1 in light and in dark, everything escaped, and no picture but the
 * organization's logo. Mirrored where the language runs from right to left.
 */
export const renderMailHtml = (document: MailDocument): string => {
  const { language, subject, preheader, greeting, paragraphs, sections, more, action, brand } = document;
  const direction = directionOf(language);
  const start = direction === 'rtl' ? 'right' : 'left';
  const frame: Frame = { ...lookOf(brand.colour), start };
  const { colours } = frame;
  return html`<!DOCTYPE html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${subject}</title>
<style>${frame.sheet}</style>
</head>
<body class="ground" style="margin:0;padding:0;background-color:${colours.ground};">
<div dir="${direction}" style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;">${preheader}${FILLER}</div>
<table role="presentation" class="ground" dir="${direction}" lang="${language}" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${colours.ground};table-layout:fixed;">
<tr><td class="outside" align="center" style="padding:24px 12px;">
${OUTLOOK.open}
<table role="presentation" class="sheet" dir="${direction}" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:${colours.sheet};border-radius:10px;overflow:hidden;table-layout:fixed;text-align:${start};">${bannerRow(document, frame)}
  <tr>
    <td class="edge" style="padding:24px 32px 4px;">${paragraph(frame, greeting)}${paragraphs.map((text) => paragraph(frame, text))}
    </td>
  </tr>${sections.map((section) => sectionRows(frame, section))}${moreRows(frame, more)}${actionRow(frame, action)}${footerRow(document, frame)}
</table>
${OUTLOOK.close}
</td></tr>
</table>
</body>
</html>
`.text;
};
