// Getting in, coming back, and ending what one no longer uses. Each verb says by its answer what happened; sentences
// belong to the screens.
import { chooseLanguage, type Language, language } from '../../i18n';
import { deviceZone } from '../../lib/dates';
import type { Account, Me, Passkey, SignIn } from '../../offline/account-api';
import { request } from '../../offline/client';
import { session } from '../../offline/session';
import { accept, me, signOut, whoIsHere } from '../../offline/sign-in';
import { creationOptions, credentialJson, requestOptions } from './webauthn';

export type { Account, Passkey, SignIn };

export async function activate(code: string): Promise<void> {
  const answer = await request<Me>(
    'POST',
    '/activate',
    { code, language: language.value, zone: deviceZone() },
    { expect401: true },
  );
  await accept(answer);
}

export async function signIn(sign_in_name: string, passphrase: string): Promise<void> {
  await accept(
    await request<Me>('POST', '/sign-in', { sign_in_name, passphrase }, { expect401: true }),
  );
}

/** Throws the browser's NotAllowedError when the person changed their mind. */
export async function signInWithPasskey(): Promise<void> {
  const { options, ticket } = await request<{
    options: Record<string, unknown>;
    ticket: string;
  }>('POST', '/passkeys/sign-in-options', {});
  const made = await navigator.credentials.get({ publicKey: requestOptions(options) });
  const credential = credentialJson(made as PublicKeyCredential);
  await accept(
    await request<Me>('POST', '/passkeys/sign-in', { credential, ticket }, { expect401: true }),
  );
}

/** The same for a phone that a new code opened. Throws as `signInWithPasskey` does. */
export async function confirmWithPasskey(): Promise<void> {
  const { options, ticket } = await request<{
    options: Record<string, unknown>;
    ticket: string;
  }>('POST', '/passkeys/sign-in-options', {});
  const made = await navigator.credentials.get({ publicKey: requestOptions(options) });
  const credential = credentialJson(made as PublicKeyCredential);
  await confirmThisPhone({ passkey: { credential, ticket } });
}

export async function confirmThisPhone(
  proof: { passphrase: string } | { card: string } | { passkey: object },
): Promise<void> {
  await accept(await session.peek().post<Me>('/me/phone/confirm', proof));
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
  current?: string,
): Promise<void> {
  await session
    .peek()
    .put('/me/passphrase', { sign_in_name, passphrase, ...(current ? { current } : {}) });
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

/** Closes it on the server, which ends every sign-in, then clears this phone as signing out does. */
export async function closeAccount(): Promise<void> {
  await session.peek().post('/me/close', { confirmed: true });
  await signOut();
}
