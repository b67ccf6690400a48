export const signIn = {
  title: 'Sign in to Waggle',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  show: 'Show password',
  needEmail: 'Enter your e-mail address.',
  needPassword: 'Enter your password.',
  offline: 'Waggle cannot be reached. Check your connection and try again.',
  forgotten: 'Forgotten your password? An admin can give you a new one.',
};
