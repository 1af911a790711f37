import { piecesOf } from '../../shared/discussions/mentions.ts';

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

/** Text with addresses as links. */
const Linked = ({ text }: { readonly text: string }) => (
  <>
    {text.split(LINK).map((piece) => (
      <Piece text={piece} />
    ))}
  </>
);

/** A mention as it was typed, which leads to whom it names. */
const Mention = ({ text, member }: { readonly text: string; readonly member: string }) => (
  <a href={`/members/${member}`}>{text}</a>
);

/**
 * What a person wrote, as they wrote it: paragraphs where they left a line empty, addresses as links, mentions of those
 * in `mentions` as links to them, and every other character shown as itself. Markup is not interpreted; it is escaped
 * like all text.
 */
export const Prose = ({
  text,
  mentions = [],
}: {
  readonly text: string;
  readonly mentions?: readonly string[] | undefined;
}) => (
  <div class="prose">
    {text
      .split(/\n\s*\n/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph) => (
        <p>
          {mentions.length === 0 ? (
            <Linked text={paragraph} />
          ) : (
            piecesOf(paragraph).map(({ text: piece, mention }) =>
              mention !== undefined && mentions.includes(mention) ? (
                <Mention text={piece} member={mention} />
              ) : (
                <Linked text={piece} />
              ),
            )
          )}
        </p>
      ))}
  </div>
);
