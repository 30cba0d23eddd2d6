// Pictures of protocols as files, for people, wikis and court files.
import { z } from 'zod';
import { uuidSchema } from './contract.ts';

export const pictureFormats = ['svg', 'png', 'pdf'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** Paper and pages say something of a PDF alone. The beginning is for a preview: a card's width of the picture, without a caption. */
export const pictureQuerySchema = z.strictObject({
  paper: z.enum(['a4', 'a3', 'letter']).default('letter'),
  pages: z.enum(['one', 'tiled']).default('one'),
  show: z.enum(['all', 'beginning']).default('all'),
});
export type PictureQuery = z.output<typeof pictureQuerySchema>;

/** A side is a version of the protocol, or its draft as it is saved. */
const side = z.union([z.literal('draft'), uuidSchema]);
export const comparisonQuerySchema = pictureQuerySchema.omit({ show: true }).extend({ before: side, after: side });
export type ComparisonQuery = z.output<typeof comparisonQuerySchema>;

/** The answer is the file itself, of the type that its name ends with. */
export const pictureFileSchema = z.custom<undefined>((value) => value === undefined).meta({ type: 'string', description: 'The picture as a file: image/svg+xml, image/png or application/pdf' });
