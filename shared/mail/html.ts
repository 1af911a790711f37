/** A piece of HTML that was made by {@link html} and holds nothing unescaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text, which is escaped; HTML, which is not; several of these; or nothing. */
export type Content = string | number | Html | undefined | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** Text as it may stand in an element or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character] ?? '') : text;

const render = (content: Content): string => {
  if (typeof content === 'string') return escapeHtml(content);
  if (content === undefined) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'number') return String(content);
  let text = '';
  for (const part of content) text += render(part);
  return text;
};

/** A template that escapes whatever is put into it; an attribute's value must stand in quotation marks. */
export const html = (strings: TemplateStringsArray, ...contents: readonly Content[]): Html => {
  let text = strings[0] ?? '';
  for (let i = 0; i < contents.length; i += 1) text += render(contents[i]) + (strings[i + 1] ?? '');
  return new Html(text);
};
