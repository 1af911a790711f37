import type { Person } from '../../shared/discussions/mention-names.ts';

/** The people of a community to mention, by name and by what to write; folded away, and found by the browser's search. */
export const MentionList = ({ people }: { readonly people: readonly Person[] | undefined }) =>
  people === undefined ? (
    <p class="hint">
      This community is too large to list its people here. Write @ and the identifier that a person’s profile
      shows.
    </p>
  ) : (
    <details>
      <summary>Mention somebody</summary>
      <p class="hint">
        Write what stands beside the name anywhere in your text, or @ and the full name: they are told by
        mail, unless they switched that off.
      </p>
      <ul class="plain mentionable">
        {people.map(({ member, name }) => (
          <li>
            {name} <code>@{member}</code>
          </li>
        ))}
      </ul>
    </details>
  );

/** What a post says after an @ that names nobody, told to its author once it is posted. */
export const NobodyTold = ({ nobody }: { readonly nobody: readonly string[] }) =>
  nobody.length === 0 ? null : (
    <div class="notice" role="status">
      <p>
        Your text is posted. Nobody was told of these, which name nobody in this community, or more than one
        person:
      </p>
      <ul>
        {nobody.map((said) => (
          <li>@{said}</li>
        ))}
      </ul>
      <p>“Mention somebody”, beside the form, lists whom you can mention, and how.</p>
    </div>
  );
