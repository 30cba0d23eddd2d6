/** A condition on a text that contains these letters, themselves: the database would take %, _ and \ for a pattern. */
export const lettersWithin = (letters: string) => ({ contains: letters.replaceAll(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const });
