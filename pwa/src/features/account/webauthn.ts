// Passkeys speak bytes, the server speaks JSON (WebAuthn Level 3 forms). Written out here because many phones lack
// the browser's own parse…FromJSON and toJSON.

type Json = Record<string, unknown>;

function toBytes(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = base64url.replaceAll('-', '+').replaceAll('_', '/');
  const text = atob(plain);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function toBase64url(bytes: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const withIds = (list: unknown) =>
  ((list as { id: string }[] | undefined) ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

/** Options for navigator.credentials.create(). */
export function creationOptions(options: Json): PublicKeyCredentialCreationOptions {
  const user = options.user as { id: string };
  return {
    ...options,
    challenge: toBytes(options.challenge as string),
    user: { ...user, id: toBytes(user.id) },
    excludeCredentials: withIds(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
}

/** Options for navigator.credentials.get(). */
export function requestOptions(options: Json): PublicKeyCredentialRequestOptions {
  return {
    ...options,
    challenge: toBytes(options.challenge as string),
    allowCredentials: withIds(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
}

/** What the browser made or signed, as the server reads it. */
export function credentialJson(credential: PublicKeyCredential): Json {
  const answer = credential.response as AuthenticatorAttestationResponse &
    AuthenticatorAssertionResponse;
  const response: Json = { clientDataJSON: toBase64url(answer.clientDataJSON) };
  if (answer.attestationObject) {
    response.attestationObject = toBase64url(answer.attestationObject);
    response.transports = answer.getTransports?.() ?? [];
  } else {
    response.authenticatorData = toBase64url(answer.authenticatorData);
    response.signature = toBase64url(answer.signature);
    if (answer.userHandle) response.userHandle = toBase64url(answer.userHandle);
  }
  return {
    id: credential.id,
    rawId: toBase64url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in globalThis;
