// Pictures of protocols as files, for people, wikis and court files.
import { z } from 'zod';

export const pictureFormats = ['svg', 'png', 'pdf'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** Paper and pages say something of a PDF alone. */
export const pictureQuerySchema = z.strictObject({
  paper: z.enum(['a4', 'a3', 'letter']).default('letter'),
  pages: z.enum(['one', 'tiled']).default('one'),
});
export type PictureQuery = z.output<typeof pictureQuerySchema>;

/** The answer is the file itself, of the type that its name ends with. */
export const pictureFileSchema = z.custom<undefined>((value) => value === undefined).meta({ type: 'string', description: 'The picture as a file: image/svg+xml, image/png or application/pdf' });
