// What `type` of a problem leads to: a page with every code, what it means and what to do, readable without signing in.
import { problemTexts } from './problems.ts';

export function problemsHtml(nonce: string): string {
  const entries = Object.entries(problemTexts).map(([code, { status, title, text }]) => `<section id="${code}"><h2>${escaped(title)}</h2><p><code>${code}</code>, HTTP status ${status}</p><p>${escaped(text)}</p></section>`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Problems · Handrail</title>
<style nonce="${nonce}">body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}h2{font-size:1.05rem;margin:0}p{margin:.25rem 0}section{padding:.75rem 0;border-top:1px solid;scroll-margin-top:1rem}:target{outline:3px solid;outline-offset:.5rem}</style></head>
<body><h1>Problems</h1><p>Every refusal and error of Handrail, with what to do. The codes are never reused.</p>${entries.join('\n')}</body>
</html>
`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
