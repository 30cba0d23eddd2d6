// The light theme as the pictures need it: paper is white whatever the screen is set to. colours.test.ts holds each to the
// token of the same name in designer/tokens.css.
export const colours = {
  page: '#f4f6f8',
  surface: '#ffffff',
  sunken: '#eaeef2',
  line: '#cfd7df',
  lineStrong: '#7b8896',
  text: '#17212b',
  quiet: '#4d5b69',
  accent: '#0f5a60',
  accentSoft: '#e0eff0',
  focus: '#0a6cb0',
  overdue: '#a81e22',
  overdueSoft: '#fbe9e9',
  soon: '#7f4a00',
  soonSoft: '#fdf0da',
  waiting: '#5a3aa8',
  done: '#55626f',
  doneSoft: '#edf0f3',
} as const;
