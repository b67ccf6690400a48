import {
  type ButtonProps,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineTheme,
} from '@mantine/core';

/*
 * The whole look in one file: warm paper, ink, and one drop of honey. Honey marks what concerns me; ink
 * is for action; blue only for "delivered"; red only for "did not go" and "opted out".
 */

const honey: MantineColorsTuple = [
  '#fff6e3',
  '#ffeecb',
  '#f5dfae',
  '#f7c566',
  '#f5b02e',
  '#f2a50c',
  '#d98f00',
  '#8a5a00',
  '#6b4600',
  '#4d3200',
];
const ink: MantineColorsTuple = [
  '#f6f4f0',
  '#ebe7e0',
  '#d6d0c6',
  '#aaa398',
  '#8c857a',
  '#6d675e',
  '#4b463f',
  '#2c2a26',
  '#1d1b18',
  '#131210',
];

/** The component library's own greys, warmed, for all that has no colour of ours. */
const gray: MantineColorsTuple = [
  '#fbfaf8',
  '#f6f4f0',
  '#ebe7e0',
  '#e0dbd2',
  '#d6d0c6',
  '#aaa398',
  '#8c857a',
  '#6d675e',
  '#3d3933',
  '#1d1b18',
];
const dark: MantineColorsTuple = [
  '#f2efe9',
  '#c9c3b9',
  '#aaa398',
  '#8a8378',
  '#423f39',
  '#2c2a26',
  '#1f1e1b',
  '#151412',
  '#131210',
  '#0e0d0c',
];

type Scheme = Record<string, string>;

const LIGHT: Scheme = {
  '--w-page': '#fbfaf8',
  '--w-panel': '#ffffff',
  '--w-rail': '#f6f4f0',
  '--w-hairline': '#ebe7e0',
  '--w-ink': '#1d1b18',
  '--w-muted': '#6d675e',
  '--w-faint': '#777067',
  '--w-honey': '#f2a50c',
  '--w-honey-text': '#8a5a00',
  '--w-on-honey': '#1d1b18',
  '--w-selected': '#fff6e3',
  '--w-bubble-in': '#f3f1ed',
  '--w-bubble-out': '#ffeecb',
  '--w-bubble-out-edge': '#f5dfae',
  '--w-note': '#f4f0ff',
  '--w-note-edge': '#dcd1fb',
  '--w-delivered': '#1971c2',
  '--w-danger': '#c92a2a',
  '--w-danger-soft': '#fff1f0',
  '--w-ok': '#237a35',
  '--w-live': '#37b24d',
  '--w-chip': '#f3f0ea',
  '--w-hover': '#f1eee8',
  '--w-field': '#ffffff',
  '--w-shadow': '0 1px 2px rgb(29 27 24 / 5%), 0 6px 20px rgb(29 27 24 / 7%)',
  '--w-primary': '#1d1b18',
  '--w-on-primary': '#ffffff',
};

const DARK: Scheme = {
  '--w-page': '#151412',
  '--w-panel': '#1b1a17',
  '--w-rail': '#131210',
  '--w-hairline': '#2c2a26',
  '--w-ink': '#f2efe9',
  '--w-muted': '#aaa398',
  '--w-faint': '#958e83',
  '--w-honey': '#f5b02e',
  '--w-honey-text': '#f7c566',
  '--w-on-honey': '#1d1b18',
  '--w-selected': '#2a2416',
  '--w-bubble-in': '#272521',
  '--w-bubble-out': '#44350f',
  '--w-bubble-out-edge': '#5b4814',
  '--w-note': '#241f33',
  '--w-note-edge': '#3d3359',
  '--w-delivered': '#74c0fc',
  '--w-danger': '#ff8787',
  '--w-danger-soft': '#33201f',
  '--w-ok': '#8ce99a',
  '--w-live': '#51cf66',
  '--w-chip': '#272521',
  '--w-hover': '#24221e',
  '--w-field': '#1b1a17',
  '--w-shadow': '0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 45%)',
  '--w-primary': '#f5b02e',
  '--w-on-primary': '#1d1b18',
};

/** The dots of the Services; the same in both schemes. */
const SERVICES: Scheme = {
  '--w-service-blue': '#4c8dda',
  '--w-service-orange': '#e8873a',
  '--w-service-green': '#4fae6b',
  '--w-service-violet': '#8f74d8',
  '--w-service-pink': '#d9699b',
  '--w-service-teal': '#38a3a5',
};

export const cssVariablesResolver: CSSVariablesResolver = () => {
  const scheme = (own: Scheme): Scheme => ({
    ...own,
    '--mantine-color-body': 'var(--w-page)',
    '--mantine-color-text': 'var(--w-ink)',
    '--mantine-color-dimmed': 'var(--w-muted)',
    '--mantine-color-default': 'var(--w-panel)',
    '--mantine-color-default-hover': 'var(--w-hover)',
    '--mantine-color-default-color': 'var(--w-ink)',
    '--mantine-color-default-border': 'var(--w-hairline)',
    '--mantine-color-placeholder': 'var(--w-faint)',
    '--mantine-color-error': 'var(--w-danger)',
    '--mantine-color-anchor': 'var(--w-honey-text)',
  });
  return { variables: SERVICES, light: scheme(LIGHT), dark: scheme(DARK) };
};

/** Black on white, honey on ink: a filled button is the one thing to do next. */
const primary = {
  root: {
    '--button-bg': 'var(--w-primary)',
    '--button-color': 'var(--w-on-primary)',
    '--button-hover': 'color-mix(in srgb, var(--w-primary) 88%, var(--w-muted))',
  },
};

const PANE_TITLE = { fontSize: 16, fontWeight: 660 };

export const theme = createTheme({
  colors: { honey, ink, gray, dark },
  primaryColor: 'honey',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  fontFamily:
    "'Inter Variable', -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.4', xl: '1.3' },
  headings: {
    fontWeight: '660',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  radius: { xs: '5px', sm: '8px', md: '9px', lg: '14px', xl: '16px' },
  defaultRadius: 'md',
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '28px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  // Plain objects, not X.extend: that would bring every component named here into the first load.
  components: {
    InputWrapper: { styles: { label: { marginBottom: 4 } } },
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_theme: MantineTheme, props: ButtonProps) =>
        props.variant === undefined || props.variant === 'filled' ? primary : { root: {} },
      styles: { root: { fontWeight: 600 } },
    },
    Checkbox: { defaultProps: { radius: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'ink', size: 'lg' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, color: 'ink.8' } },
    // The page itself never scrolls, and locking it needs an inline style that our policy forbids.
    Drawer: { defaultProps: { lockScroll: false }, styles: { title: PANE_TITLE } },
    Modal: {
      defaultProps: {
        centered: true,
        lockScroll: false,
        radius: 'xl',
        overlayProps: { backgroundOpacity: 0.35, blur: 1 },
        transitionProps: { duration: 140 },
      },
      styles: {
        content: { background: 'var(--w-panel)', border: '1px solid var(--w-hairline)' },
        header: { background: 'var(--w-panel)' },
        title: PANE_TITLE,
      },
    },
    // Without the placeholder the first item has the focus, and a menu holds items only (ARIA 1.2).
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 'lg',
        transitionProps: { duration: 120 },
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: {
      defaultProps: { shadow: 'md', radius: 'lg', transitionProps: { duration: 120 } },
    },
  },
});
