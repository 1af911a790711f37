import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isConditionFailure, type Table } from '../../platform/table.ts';
import { ImageId } from '../model.ts';

/** An uploaded badge image: named by the SHA-256 of its bytes, so it never changes. */
const BadgeImage = z.object({
  image: ImageId,
  type: z.enum(['image/png', 'image/svg+xml']),
  /** At most 256 KB, so that it fits into an item. */
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes'),
});
/** @see BadgeImage */
export type BadgeImage = z.output<typeof BadgeImage>;

const imageKey = (image: string) => ({ pk: `IMAGE#${image}`, sk: 'IMAGE' });

/** Uploaded badge images in the table `credentials`, an item each (`IMAGE#sha256`); never changed, never deleted. */
export const createImagesStore = (table: Table) => ({
  /** The image, or undefined where none of this name was uploaded. */
  get: async (image: string): Promise<BadgeImage | undefined> => {
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: imageKey(image) }));
    return Item && BadgeImage.parse(Item);
  },

  /** Keeps an image that was accepted; one that is there already is the same. */
  put: async ({ image, type, bytes }: BadgeImage): Promise<'stored' | 'known'> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...imageKey(image), image, type, bytes },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return 'stored';
    } catch (thrown) {
      if (isConditionFailure(thrown)) return 'known';
      throw thrown;
    }
  },
});

/** @see createImagesStore */
export type ImagesStore = ReturnType<typeof createImagesStore>;
