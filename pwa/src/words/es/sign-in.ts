import type { signIn as en } from '../en/sign-in';

export const signIn: typeof en = {
  title: 'Entrar',
};
