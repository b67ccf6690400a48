export const fileTypes = {
  back: 'Back to the inbox',
  title: 'Supported file types',
  intro:
    'These files can be sent and received as MMS. What a file is, is read from its content; its name and what was claimed do not count.',
  by: {
    twilio: 'This is what goes out from a number at Twilio.',
    simulator: 'This is what goes out from a number of the virtual phones.',
  },
  byAny: 'This is what every carrier takes.',
  type: 'Type',
  extensions: 'Name ends with',
  travels: 'How it is sent',
  asPicture: 'As a picture, written anew without its place and camera',
  asJpeg: 'As a JPEG picture: not every carrier takes it as it is',
  asFile: 'As it is',
  asText: 'As SMS text, in as many texts as it needs',
  notTaken: 'Not by the carrier of this number',
  limits: 'Limits',
  files: 'files in one MMS',
  together: 'together. Pictures that are too large are shrunk with one press',
  upload: 'for one upload',
  texts: 'texts of at most',
  characters: 'characters from one text file',
  where:
    'Files go out from Service conversations on numbers of the US and Canada. Direct conversations carry text only.',
  never: 'SVG, HTML and other files that can hold programs are never taken, whatever they are called.',
};
