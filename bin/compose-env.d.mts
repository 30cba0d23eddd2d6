export function composeEnvironment(): { readonly token: string; readonly text: string };
