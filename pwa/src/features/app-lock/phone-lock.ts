// A secret that only the phone's own lock gives out (WebAuthn Level 3, the prf extension). Nothing of it goes to a
// server: the credential is made for this phone alone, and asked for without a network.

interface PrfResults {
  prf?: { enabled?: boolean; results?: { first?: ArrayBuffer } };
}

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const patience = 60_000;

/** Whether this phone has a lock of its own that a page may ask for. */
export async function hasOwnLock(): Promise<boolean> {
  if (!('PublicKeyCredential' in globalThis)) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/** A credential for this phone's lock, or null when it cannot give out secrets. Throws when the person changed their mind. */
export async function makeLockCredential(name: string): Promise<ArrayBuffer | null> {
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge: random(32),
      rp: { name },
      user: { id: random(16), name, displayName: name },
      pubKeyCredParams: [
        { type: 'public-key', alg: -7 },
        { type: 'public-key', alg: -257 },
      ],
      authenticatorSelection: {
        authenticatorAttachment: 'platform',
        userVerification: 'required',
        residentKey: 'discouraged',
      },
      timeout: patience,
      extensions: { prf: {} } as AuthenticationExtensionsClientInputs,
    },
  })) as PublicKeyCredential | null;
  const results = made?.getClientExtensionResults() as PrfResults | undefined;
  return made && results?.prf?.enabled ? made.rawId : null;
}

/** The key behind the phone's lock, the same for the same credential and salt. Throws when it is not opened. */
export async function askLock(credential: ArrayBuffer, salt: Uint8Array<ArrayBuffer>) {
  const given = (await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      allowCredentials: [{ type: 'public-key', id: credential }],
      userVerification: 'required',
      timeout: patience,
      extensions: { prf: { eval: { first: salt } } } as AuthenticationExtensionsClientInputs,
    },
  })) as PublicKeyCredential | null;
  const results = given?.getClientExtensionResults() as PrfResults | undefined;
  const secret = results?.prf?.results?.first;
  if (!secret) throw new Error('the lock of this phone gave nothing');
  const raw = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode('app lock') };
  return crypto.subtle.deriveKey(how, raw, { name: 'AES-GCM', length: 256 }, false, [
    'wrapKey',
    'unwrapKey',
  ]);
}
