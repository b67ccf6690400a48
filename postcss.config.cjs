/** A button whose sign stands without its word: not seen, still said. For places where the word has no room. */
const signAlone = {
  padding: '0 8px',
  '& :global(.mantine-Button-label)': {
    position: 'absolute',
    width: '1px',
    height: '1px',
    'clip-path': 'inset(50%)',
  },
  '& :global(.mantine-Button-section)': { margin: '0' },
};

module.exports = { plugins: { 'postcss-preset-mantine': { mixins: { 'sign-alone': signAlone } } } };
