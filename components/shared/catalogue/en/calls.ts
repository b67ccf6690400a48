export const calls = {
  label: 'Call',
  ringingIn: '{name} is calling',
  ringingOut: 'Calling {name}',
  answered: 'On a call with {name}',
  withheld: 'a withheld number',
  other: 'Other',
  twoWaySms: 'Two-Way SMS',
  noNumber: 'The number was withheld, so it cannot be texted.',
};
