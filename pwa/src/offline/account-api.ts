// Names for the answers the frame of the app needs, as the server describes them.
import type { components } from '../lib/api-types';

type Schemas = components['schemas'];

export type Me = Schemas['MeOut'];
export type Account = Schemas['AccountOut'];
export type Activated = Schemas['ActivatedOut'];
export type Proof = Schemas['ProofOut'];
export type SignIn = Schemas['SignInOut'];
export type Passkey = Schemas['PasskeyOut'];
export type Phase = 'intake' | 'active' | 'step_down' | 'completed';
