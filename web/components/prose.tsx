const LINK = /(https?:\/\/[^\s<>"]{1,2000})/;

/** Punctuation that ends a sentence rather than an address. */
const TRAILING = /[.,;:!?)\]'"]+$/;

const Piece = ({ text }: { readonly text: string }) => {
  if (!LINK.test(text)) return <>{text}</>;
  const href = text.replace(TRAILING, '');
  return (
    <>
      <a href={href} rel="nofollow ugc noopener">
        {href}
      </a>
      {text.slice(href.length)}
    </>
  );
};

/**
 * What a person wrote, as they wrote it: paragraphs where they left a line empty, addresses as links, and every other
 * character shown as itself. Markup is not interpreted; it is escaped like all text.
 */
export const Prose = ({ text }: { readonly text: string }) => (
  <div class="prose">
    {text
      .split(/\n\s*\n/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph) => (
        <p>
          {paragraph.split(LINK).map((piece) => (
            <Piece text={piece} />
          ))}
        </p>
      ))}
  </div>
);
