// Runs before every other module: Zod must not make functions out of text, which the policy of this page forbids. The
// colour scheme is set before the first paint, so that a dark room stays dark.
import { config } from 'zod';

config({ jitless: true });

const kept = localStorage.getItem('mantine-color-scheme-value');
const isDark = kept === 'dark' || (kept !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset['mantineColorScheme'] = isDark ? 'dark' : 'light';

// The part of Mantine that locks scrolling behind a dialog makes a style element of its own and asks here for the nonce.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
Object.assign(window, { __webpack_nonce__: nonce });
