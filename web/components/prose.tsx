import type { Person } from '../../shared/discussions/mention-names.ts';
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

/** A mention: whom it names, by name, and the way to them. */
const Mention = ({ member, name }: Person) => <a href={`/members/${member}`}>{name}</a>;

/**
 * What a person wrote, as they wrote it: paragraphs where they left a line empty, addresses as links, mentions of those
 * in `mentions` as links to them under their names, and every other character shown as itself. Markup is not interpreted; it is escaped
 * like all text.
 */
export const Prose = ({
  text,
  mentions = [],
}: {
  readonly text: string;
  readonly mentions?: readonly Person[];
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
            piecesOf(paragraph, mentions).map(({ text: piece, person }) =>
              person ? <Mention {...person} /> : <Linked text={piece} />,
            )
          )}
        </p>
      ))}
  </div>
);
