// Files for the person at this screen: what was written here is saved by the browser, nothing goes over the network.
export const downloadJson = (name: string, value: unknown): void => saveFile(name, `${JSON.stringify(value, null, 2)}\n`, 'application/json');

export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
