// Some acts ask for the password given within the last minutes. Whoever sends such an act need not know: the request waits
// while the person is asked, and goes again when they have given it.
type Ask = () => Promise<boolean>;
let ask: Ask | undefined;

/** Registered by the dialog that the frame shows. */
export function askProofBy(dialog: Ask): () => void {
  ask = dialog;
  return () => {
    if (ask === dialog) ask = undefined;
  };
}

export async function proved(): Promise<boolean> {
  return ask === undefined ? false : ask();
}
