import type { Person } from '../../shared/discussions/mention-names.ts';
import { MAX_BODY } from '../../shared/discussions/model.ts';
import type { FormState } from '../forms.ts';
import { TextArea } from './form.tsx';
import { MentionList } from './mention-help.tsx';

/** Longest comment: what needs more room is a reply. */
export const MAX_COMMENT = 600;

/** How to write a post, in the words of a form's hint. */
const WRITING_HINT =
  'Leave a line empty to begin a paragraph. Addresses become links. To mention somebody, write @ and their identifier or full name: they are told.';

/** The text of a topic or a reply, with how to write it and whom to mention. */
export const PostText = ({
  form,
  rows,
  people,
}: {
  readonly form: FormState;
  readonly rows: number;
  /** Whom to mention, where the community lists its people. */
  readonly people: readonly Person[] | undefined;
}) => (
  <>
    <TextArea
      form={form}
      name="body"
      label="Text"
      hint={WRITING_HINT}
      maxLength={MAX_BODY}
      rows={rows}
      required
    />
    <MentionList people={people} />
  </>
);

/** The ways to say something in a topic: a reply, or a short comment. */
export const PostForms = ({
  action,
  reply,
  comment,
  once,
  people,
}: {
  action: string;
  reply: FormState;
  comment: FormState;
  /** What tells each of the two forms from every other, so that one that is sent twice is one post. */
  once: { readonly reply: string; readonly comment: string };
  /** Whom to mention, where the community lists its people. */
  people: readonly Person[] | undefined;
}) => (
  <div class="stack">
    <form class="card stack" method="post" action={action} aria-labelledby="reply-heading">
      <h2 id="reply-heading">Your reply</h2>
      <input type="hidden" name="kind" value="reply" />
      <input type="hidden" name="once" value={once.reply} />
      <PostText form={reply} rows={7} people={people} />
      <p class="actions">
        <button class="button" type="submit">
          Post reply
        </button>
      </p>
    </form>
    <details open={comment.errors.length > 0}>
      <summary>Add a short comment instead</summary>
      <form class="card stack" method="post" action={action} aria-label="Your comment">
        <input type="hidden" name="kind" value="comment" />
        <input type="hidden" name="once" value={once.comment} />
        <div class="field">
          <label for="comment-body">Comment</label>
          <p class="hint" id="comment-hint">
            A remark or a thank-you, at most {MAX_COMMENT} characters.
          </p>
          {comment.errors.map(({ message }) => (
            <p class="error">{message}</p>
          ))}
          <textarea
            id="comment-body"
            class="short"
            name="body"
            maxlength={MAX_COMMENT}
            required
            aria-describedby="comment-hint"
            aria-invalid={comment.errors.length > 0 ? 'true' : undefined}
          >
            {comment.fields.get('body') ?? ''}
          </textarea>
        </div>
        <p class="actions">
          <button class="button" type="submit">
            Post comment
          </button>
        </p>
      </form>
    </details>
  </div>
);
