// Mantine's theme, from the same tokens as our own styles. Colour scheme and contrast are a choice of the person at this
// screen: they are kept in the browser, and without a choice the system's wish holds.
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { useSyncExternalStore } from 'react';

const accent: MantineColorsTuple = ['#e8f4f5', '#cfe6e8', '#a3cfd3', '#75b7bd', '#4fa2a9', '#2f8d95', '#1a767d', '#0f5a60', '#0b474c', '#073438'];
const slate: MantineColorsTuple = ['#f4f6f8', '#eaeef2', '#dbe1e7', '#cfd7df', '#aab5c0', '#7b8896', '#4d5b69', '#384552', '#25303b', '#17212b'];
const night: MantineColorsTuple = ['#e6ebf0', '#a9b5c1', '#7d8b99', '#55626f', '#33404d', '#26313c', '#1d2832', '#131b23', '#0f151b', '#0b1014'];
const red: MantineColorsTuple = ['#fbe9e9', '#f5cfcf', '#eaa3a3', '#dd7577', '#cf4d50', '#c1333a', '#b32529', '#a81e22', '#87151a', '#650e12'];
const amber: MantineColorsTuple = ['#fdf0da', '#f8dfb4', '#efc47d', '#e3a545', '#cf8a1f', '#b57312', '#9a5f09', '#7f4a00', '#623900', '#472900'];
const violet: MantineColorsTuple = ['#efebfa', '#dbd2f3', '#bba9e6', '#9a80d8', '#7f60ca', '#6c4cbc', '#6343b2', '#5a3aa8', '#452b84', '#312061'];

export const theme = createTheme({
  colors: { accent, slate, gray: slate, dark: night, red, amber, violet },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: '600', sizes: { h1: { fontSize: '22px', lineHeight: '1.3' }, h2: { fontSize: '17px', lineHeight: '1.35' }, h3: { fontSize: '15px', lineHeight: '1.4' } } },
  fontSizes: { xs: '12px', sm: '14px', md: '16px', lg: '18px', xl: '20px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { styles: { title: { fontWeight: 600 } }, defaultProps: { transitionProps: { duration: 100 }, centered: false, closeButtonProps: { 'aria-label': 'Close' } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 80 }, events: { hover: true, focus: true, touch: true } } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 0 } } } },
  },
});

/** Mantine's own surfaces follow our tokens, so that no two whites stand beside each other. */
const surfaces = {
  '--mantine-color-body': 'var(--hr-surface)',
  '--mantine-color-text': 'var(--hr-text)',
  '--mantine-color-dimmed': 'var(--hr-quiet)',
  '--mantine-color-default-border': 'var(--hr-line-strong)',
  '--mantine-color-error': 'var(--hr-overdue)',
  '--mantine-color-placeholder': 'var(--hr-quiet)',
  '--mantine-color-anchor': 'var(--hr-accent)',
};
// Set for both schemes by name: what Mantine sets per scheme would win over what is set for all.
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces });

export type Contrast = 'system' | 'normal' | 'more';
const contrastKey = 'handrail.contrast';
const listeners = new Set<() => void>();
const wishesMore = window.matchMedia('(prefers-contrast: more)');

function readContrast(): Contrast {
  const kept = localStorage.getItem(contrastKey);
  return kept === 'more' || kept === 'normal' ? kept : 'system';
}

export function applyContrast(): void {
  const chosen = readContrast();
  document.documentElement.dataset['contrast'] = chosen === 'more' || (chosen === 'system' && wishesMore.matches) ? 'more' : 'normal';
}
wishesMore.addEventListener('change', applyContrast);

export function setContrast(contrast: Contrast): void {
  localStorage.setItem(contrastKey, contrast);
  applyContrast();
  listeners.forEach((tell) => tell());
}

export function useContrast(): Contrast {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, readContrast);
}

/** The nonce the server put into this page: the policy allows Mantine's style elements by it. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
