/** What is wrong with a text and where: from one character to before another. Says what would be right; returned, never thrown. */
export interface Fault {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}
