import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isConditionFailure, type Table } from '../../platform/table.ts';

/*
 * Access patterns on the table `credentials` (nothing is ever deleted):
 *
 * | what                                             | pk            | sk        |
 * |--------------------------------------------------|---------------|-----------|
 * | another form of a credential, as it first was signed | CREDENTIAL#id | FORM#name |
 */
const formKey = (credential: string, form: FormName) => ({
  pk: `CREDENTIAL#${credential}`,
  sk: `FORM#${form}`,
});

/** The forms that are signed apart: the VC-JWT by its algorithm, and the signed assertion of Open Badges 2.0. */
export type FormName = 'rs256' | 'es256' | 'ob2';

const StoredForm = z.object({ text: z.string().min(1) });

/** Other forms of credentials, kept as they were signed first: whoever saved one finds the same bytes ever after. */
export const createFormsStore = (table: Table) => {
  const getForm = async (credential: string, form: FormName): Promise<string | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: formKey(credential, form), ConsistentRead: true }),
    );
    return Item && StoredForm.parse(Item).text;
  };
  return {
    /** The form as it is kept, or undefined where nobody has asked for it yet. */
    getForm,

    /** Keeps a form where there is none; returns the one that is kept, which may be somebody else's. */
    keepForm: async (credential: string, form: FormName, text: string): Promise<string> => {
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...formKey(credential, form), text },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return text;
      } catch (thrown) {
        const kept = isConditionFailure(thrown) ? await getForm(credential, form) : undefined;
        if (kept !== undefined) return kept;
        throw thrown;
      }
    },
  };
};

/** @see createFormsStore */
export type FormsStore = ReturnType<typeof createFormsStore>;
