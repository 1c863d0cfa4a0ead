// Getting in, coming back, and ending what one no longer uses. Each verb says by its answer what happened; sentences
// belong to the screens.
import { chooseLanguage, type Language, language } from '../../i18n';
import { deviceZone } from '../../lib/dates';
import type { Account, Activated, Me, Passkey, Proof, SignIn } from '../../offline/account-api';
import { Problem, request } from '../../offline/client';
import { type Session, session } from '../../offline/session';
import { accept, me, signOut, whoIsHere } from '../../offline/sign-in';
import { creationOptions, credentialJson, requestOptions } from './webauthn';

export type { Account, Passkey, SignIn };

const phoneSecret = 'phone-secret';

/** A server of before gives no secret; then the program's code proves later what it would have. */
async function keepPhoneSecret(of: Session, secret: string | null | undefined): Promise<void> {
  if (secret) await of.cache.write(phoneSecret, secret);
}

export async function activate(code: string): Promise<void> {
  const { phone_secret, ...answer } = await request<Activated>(
    'POST',
    '/activate',
    { code, language: language.value, zone: deviceZone() },
    { expect401: true },
  );
  await accept(answer);
  await keepPhoneSecret(session.peek(), phone_secret);
}

export async function signIn(sign_in_name: string, passphrase: string): Promise<void> {
  await accept(
    await request<Me>('POST', '/sign-in', { sign_in_name, passphrase }, { expect401: true }),
  );
}

/** Throws the browser's NotAllowedError when the person changed their mind. */
export async function askPasskey(): Promise<{ credential: object; ticket: string }> {
  const { options, ticket } = await request<{
    options: Record<string, unknown>;
    ticket: string;
  }>('POST', '/passkeys/sign-in-options', {});
  const made = await navigator.credentials.get({ publicKey: requestOptions(options) });
  return { credential: credentialJson(made as PublicKeyCredential), ticket };
}

/** Throws as `askPasskey` does. */
export async function signInWithPasskey(): Promise<void> {
  const answer = await askPasskey();
  await accept(await request<Me>('POST', '/passkeys/sign-in', answer, { expect401: true }));
}

/** What shows that somebody is who they are. */
export type Shown =
  | { passphrase: string }
  | { card: string }
  | { code: string }
  | { passkey: object };

export async function confirmThisPhone(shown: Shown): Promise<void> {
  await accept(await session.peek().post<Me>('/me/phone/confirm', shown));
}

/** Shows the server once more that it is still this person. */
export async function proveWith(of: Session, shown: Shown): Promise<void> {
  const { phone_secret } = await of.post<Proof>('/me/proof', shown);
  await keepPhoneSecret(of, phone_secret);
  if ('card' in shown) await whoIsHere(); // it works once
}

/** The same by what this phone was given when a code opened it, where that counts. Answers whether it did. */
export async function provedByPhone(of: Session): Promise<boolean> {
  const secret = me.peek()?.phone_proves ? await of.cache.read<string>(phoneSecret) : null;
  if (!secret) return false;
  try {
    await of.post<Proof>('/me/proof', { phone_secret: secret });
    return true;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 422) return false; // of a sign-in before this one
    throw problem;
  }
}

/** "That's me": said on one phone of another. */
export async function confirmOtherPhone(id: string): Promise<void> {
  await session.peek().put(`/sign-ins/${id}/confirmed`, {});
  await whoIsHere();
}

/** The code of a new recovery card. It is shown once and written nowhere on this phone. */
export async function makeRecoveryCard(): Promise<string> {
  const { code } = await session.peek().post<{ code: string }>('/me/recovery-card');
  await whoIsHere();
  return code;
}

export async function addPasskey(name: string): Promise<void> {
  const { options } = await session
    .peek()
    .post<{ options: Record<string, unknown> }>('/passkeys/registration-options');
  const made = await navigator.credentials.create({ publicKey: creationOptions(options) });
  await session
    .peek()
    .post('/passkeys', { credential: credentialJson(made as PublicKeyCredential), name });
  await whoIsHere();
}

export async function setPassphrase(
  sign_in_name: string,
  passphrase: string,
  change?: ({ current: string } | { forgotten: true }) & { keep: string[] },
): Promise<void> {
  await session.peek().put('/me/passphrase', { sign_in_name, passphrase, ...change });
  await whoIsHere();
}

export const listPasskeys = async () =>
  (await session.peek().get<{ items: Passkey[] }>('/passkeys')).items;
export const listSignIns = async () =>
  (await session.peek().get<{ items: SignIn[] }>('/sign-ins')).items;
/** Null takes the name away. */
export const nameSignIn = (id: string, name: string | null) =>
  session.peek().patch<void>(`/sign-ins/${id}`, { name });
export async function endSignIn(id: string): Promise<void> {
  await session.peek().delete(`/sign-ins/${id}`);
  await whoIsHere();
}
export const endOtherSignIns = () => session.peek().post<void>('/sign-ins/end-others');

export async function removePasskey(id: string): Promise<void> {
  await session.peek().delete(`/passkeys/${id}`);
  await whoIsHere();
}

/** Changes the words at once; the server is told when it can be, for the sentences it sends. */
export async function setLanguage(tongue: Language): Promise<void> {
  await chooseLanguage(tongue);
  if (!me.value) return;
  const answer = await session
    .peek()
    .patch<Me>('/me', { language: tongue })
    .catch(() => null);
  if (answer) await accept(answer);
}

export const myAccount = () => session.peek().get<Account>('/me/account');
/** Nothing is sent before that day. */
export const pauseUntil = (until: string) => session.peek().put<Account>('/me/pause', { until });
export const endPause = () => session.peek().delete<Account>('/me/pause');

/** An admin of the program carries it out. */
export const askForErasure = () => session.peek().post<Account>('/me/erasure', { confirmed: true });
export const withdrawErasure = () => session.peek().delete<Account>('/me/erasure');

/** Closes it on the server, which ends every sign-in, then clears this phone as signing out does. */
export async function closeAccount(): Promise<void> {
  await session.peek().post('/me/close', { confirmed: true });
  await signOut();
}
