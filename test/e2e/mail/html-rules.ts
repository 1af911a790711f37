import { HtmlValidate } from 'html-validate';

/**
 * The HTML Standard's rules as html-validate knows them, but for what a mail needs and a page does not: styles stand on
 * elements because programs drop style sheets, and layout tables carry the attributes that Outlook's Word reads.
 */
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'no-inline-style': 'off',
    'no-deprecated-attr': 'off',
    // Outlook on Windows reads the table around the mail from a conditional comment, and nothing else does.
    'no-conditional-comment': 'off',
    // A subject may be longer than a search engine would show of a title.
    'long-title': 'off',
    // A text of others may end in any white space that HTML collapses.
    'no-trailing-whitespace': 'off',
    // `role="presentation"` is for assistive technology that takes every table for data.
    'wcag/h63': 'off',
    // What programs and screen readers have known longest; `none` means the same (WAI-ARIA 1.2).
    'presentation-role-style': 'off',
    // A parser adds the element by itself (HTML Standard, in table).
    'prefer-tbody': 'off',
  },
});

/** What is wrong with a mail's HTML, a line each: the rule, the place and the sentence. */
export const htmlFaults = async (html: string): Promise<string[]> => {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, column, message }) => `${ruleId} ${line}:${column} ${message}`),
  );
};
